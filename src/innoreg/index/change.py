"""A few files changed: which parts of what is kept follow from them, and these parts made anew."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from innoreg.index.contents import Watched
from innoreg.index.keys import NO_LINKS, Links, NewKeys, StoredKeys, forget_keys, listed, write_keys
from innoreg.index.look import Look
from innoreg.index.product import Product
from innoreg.index.slices import Keys, affected_by, names_of, slice_of
from innoreg.index.stamps import in_order, top_of
from innoreg.index.tables import OF_FILES
from innoreg.index.written import begins

if TYPE_CHECKING:
    from innoreg.index.parsed import Known, ParsedFiles
    from innoreg.model.base import Record
    from innoreg.model.settings import Settings
    from innoreg.store.loader import Loaded
    from innoreg.store.record_reader import ReadFile

NEVER = "9999-12-31"
"""From this day on holds what follows from a file that changed, which is to say no more."""
_HINTING = "unknown-reference"
"""The one finding whose hint may name any record of the register."""


def nothing_known(_path: str) -> None:
    """Of files that nobody parsed before."""


class TooMuch(Exception):
    """So much follows from the change that it is cheaper to make everything anew."""


class Change:
    """The files that changed, read, and the keys of all as they are with them.

    Files that are new have numbers below zero until they are written.
    """

    def __init__(
        self, index: sqlite3.Connection, tree: Watched, settings: "Settings", found: Look
    ) -> None:
        self._index, self._tree, self._settings = index, tree, settings
        self._stored = StoredKeys(index)
        self.parsed: ParsedFiles | None = None
        self.read = self._outcomes([*found.added, *found.changed])
        self.held = self.read
        """What need not be read again."""
        self.old = numbers(index, [*found.changed, *found.removed])
        added = {path: -number for number, path in enumerate(found.added, 1)}
        self.new = {path: self.old.get(path) or added[path] for path in self.read}
        self.links = {path: links_in(read) for path, read in self.read.items()}
        kinds = {path: kind_at(path, settings.data) for path in self.read}
        self.keys: Keys = NewKeys(
            self._stored,
            frozenset(self.old.values()),
            {self.new[path]: (kinds[path], links) for path, links in self.links.items()},
        )
        self.became = {path: (kinds[path], state_of(read)) for path, read in self.read.items()}
        self._was_broken = _failed(index)
        gone = {*found.changed, *found.removed}
        failed = {path for path, (_kind, state) in self.became.items() if state == "failed"}
        self.failed = (self._was_broken - gone) | failed

    @property
    def gone(self) -> frozenset[int]:
        """Files that are there no more."""
        return frozenset(self.old.values()) - frozenset(self.new.values())

    @property
    def affected(self) -> set[int]:
        """The files of which something else may be said now."""
        before, after = set(self.old.values()), set(self.new.values())
        found = affected_by(self._stored, before) | affected_by(self.keys, after)
        if _named(self._stored, before) != _named(self.keys, after):
            found |= _files_with(self._index, _HINTING)
        return (found | self._by_breaks()) - self.gone

    def _by_breaks(self) -> set[int]:
        """The files that name a file that broke or was mended, or have its name."""
        from innoreg.store.record_ids import stem

        turned = {stem(p) for p in self._was_broken} ^ {stem(p) for p in self.failed}
        keys = {f"id:{name}" for name in turned}
        if not keys:
            return set()
        named = set(self.keys.files("gives", keys))
        return affected_by(self.keys, named) | set(self.keys.files("asks", keys))

    def part(self, targets: Collection[int], product: Product, today: date) -> "Part":
        """What the product says of the targets, made of their slice alone."""
        files = slice_of(self.keys, targets)
        every = self._index.execute("SELECT count(*) FROM file WHERE kind IS NOT NULL").fetchone()[
            0
        ]
        if len(files) * 2 > every:
            raise TooMuch
        return self.made_of(self._paths(files), targets, product, today)

    def made_of(
        self, paths: Mapping[int, str], targets: Collection[int], product: Product, today: date
    ) -> "Part":
        """What the product says of the targets; paths: of the files of their slice."""
        from innoreg.store.record_ids import stem

        ordered = sorted(paths.values(), key=in_order)
        ids = {path: file for file, path in paths.items()}
        known = self.parsed.known(self._tree, ids) if self.parsed else nothing_known
        further = (path for path in ordered if path not in self.held)
        read = self._outcomes(further, known)
        outcomes = {path: (read if path in read else self.held)[path] for path in ordered}
        broken = frozenset(stem(path) for path in self.failed)
        loaded = _loaded(self._settings, outcomes, broken, product.salvage, _Rest(self, outcomes))
        wanted = frozenset(paths[file] for file in targets)
        return Part(wanted, product.make(loaded, wanted, today), frozenset(ordered))

    def _outcomes(
        self, paths: Iterable[str], known: "Known" = nothing_known
    ) -> dict[str, "ReadFile | None"]:
        from innoreg.store.loader import read_files

        return dict(read_files(self._tree, self._settings, paths, salvage=True, known=known))

    def _paths(self, files: Iterable[int]) -> dict[int, str]:
        new = {number: path for path, number in self.new.items()}
        query = "SELECT id, path FROM file WHERE id IN (SELECT value FROM json_each(?))"
        known = dict(self._index.execute(query, (listed(files),)))
        return {file: new.get(file) or known[file] for file in files}

    def ids(self, kinds: Collection[str]) -> Sequence[str]:
        """The id of every record of these kinds."""
        query = (
            "SELECT gives.file, substr(gives.key, 4) FROM gives JOIN file ON file.id = gives.file"
            " WHERE gives.key >= 'id:' AND gives.key < 'id;'"
            " AND file.kind IN (SELECT value FROM json_each(?))"
        )
        gone = set(self.old.values())
        rows = self._index.execute(query, (listed(kinds),))
        return [name for file, name in rows if file not in gone] + [
            read.record.id
            for read in self.read.values()
            if read and read.record and read.record.kind_name in kinds
        ]

    def first_of(self, name: str) -> str | None:
        """The path of the first file whose record has that id."""
        found = self._paths(self.keys.files("gives", [f"id:{name}"]))
        return min(found.values(), key=in_order, default=None)

    def outcome(self, path: str) -> "ReadFile | None":
        """One more file, read."""
        return self.held[path] if path in self.held else self._outcomes([path])[path]

    def write(self, index: sqlite3.Connection, affected: Iterable[int]) -> None:
        """Write keys, and that the parts of the affected hold no more.

        The files themselves must have been written before.
        """
        for table in OF_FILES:
            index.executemany(f"DELETE FROM {table} WHERE file = ?", [(f,) for f in self.gone])
        now = numbers(index, self.new)
        changed = {self.new[path]: number for path, number in now.items()}
        forget_keys(index, now.values())
        write_keys(index, {now[path]: links for path, links in self.links.items()})
        products = [name for (name,) in index.execute("SELECT product FROM valid WHERE file = 0")]
        index.executemany(
            "INSERT OR REPLACE INTO valid VALUES (?, ?, ?, NULL)",
            [(name, changed.get(file, file), NEVER) for name in products for file in affected],
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a product, made anew: of which files, and which were read for it."""

    targets: frozenset[str]
    made: object
    read: frozenset[str]


class _Rest:
    """The records that a slice leaves out; see `innoreg.model.registry.Elsewhere`."""

    def __init__(self, change: Change, read: Mapping[str, "ReadFile | None"]) -> None:
        self._change = change
        self._read = dict(read)

    def ids(self, kinds: Collection[str]) -> Sequence[str]:
        """The id of every record of these kinds in the whole register."""
        return self._change.ids(kinds)

    def record(self, name: str) -> "Record | None":
        """The first record of that id."""
        path = self._change.first_of(name)
        if path is None:
            return None
        # Kept, for a registry knows the parts of a record by the very object.
        if path not in self._read:
            self._read[path] = self._change.outcome(path)
        found = self._read[path]
        return found.record if found else None


def kind_at(path: str, data: str) -> str | None:
    """The kind of record a file of the tree holds, or should hold."""
    from innoreg.model.record_models import KINDS

    return KINDS.get(path[len(top_of(data)) :].partition("/")[0])


def state_of(read: "ReadFile | None") -> str:
    """What became of a file: record, failed or ignored."""
    return "ignored" if read is None else "record" if read.whole else "failed"


def links_in(read: "ReadFile | None") -> Links:
    """The keys of a file that was read."""
    from innoreg.index.links import links_of

    return links_of(read.record) if read and read.record else NO_LINKS


def whole_only(read: "ReadFile | None") -> "ReadFile | None":
    """A broken file without what is left of its record."""
    return read if read is None or read.whole else replace(read, record=None)


def _loaded(
    settings: "Settings",
    outcomes: Mapping[str, "ReadFile | None"],
    broken: frozenset[str],
    salvage: bool,
    rest: _Rest,
) -> "Loaded":
    from innoreg.model.registry import Registry
    from innoreg.store.loader import Loaded

    kept = [r for r in outcomes.values() if r and r.record and (salvage or r.whole)]
    records = [(read.record, read.source) for read in kept if read.record and read.source]
    said = tuple(d for read in outcomes.values() if read for d in read.diagnostics)
    whole = sum(read.whole for read in kept)
    registry = Registry(settings, records, broken, rest)
    return Loaded(registry, said, whole, 0, len(outcomes) - whole)


def _named(keys: Keys, files: Iterable[int]) -> set[tuple[str | None, str]]:
    return {each for file in files for each in names_of(keys, file)}


def numbers(index: sqlite3.Connection, paths: Iterable[str]) -> dict[str, int]:
    """The ids of the files that are written, by path."""
    query = "SELECT path, id FROM file WHERE path IN (SELECT value FROM json_each(?))"
    return dict(index.execute(query, (listed(paths),)))


def sums(index: sqlite3.Connection, files: Iterable[int]) -> dict[str, bytes]:
    """What was noted of the contents of these files, by path."""
    query = "SELECT path, digest FROM file WHERE id IN (SELECT value FROM json_each(?))"
    return dict(index.execute(query, (listed(files),)))


def _failed(index: sqlite3.Connection) -> set[str]:
    return {path for (path,) in index.execute("SELECT path FROM file WHERE state = 'failed'")}


def _files_with(index: sqlite3.Connection, code: str) -> set[int]:
    """The files that drive a finding of that code."""
    query = "SELECT DISTINCT file FROM finding WHERE substr(data, 1, ?) = ? AND file IS NOT NULL"
    start = begins(code)
    return {file for (file,) in index.execute(query, (len(start), start))}
