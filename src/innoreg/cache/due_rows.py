"""The rows of `due` and `overdue`, kept document by document, and asked without any record.

A plan's rows follow from its own file, from the files that are no plans, and from the names of the
others; where `innoreg.queries.lasting_rows` cannot say so of a document, from the whole tree. So an edit
of a plan costs its own rows, an edit of anything else all, and a new day those that turn on it.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from innoreg.cache.answers import Made, Past
from innoreg.cache.database import note, noted
from innoreg.cache.file_stamps import top_of
from innoreg.cache.row_codec import decode, encode
from innoreg.cache.tree_scan import KnownFile, Scan, tree_digest
from innoreg.queries.due_row import DueRow, Listed, Name, Rows
from innoreg.record_kinds import FOLDERS

if TYPE_CHECKING:
    from innoreg.deadlines import Period
    from innoreg.queries.lasting_rows import Lasting
    from innoreg.store.loader import Loaded

_EVER = date.max.toordinal() + 1
Got = TypeVar("Got")
Kinded = tuple[str, Name]
"""The kind of a record, and what it is called."""


class Answered(NamedTuple, Generic[Got]):
    """What a question got of the rows, and how many files could not be read and are in no row."""

    answer: Got
    failed: int


class _Past(NamedTuple):
    """What still holds, though the tree or the day is another.

    left_out: plans that need not be read, with their names; failed: how many of them are broken.
    anew: documents whose rows are worked out anew; lines: the rows of all others.
    """

    left_out: frozenset[str]
    anew: frozenset[str]
    lines: Sequence[str]
    names: Sequence[Kinded]
    failed: int


class KeptRows(Generic[Got]):
    """All rows of a register on a day. question: what is asked of them."""

    name, salvage = "rows", False

    def __init__(self, day: date, question: Callable[[Rows], Got]) -> None:
        self._day, self._question = day, question

    def lasts(self, database: sqlite3.Connection) -> bool:
        """See `Kind`."""
        over = "SELECT 1 FROM document WHERE from_day > ? OR until_day <= ? LIMIT 1"
        day = self._day.toordinal()
        return database.execute(over, (day, day)).fetchone() is None

    def kept(self, database: sqlite3.Connection) -> Answered[Got]:
        """See `Kind`."""
        failed = database.execute("SELECT count(*) FROM file WHERE state = 'failed'").fetchone()[0]
        return Answered(self._question(StoredRows(database)), failed)

    def past(
        self, database: sqlite3.Connection, scan: Scan, files: Mapping[str, KnownFile]
    ) -> _Past | None:
        """See `Kind`."""
        meta, plans = noted(database), _plans(scan.data, files)
        shared = tree_digest(scan.settings_held, files, plans).hex()
        if meta.get("rows_shared") != shared or scan.removed or not scan.changed <= plans:
            return None
        same_tree = not scan.differs and meta["rows_tree"] == meta["tree"]
        holding, anew, tied = set[str](), set(plans), False
        rows = database.execute("SELECT path, digest, alone, from_day, until_day FROM document")
        for path, digest, alone, from_day, until_day in rows:
            lasts = (from_day or 0) <= self._day.toordinal() < (until_day or _EVER)
            same_file = path not in scan.changed and digest == files[path].digest
            if lasts and same_file and (alone or same_tree):
                holding.add(path)
            else:
                anew.add(path)
                tied = tied or not alone
        left_out = frozenset() if tied else plans & holding
        lines = database.execute("SELECT path, data FROM due")
        names = database.execute("SELECT path, kind, id, words FROM name")
        return _Past(
            left_out,
            frozenset(anew - holding),
            [line for path, line in lines if path in holding],
            [(kind, Name(id, words, path)) for path, kind, id, words in names if path in left_out],
            sum(files[path].state == "failed" for path in left_out),
        )

    def make(self, loaded: "Loaded", past: Past | None) -> Made[Answered[Got]] | None:
        """See `Kind`."""
        from innoreg.queries.lasting_rows import rows_by_document
        from innoreg.store.record_ids import stem

        assert past is None or isinstance(past, _Past)
        unread = [stem(path) for path in past.left_out] if past else ()
        made = [*rows_by_document(loaded.registry, self._day, past and past.anew, unread)]
        if past and past.left_out and not all(part.alone for part in made):
            return None
        rows = [*decode(past.lines if past else ()), *(row for part in made for row in part.rows)]
        rows.sort(key=lambda row: row.place)
        names = sorted([*(past.names if past else ()), *_names(loaded)], key=_by_file)
        failed = loaded.failed + (past.failed if past else 0)
        answered = Answered(self._question(RowsAtHand(rows, names)), failed)
        return Made(answered, partial(_write, made, names, past and past.anew))


def _plans(data: str, files: Iterable[str]) -> frozenset[str]:
    """The files that are plans, or should be."""
    folder = f"{top_of(data)}{FOLDERS['roadmap']}/"
    return frozenset(path for path in files if path.startswith(folder))


def _names(loaded: "Loaded") -> Iterator[Kinded]:
    from innoreg.queries.record_names import name_of

    registry = loaded.registry
    return ((record.kind_name, name_of(registry, record)) for record in registry.records)


def _by_file(named: Kinded) -> str:
    return named[1].file


def _write(
    made: Sequence["Lasting"],
    names: Sequence[Kinded],
    anew: frozenset[str] | None,
    database: sqlite3.Connection,
    files: Mapping[str, KnownFile],
) -> None:
    """Write the rows of these documents; anew: all that they take the place of, None: everything."""
    meta = noted(database)
    plans = _plans(meta["data"], files)
    if anew is None:
        anew = plans.union(part.file for part in made)
        database.execute("DELETE FROM document")
        database.execute("DELETE FROM due")
    else:
        database.executemany("DELETE FROM document WHERE path = ?", zip(anew))
        database.executemany("DELETE FROM due WHERE path = ?", zip(anew))
    # A plan that could not be read has no rows, and that follows from its file alone.
    unread = anew.difference(part.file for part in made)
    database.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        [(path, files[path].digest, True, None, None) for path in unread]
        + [
            (p.file, files[p.file].digest, p.alone, _day(p.from_day), _day(p.until_day))
            for p in made
        ],
    )
    database.executemany(
        "INSERT INTO due VALUES (?, ?, ?, ?, ?)",
        ((part.file, *_line(row)) for part in made for row in part.rows),
    )
    database.execute("DELETE FROM name")
    database.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        ((kind, name.id, name.words, name.file) for kind, name in names),
    )
    shared = tree_digest(bytes.fromhex(meta["settings_digest"]), files, plans)
    note(database, rows_tree=meta["tree"], rows_shared=shared.hex())


def _line(row: DueRow) -> tuple[int, int, bool, str]:
    return row.begins.toordinal(), row.due.toordinal(), row.closed is None, encode(row)


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


class RowsAtHand(Listed):
    """Rows that were worked out or read back, in reading order, and what records are called."""

    def __init__(self, rows: Sequence[DueRow], names: Iterable[Kinded]) -> None:
        super().__init__(rows)
        self._names = defaultdict[str, list[Name]](list)
        for kind, name in names:
            self._names[kind].append(name)

    def narrowed(self, _ids: Sequence[str]) -> Listed:
        """See `innoreg.queries.due_row.Rows`."""
        return self

    def placed(self, row: DueRow) -> DueRow:
        """The row: its line is known."""
        return row

    def names(self, kind: str) -> Sequence[Name]:
        """See `innoreg.queries.due_row.Rows`."""
        return self._names[kind]

    def named(self, kind: str, id: str) -> Name | None:
        """See `innoreg.queries.due_row.Rows`."""
        return next((name for name in self._names[kind] if name.id == id), None)


class StoredRows:
    """The rows of the cache as `innoreg.queries.due_row.Rows`."""

    def __init__(self, database: sqlite3.Connection, ids: Sequence[str] = ()) -> None:
        self._database = database
        # A reference may begin with a kind, so only its end is looked for.
        self._also = " AND instr(data, ?)" * len(ids)
        self._known = [json.dumps(id, ensure_ascii=False)[1:] for id in ids]

    def narrowed(self, ids: Sequence[str]) -> "StoredRows":
        """See `innoreg.queries.due_row.Rows`: far fewer rows have to be read."""
        return StoredRows(self._database, ids)

    def all(self) -> Sequence[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        return self._rows("true")

    def touching(self, period: "Period") -> Sequence[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        start, end = period.start.toordinal(), period.end.toordinal()
        return self._rows("due >= ? AND begins <= ?", start, end)

    def open_before(self, day: date) -> Sequence[DueRow]:
        """See `innoreg.queries.due_row.Dated`."""
        return self._rows("open AND due < ?", day.toordinal())

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
        return self._names("kind = ? ORDER BY path", kind)

    def named(self, kind: str, id: str) -> Name | None:
        """See `innoreg.queries.due_row.Rows`."""
        found = self._names("kind = ? AND id = ? ORDER BY path LIMIT 1", kind, id)
        return found[0] if found else None

    def _rows(self, where: str, *values: int) -> list[DueRow]:
        query = f"SELECT data FROM due WHERE {where}{self._also}"
        found = self._database.execute(query, (*values, *self._known))
        rows = decode(line for (line,) in found)
        rows.sort(key=lambda row: row.place)
        return rows

    def _one_by_one(self, where: str, order: str, day: date) -> Iterator[DueRow]:
        """The first few are often all that is looked at."""
        query = f"SELECT data FROM due WHERE {where}{self._also} ORDER BY {order}"
        for line in self._database.execute(query, (day.toordinal(), *self._known)):
            yield from decode(line)

    def _names(self, where: str, *values: str) -> list[Name]:
        query = f"SELECT id, words, path FROM name WHERE {where}"
        return [Name(*row) for row in self._database.execute(query, values)]
