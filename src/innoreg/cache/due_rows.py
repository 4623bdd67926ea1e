"""The rows of `due` and `overdue`, kept document by document, and asked without any record.

A plan's rows follow from its own file, from the files that are no plans, and from the names of the
others; where `innoreg.queries.lasting_rows` cannot say so of a document, from the whole tree. So an edit
of a plan costs its own rows, an edit of anything else all, and a new day those that turn on it.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from innoreg.cache.answers import Made, Past
from innoreg.cache.database import SCHEMA, read_meta, write_meta
from innoreg.cache.file_stamps import top_of
from innoreg.cache.row_codec import decode, encode
from innoreg.cache.tree_scan import KnownFile, Scan, tree_digest
from innoreg.process import run_in_fork
from innoreg.queries.due_row import PARTS, PARTY, SAMPLE, UNDATED, DueRow, Name, Rows
from innoreg.record_kinds import FOLDERS

if TYPE_CHECKING:
    from innoreg.deadlines import Period
    from innoreg.model.registry import Registry
    from innoreg.queries.lasting_rows import Documents, Lasting
    from innoreg.store.loader import LoadResult

Line = tuple[str, int, int, bool, str]
"""A row as it is written: the file of its document, first and last day, whether it is open, all."""
_WORTH_A_PROCESS = range(100, 5000)
"""For so many documents a second process saves time; of more it takes too much memory."""
# Numbers compare and sort in SQLite as days do.
_UNDATED = UNDATED.toordinal()
Got = TypeVar("Got")


class Answered(NamedTuple, Generic[Got]):
    """What a question got of the rows, and the files of which only what can be read is in them."""

    answer: Got
    failed: tuple[str, ...]


class _Past(NamedTuple):
    """What still holds, though the tree or the day is another.

    left_out: plans that need not be read; failed: those of them that are broken. anew: documents
    whose rows are worked out anew. memory: a copy of the cache without these.
    """

    left_out: frozenset[str]
    failed: tuple[str, ...]
    anew: frozenset[str]
    memory: sqlite3.Connection
    hides: bool


class MemoryDatabase(sqlite3.Connection):
    """Rows in memory: closed with the last answer that may still read them."""

    def __del__(self) -> None:
        self.close()


class KeptRows(Generic[Got]):
    """All rows of a register on a day, as a `Kind`. question: what is asked of them."""

    name, salvage = "rows", True

    def __init__(self, day: date, question: Callable[[Rows], Got]) -> None:
        self._day, self._question = day, question

    def lasts(self, database: sqlite3.Connection) -> bool:
        over = "SELECT 1 FROM document WHERE from_day > ? OR until_day <= ? LIMIT 1"
        return database.execute(over, 2 * (self._day.toordinal(),)).fetchone() is None

    def kept(self, database: sqlite3.Connection) -> Answered[Got]:
        failed = database.execute("SELECT path FROM file WHERE state = 'failed' ORDER BY path")
        paths = tuple(path for (path,) in failed)
        return Answered(self._question(StoredRows(database)), paths)

    def past(
        self, database: sqlite3.Connection, scan: Scan, files: Mapping[str, KnownFile]
    ) -> _Past | None:
        meta, plans = read_meta(database), _plans(scan.data, files)
        shared = tree_digest(scan.settings_held, files, plans).hex()
        if meta.get("rows_shared") != shared or scan.removed or not scan.changed <= plans:
            return None
        same_tree = not scan.differs and meta["rows_tree"] == meta["tree"]
        holding, anew, tied = set[str](), set(plans), False
        rows = database.execute("SELECT path, digest, alone, from_day, until_day FROM document")
        for path, digest, alone, from_day, until_day in rows:
            lasts = (from_day or 0) <= self._day.toordinal() < (until_day or _UNDATED)
            same_file = path not in scan.changed and digest == files[path].digest
            if lasts and same_file and (alone or same_tree):
                holding.add(path)
            else:
                anew.add(path)
                tied = tied or not alone
        left_out = frozenset() if tied else plans & holding
        failed = tuple(path for path in left_out if files[path].state == "failed")
        memory = MemoryDatabase(":memory:", isolation_level=None)
        database.backup(memory)
        hides = meta.get("rows_hides") == "True"
        past = _Past(left_out, failed, frozenset(anew - holding), memory, hides)
        _clear(memory, past.anew)
        return past

    def make(self, loaded: "LoadResult", past: Past | None) -> Made[Answered[Got]] | None:
        from innoreg.queries.lasting_rows import Documents
        from innoreg.queries.terms_of_records import sample_names
        from innoreg.store.record_ids import stem

        assert past is None or isinstance(past, _Past)
        hides = any(not record.sample for record in loaded.registry.records)
        if past and past.hides is not hides:
            return None
        samples = [(SAMPLE, *name) for name in sample_names(loaded.registry)]
        loaded = replace(loaded, registry=loaded.registry.without_samples())
        memory = past.memory if past else _empty()
        anew, left_out = (past.anew, past.left_out) if past else (None, ())
        documents = []
        unread = [stem(path) for path in left_out]
        registry = loaded.readable
        for part, lines in _worked_out(Documents(registry, self._day, unread), anew):
            if left_out and not part.alone:
                return None
            documents.append(part)
            memory.executemany(_DUE, lines)
        names = [*_names(registry), *samples]
        memory.executemany(_NAME, (name for name in names if anew is None or name[-1] in anew))
        failed = {each.place.file for each in loaded.failed_files}.union(
            past.failed if past else ()
        )
        answered = Answered(self._question(StoredRows(memory)), tuple(sorted(failed)))
        return Made(answered, partial(_write, memory, documents, anew, hides))


def _worked_out(
    documents: "Documents", files: Collection[str] | None
) -> Iterator[tuple["Lasting", list[Line]]]:
    """The documents in these files, or all; half of them in a second process where that saves time."""
    there = None
    if files is None and len(documents.files) in _WORTH_A_PROCESS:
        files, others = frozenset(documents.files[::2]), frozenset(documents.files[1::2])
        there = run_in_fork(lambda: [*_worked_out(documents, others)])
    for part in documents.rows(files):
        yield part._replace(rows=()), [_line(part.file, row) for row in part.rows]
    yield from there() if there else ()


def _line(file: str, row: DueRow) -> Line:
    return file, row.begins.toordinal(), row.due.toordinal(), row.closed is None, encode(row)


_DUE = "INSERT INTO due VALUES (?, ?, ?, ?, ?)"
_NAME = "INSERT INTO name VALUES (?, ?, ?, ?, ?)"


def _empty() -> sqlite3.Connection:
    memory = MemoryDatabase(":memory:", isolation_level=None)
    memory.executescript(SCHEMA)
    return memory


def _clear(database: sqlite3.Connection, paths: Iterable[str] | None) -> None:
    """Forget the rows and names of these files; None: of all."""
    for table in ("document", "due", "name"):
        if paths is None:
            database.execute(f"DELETE FROM {table}")
        else:
            database.executemany(f"DELETE FROM {table} WHERE path = ?", zip(paths))


def _plans(data: str, files: Iterable[str]) -> frozenset[str]:
    """The files that are plans, or should be."""
    folder = f"{top_of(data)}{FOLDERS['roadmap']}/"
    return frozenset(path for path in files if path.startswith(folder))


def _names(registry: "Registry") -> Iterator[tuple[str, ...]]:
    """As `StoredRows` reads them."""
    from innoreg.queries.record_names import name_of, part_names, party_names

    for record in registry.records:
        yield record.kind_name, *name_of(registry, record)
        yield from ((PARTY, *name) for name in party_names(registry, record))
        yield from ((PARTS + record.id, *name) for name in part_names(registry, record))


def _write(
    memory: sqlite3.Connection,
    documents: Sequence["Lasting"],
    anew: frozenset[str] | None,
    hides: bool,
    database: sqlite3.Connection,
    files: Mapping[str, KnownFile],
) -> None:
    """Write what is in memory of the documents worked out anew; None: of all."""
    _clear(database, anew)
    for table, insert in (("due", _DUE), ("name", _NAME)):
        if anew is None:
            database.executemany(insert, memory.execute(f"SELECT * FROM {table}"))
        else:
            query = f"SELECT * FROM {table} WHERE path = ?"
            for path in anew:
                database.executemany(insert, memory.execute(query, (path,)))
    meta = read_meta(database)
    plans = _plans(meta["data"], files)
    made = {part.file for part in documents}
    # A plan that could not be read has no rows, and that follows from its file alone.
    unread = (plans if anew is None else plans & anew) - made
    lasting = [(p.file, p.alone, _day(p.from_day), _day(p.until_day)) for p in documents]
    lasting += [(path, True, None, None) for path in unread]
    lines = ((path, files[path].digest, *rest) for path, *rest in lasting)
    database.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?)", lines)
    shared_digest = tree_digest(bytes.fromhex(meta["settings_digest"]), files, plans).hex()
    write_meta(database, rows_tree=meta["tree"], rows_shared=shared_digest, rows_hides=str(hides))


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


class StoredRows:
    """The rows of a cache, or of its copy in memory, as `innoreg.queries.due_row.Rows`."""

    def __init__(self, database: sqlite3.Connection, ids: Sequence[str] = ()) -> None:
        self._database = database
        # A reference may begin with a kind, so only its end is looked for.
        self._also = " AND instr(data, ?)" * len(ids)
        self._known = [json.dumps(id, ensure_ascii=False)[1:] for id in ids]

    def prefiltered(self, ids: Sequence[str]) -> "StoredRows":
        return StoredRows(self._database, ids)

    def all(self) -> Sequence[DueRow]:
        return self._rows("due < ?", _UNDATED)

    def undated(self) -> Sequence[DueRow]:
        return self._rows("due = ?", _UNDATED)

    def touching(self, period: "Period") -> Sequence[DueRow]:
        start, end = period.start.toordinal(), period.end.toordinal()
        return self._rows("due >= ? AND begins <= ? AND due < ?", start, end, _UNDATED)

    def open_before(self, day: date) -> Sequence[DueRow]:
        return self._rows("open AND due < ?", day.toordinal())

    def due_before(self, day: date) -> Iterator[DueRow]:
        return self._one_by_one("due < ?", "due DESC", day)

    def due_after(self, day: date) -> Iterator[DueRow]:
        return self._one_by_one(f"due < {_UNDATED} AND due > ?", "due", day)

    def with_line(self, row: DueRow) -> DueRow:
        # Rows are kept with their lines.
        return row

    def names(self, kind: str) -> Sequence[Name]:
        return self._names("kind = ? ORDER BY path", kind)

    def record_name(self, kind: str, id: str) -> Name | None:
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
        query = f"SELECT id, words, title, path FROM name WHERE {where}"
        return [Name(*row) for row in self._database.execute(query, values)]
