"""The rows of `due` and `overdue`, kept document by document, and asked without their records."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from innoreg.index.product import Held, Product, Targets
from innoreg.index.rowtext import decode, encode
from innoreg.queries.rows import DueRow, Name

if TYPE_CHECKING:
    from innoreg.deadlines import Period
    from innoreg.store.load import Loaded

NAMED_KINDS = ("program", "roadmap", "district", "school", "site", "person")
"""Records that a filter may name."""
_Line = tuple[int, int, bool, str]
"""First and last day as numbers, whether it is open, the row."""


@dataclass(frozen=True, slots=True)
class Made:
    """Rows by the file of their document, with the days they hold for; names by their file."""

    rows: Mapping[str, Sequence[_Line]]
    held: Sequence[Held]
    names: Mapping[str, tuple[str, str, str]]
    targets: Targets | None


def _make(loaded: "Loaded", targets: Targets | None, today: date) -> Made:
    from innoreg.queries.lasting import rows_by_document

    rows: dict[str, list[_Line]] = {}
    held = []
    for part in rows_by_document(loaded.registry, today, targets):
        rows[part.file] = [_line(row) for row in part.rows]
        if part.from_day or part.until_day:
            held.append(Held(part.file, part.from_day, part.until_day))
    return Made(rows, held, dict(_names(loaded, targets)), targets)


def _line(row: DueRow) -> _Line:
    return row.begins.toordinal(), row.due.toordinal(), row.closed is None, encode(row)


def _names(loaded: "Loaded", targets: Targets | None) -> Iterator[tuple[str, tuple[str, str, str]]]:
    from innoreg.model.kinds import MODELS
    from innoreg.queries.records import name_of

    for kind in NAMED_KINDS:
        for record in loaded.registry.all(MODELS[kind]):
            name = name_of(loaded.registry, record)
            if targets is None or name.file in targets:
                yield name.file, (kind, name.id, name.words)


def _keep(index: sqlite3.Connection, made: Made, ids: Mapping[str, int]) -> Iterable[Held]:
    files = [(ids[path],) for path in made.targets or ()]
    index.executemany("DELETE FROM due WHERE file = ?", files)
    index.executemany("DELETE FROM name WHERE file = ?", files)
    index.executemany(
        "INSERT INTO due VALUES (?, ?, ?, ?, ?)",
        ((ids[file], *line) for file, lines in made.rows.items() for line in lines),
    )
    index.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        ((*name, ids[file]) for file, name in made.names.items()),
    )
    return made.held


ROWS = Product("rows", ("due", "name"), False, _make, _keep)


class StoredRows:
    """The rows of the index as `innoreg.queries.rows.Rows`."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def all(self) -> Sequence[DueRow]:
        """See `innoreg.queries.rows.Dated`."""
        return self._rows("SELECT data FROM due")

    def touching(self, period: "Period") -> Sequence[DueRow]:
        """See `innoreg.queries.rows.Dated`."""
        start, end = period.start.toordinal(), period.end.toordinal()
        return _read(self._rows("SELECT data FROM due WHERE due >= ? AND begins <= ?", start, end))

    def open_before(self, day: date) -> Sequence[DueRow]:
        """See `innoreg.queries.rows.Rows`."""
        return _read(self._rows("SELECT data FROM due WHERE open AND due < ?", day.toordinal()))

    def placed(self, row: DueRow) -> DueRow:
        """The row: its line is known."""
        return row

    def names(self, kind: str) -> Sequence[Name]:
        """See `innoreg.queries.rows.Rows`."""
        return self._names("name.kind = ? ORDER BY path", kind)

    def named(self, kind: str, id: str) -> Name | None:
        """See `innoreg.queries.rows.Rows`."""
        found = self._names("name.kind = ? AND name.id = ? ORDER BY path LIMIT 1", kind, id)
        return found[0] if found else None

    def failed(self) -> int:
        """How many files could not be read and are in no answer."""
        found = self._index.execute("SELECT count(*) FROM file WHERE state = 'failed'")
        count: int = found.fetchone()[0]
        return count

    def _rows(self, query: str, *values: int) -> list[DueRow]:
        return decode(line for (line,) in self._index.execute(query, values))

    def _names(self, where: str, *values: str) -> list[Name]:
        query = f"SELECT name.id, words, path FROM name JOIN file ON file.id = file WHERE {where}"
        return [Name(*row) for row in self._index.execute(query, values)]


def _read(rows: list[DueRow]) -> list[DueRow]:
    rows.sort(key=lambda row: row.place)
    return rows
