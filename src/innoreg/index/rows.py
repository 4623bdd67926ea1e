"""The rows of `due` and `overdue`, kept document by document, and asked without their records."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from innoreg.index.product import Held, Product, Targets
from innoreg.index.rowtext import decode, encode
from innoreg.queries.due_row import DueRow, Name, last_part

if TYPE_CHECKING:
    from innoreg.deadlines import Period
    from innoreg.store.loader import Loaded
    from innoreg.store.tree import DiskTree

NAMED_KINDS = ("program", "roadmap", "district", "school", "site", "person")
"""Records that a filter may name."""
Line = tuple[int, int, bool, str]
"""First and last day as numbers, whether it is open, the row."""


class Made(NamedTuple):
    """Rows by the file of their document, with the days they hold for; names by their file.

    plans: the text of each plan, compressed, and the paths of the items that others act on.
    """

    rows: Mapping[str, Sequence[Line]]
    held: Sequence[Held]
    names: Mapping[str, tuple[str, str, str]]
    plans: Mapping[str, tuple[bytes, str]]
    targets: Targets | None


def _make(loaded: "Loaded", targets: Targets | None, today: date) -> Made:
    from innoreg.queries.lasting_rows import rows_by_document

    rows: dict[str, list[Line]] = {}
    held = []
    acted = {}
    for part in rows_by_document(loaded.registry, today, targets):
        rows[part.file] = [line_of(row) for row in part.rows]
        acted[part.file] = json.dumps(part.acted)
        if part.from_day or part.until_day:
            held.append(Held(part.file, part.from_day, part.until_day))
    plans = {file: (text, acted[file]) for file, text in _plans(loaded, targets)}
    return Made(rows, held, dict(_names(loaded, targets)), plans, targets)


def line_of(row: DueRow) -> Line:
    """A row as it is written."""
    return row.begins.toordinal(), row.due.toordinal(), row.closed is None, encode(row)


def _names(loaded: "Loaded", targets: Targets | None) -> Iterator[tuple[str, tuple[str, str, str]]]:
    from innoreg.model.record_models import MODELS
    from innoreg.queries.record_names import name_of

    for kind in NAMED_KINDS:
        for record in loaded.registry.all(MODELS[kind]):
            name = name_of(loaded.registry, record)
            if targets is None or name.file in targets:
                yield name.file, (kind, name.id, name.words)


def _plans(loaded: "Loaded", targets: Targets | None) -> Iterator[tuple[str, bytes]]:
    import zlib

    from innoreg.model.roadmap import Roadmap
    from innoreg.store.file_source import FileSource

    for plan in loaded.registry.all(Roadmap):
        source = loaded.registry.source(plan)
        if isinstance(source, FileSource) and (targets is None or source.file in targets):
            text = source.usual_text()
            if text is not None:
                yield source.file, zlib.compress(text.encode(), 1)


def _keep(index: sqlite3.Connection, made: Made, ids: Mapping[str, int]) -> Iterable[Held]:
    files = [(ids[path],) for path in made.targets or ()]
    index.executemany("DELETE FROM due WHERE file = ?", files)
    index.executemany("DELETE FROM name WHERE file = ?", files)
    index.executemany("DELETE FROM plan WHERE file = ?", files)
    index.executemany(
        "INSERT INTO plan VALUES (?, ?, ?)",
        ((ids[file], *plan) for file, plan in made.plans.items()),
    )
    index.executemany(
        "INSERT INTO due VALUES (?, ?, ?, ?, ?)",
        ((ids[file], *line) for file, lines in made.rows.items() for line in lines),
    )
    index.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        ((*name, ids[file]) for file, name in made.names.items()),
    )
    return made.held


def _retouch(
    index: sqlite3.Connection, tree: "DiskTree", paths: Collection[str], today: date
) -> bool:
    from innoreg.index.retouch import retouch

    return retouch(index, tree, paths, today)


ROWS = Product("rows", ("due", "name", "plan"), False, _make, _keep, _retouch)


class StoredRows:
    """The rows of the index as `innoreg.queries.due_row.Rows`."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._also = ""
        self._known: tuple[str, ...] = ()

    def narrowed(self, file: str | None, ids: Sequence[str]) -> "StoredRows":
        """See `innoreg.queries.due_row.Rows`: far fewer rows have to be read."""
        fewer = StoredRows(self._index)
        if file is not None:
            fewer._also = " AND file = (SELECT id FROM file WHERE path = ?)"
            fewer._known = (file,)
        # A reference may begin with a kind, so only its end is looked for.
        fewer._also += " AND instr(data, ?)" * len(ids)
        fewer._known += tuple(json.dumps(id, ensure_ascii=False)[1:] for id in ids)
        return fewer

    def all(self) -> Sequence[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        return self._rows("true")

    def touching(self, period: "Period") -> Sequence[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        start, end = period.start.toordinal(), period.end.toordinal()
        return _read(self._rows("due >= ? AND begins <= ?", start, end))

    def open_before(self, day: date) -> Sequence[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        return _read(self._rows("open AND due < ?", day.toordinal()))

    def due_before(self, day: date) -> Iterator[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        return self._one_by_one("due < ?", "due DESC", day)

    def due_after(self, day: date) -> Iterator[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        return self._one_by_one("due > ?", "due", day)

    def placed(self, row: DueRow) -> DueRow:
        """The row: its line is known."""
        return row

    def names(self, kind: str) -> Sequence[Name]:
        """See `innoreg.queries.due_row.Rows`."""
        return self._names("name.kind = ? ORDER BY path", kind)

    def named(self, kind: str, id: str) -> Name | None:
        """See `innoreg.queries.due_row.Rows`."""
        found = self._names("name.kind = ? AND name.id = ? ORDER BY path LIMIT 1", kind, id)
        return found[0] if found else None

    def failed(self) -> int:
        """How many files could not be read and are in no answer."""
        found = self._index.execute("SELECT count(*) FROM file WHERE state = 'failed'")
        count: int = found.fetchone()[0]
        return count

    def shown_files(self, rows: Iterable[DueRow]) -> list[str]:
        """Files of the people and schools whose names stand in the rows, and all unread files."""
        parties = {party[:2] for row in rows for party in row.responsible}
        people = {last_part(person) for person, _organisation in parties}
        schools = {last_part(organisation) for _person, organisation in parties}
        found = self._index.execute(
            "SELECT path FROM file WHERE state = 'failed' OR id IN ("
            " SELECT file FROM name WHERE kind = 'person' AND id IN (SELECT value FROM json_each(?))"
            " UNION"
            " SELECT file FROM name WHERE kind = 'school' AND id IN (SELECT value FROM json_each(?))"
            ")",
            (json.dumps([*people]), json.dumps([*schools])),
        )
        return [path for (path,) in found]

    def _rows(self, where: str, *values: int) -> list[DueRow]:
        query = f"SELECT data FROM due WHERE {where}{self._also}"
        return decode(line for (line,) in self._index.execute(query, (*values, *self._known)))

    def _one_by_one(self, where: str, order: str, day: date) -> Iterator[DueRow]:
        """The first few are often all that is looked at."""
        query = f"SELECT data FROM due WHERE {where}{self._also} ORDER BY {order}"
        for line in self._index.execute(query, (day.toordinal(), *self._known)):
            yield from decode(line)

    def _names(self, where: str, *values: str) -> list[Name]:
        query = f"SELECT name.id, words, path FROM name JOIN file ON file.id = file WHERE {where}"
        return [Name(*row) for row in self._index.execute(query, values)]


def _read(rows: list[DueRow]) -> list[DueRow]:
    rows.sort(key=lambda row: row.place)
    return rows
