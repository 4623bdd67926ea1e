"""The keys of all files, where slices are looked up: in memory, or in the tables of the index."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from innoreg.index.slices import SIDES, End, Side
from innoreg.index.tables import KEYS_SORTED


class Links(NamedTuple):
    """The keys of one file; see `innoreg.index.links`."""

    gives: frozenset[str]
    asks: frozenset[str]


NO_LINKS = Links(frozenset(), frozenset())
"""Of a file without a record."""


class HeldKeys:
    """The keys of files just read, in memory."""

    def __init__(self, files: Mapping[int, tuple[str | None, Links]]) -> None:
        self._files = files
        self._by_key: Mapping[Side, dict[str, list[int]]] = {
            "gives": defaultdict(list),
            "asks": defaultdict(list),
        }
        for file, (_kind, links) in files.items():
            for key in links.gives:
                self._by_key["gives"][key].append(file)
            for key in links.asks:
                self._by_key["asks"][key].append(file)

    def of(self, end: End, files: Iterable[int]) -> set[str]:
        """The keys of these files that lie on this side and begin so."""
        side, name = end
        each = (key for file in files for key in getattr(self._files[file][1], side))
        return {key for key in each if key.startswith(name)}

    def files(self, side: Side, keys: Iterable[str]) -> set[int]:
        """The files with one of these keys on that side."""
        known = self._by_key[side]
        return {file for key in keys for file in known.get(key, ())}

    def meeting(self, here: End, there: End, files: Collection[int]) -> frozenset[int]:
        """The files whose keys there are, but for their beginning, those of these files here."""
        return frozenset(self.files(there[0], _begun(there, here, self.of(here, files))))

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""
        return self._files[file][0]

    def of_kinds(self, files: Collection[int], kinds: frozenset[str]) -> frozenset[int]:
        """Those of these files that hold, or should hold, such a record."""
        return frozenset(file for file in files if self._files[file][0] in kinds)


class StoredKeys:
    """The same in the tables `file`, `gives` and `asks`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def of(self, end: End, files: Iterable[int]) -> set[str]:
        """The keys of these files that lie on this side and begin so."""
        side, name = end
        query = (
            f"SELECT key FROM {side} WHERE file IN (SELECT value FROM json_each(?))"
            " AND key >= ? AND key < ?"
        )
        rows = self._database.execute(query, (listed(files), name, _end(name)))
        return {key for (key,) in rows}

    def files(self, side: Side, keys: Iterable[str]) -> set[int]:
        """The files with one of these keys on that side."""
        query = f"SELECT file FROM {side} WHERE key IN (SELECT value FROM json_each(?))"
        return {file for (file,) in self._database.execute(query, (listed(keys),))}

    def meeting(self, here: End, there: End, files: Collection[int]) -> frozenset[int]:
        """The files whose keys there are, but for their beginning, those of these files here."""
        (side, name), (other, begun) = here, there
        # In one question: no key is made a text of this language, and there are many.
        query = (
            f"SELECT DISTINCT file FROM {other} WHERE key IN (SELECT ? || substr(key, ?)"
            f" FROM {side} WHERE file IN (SELECT value FROM json_each(?))"
            " AND key >= ? AND key < ?)"
        )
        asked = begun, len(name) + 1, listed(files), name, _end(name)
        return frozenset(file for (file,) in self._database.execute(query, asked))

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""
        query = "SELECT kind FROM file WHERE id = ?"
        found = self._database.execute(query, (file,)).fetchone()
        return found[0] if found else None

    def of_kinds(self, files: Collection[int], kinds: frozenset[str]) -> frozenset[int]:
        """Those of these files that hold, or should hold, such a record."""
        if not files:
            return frozenset()
        query = (
            "SELECT id FROM file WHERE id IN (SELECT value FROM json_each(?))"
            " AND kind IN (SELECT value FROM json_each(?))"
        )
        rows = self._database.execute(query, (listed(files), listed(kinds)))
        return frozenset(file for (file,) in rows)


class NewKeys:
    """Stored keys with some files replaced, added or gone."""

    def __init__(
        self,
        stored: StoredKeys,
        gone: Collection[int],
        new: Mapping[int, tuple[str | None, Links]],
    ) -> None:
        self._stored, self._gone = stored, gone
        self._new, self._held = new, HeldKeys(new)

    def of(self, end: End, files: Iterable[int]) -> set[str]:
        """The keys of these files that lie on this side and begin so."""
        new, old = self._parted(files)
        return self._stored.of(end, old) | self._held.of(end, new)

    def files(self, side: Side, keys: Iterable[str]) -> set[int]:
        """The files with one of these keys on that side."""
        keys = set(keys)
        stored = {file for file in self._stored.files(side, keys) if file not in self._gone}
        return stored | self._held.files(side, keys)

    def meeting(self, here: End, there: End, files: Collection[int]) -> frozenset[int]:
        """The files whose keys there are, but for their beginning, those of these files here."""
        if not (self._new or self._gone):
            return self._stored.meeting(here, there, files)
        return frozenset(self.files(there[0], _begun(there, here, self.of(here, files))))

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""
        return self._held.kind(file) if file in self._new else self._stored.kind(file)

    def of_kinds(self, files: Collection[int], kinds: frozenset[str]) -> frozenset[int]:
        """Those of these files that hold, or should hold, such a record."""
        new, old = self._parted(files)
        return self._stored.of_kinds(old, kinds) | self._held.of_kinds(new, kinds)

    def _parted(self, files: Iterable[int]) -> tuple[set[int], set[int]]:
        """The new ones, and those as they are stored."""
        files = set(files)
        new = files & self._new.keys()
        return new, files - new


def _begun(there: End, here: End, keys: Iterable[str]) -> set[str]:
    """Keys from here as they begin there."""
    return {there[1] + key[len(here[1]) :] for key in keys}


def _end(name: str) -> str:
    """Behind all keys that begin so: `;` is the sign after `:`."""
    return f"{name[:-1]};"


def forget_keys(index: sqlite3.Connection, files: Collection[int]) -> None:
    """Take out the keys of files."""
    for side in SIDES:
        index.executemany(f"DELETE FROM {side} WHERE file = ?", [(file,) for file in files])


def write_keys(index: sqlite3.Connection, links: Mapping[int, Links]) -> None:
    """Write the keys of files that have none yet."""
    files = sorted(links)
    for side in SIDES:
        rows = ((file, key) for file in files for key in sorted(getattr(links[file], side)))
        index.executemany(f"INSERT INTO {side} VALUES (?, ?)", rows)


def sort_keys(index: sqlite3.Connection) -> None:
    """Make what finds files by their keys, once those of all files are written."""
    for command in KEYS_SORTED:
        index.execute(command)


def listed(values: Iterable[int] | Iterable[str]) -> str:
    """Values as SQLite's json_each takes them."""
    return json.dumps([*values])
