"""The keys of all files, where slices are looked up: in memory, or in the tables of the index."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from innoreg.index.slices import Side


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

    def of(self, side: Side, files: Iterable[int]) -> set[str]:
        """The keys on one side of these files."""
        return {key for file in files for key in getattr(self._files[file][1], side)}

    def files(self, side: Side, keys: Iterable[str]) -> set[int]:
        """The files with one of these keys on that side."""
        known = self._by_key[side]
        return {file for key in keys for file in known.get(key, ())}

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""
        return self._files[file][0]


class StoredKeys:
    """The same in the tables `file`, `gives` and `asks`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._kinds: dict[int, str | None] = {}
        self._keys: Mapping[Side, dict[int, list[str]]] = {"gives": {}, "asks": {}}

    def of(self, side: Side, files: Iterable[int]) -> set[str]:
        """The keys on one side of these files."""
        known = self._keys[side]
        if new := [file for file in files if file not in known]:
            known.update({file: [] for file in new})
            query = f"SELECT file, key FROM {side} WHERE file IN (SELECT value FROM json_each(?))"
            for file, key in self._database.execute(query, (listed(new),)):
                known[file].append(key)
        return {key for file in files for key in known[file]}

    def files(self, side: Side, keys: Iterable[str]) -> set[int]:
        """The files with one of these keys on that side."""
        query = f"SELECT file FROM {side} WHERE key IN (SELECT value FROM json_each(?))"
        return {file for (file,) in self._database.execute(query, (listed(keys),))}

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""
        if file not in self._kinds:
            query = "SELECT kind FROM file WHERE id = ?"
            found = self._database.execute(query, (file,)).fetchone()
            self._kinds[file] = found[0] if found else None
        return self._kinds[file]


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

    def of(self, side: Side, files: Iterable[int]) -> set[str]:
        """The keys on one side of these files."""
        files = set(files)
        new = files & self._new.keys()
        return self._held.of(side, new) | self._stored.of(side, files - new)

    def files(self, side: Side, keys: Iterable[str]) -> set[int]:
        """The files with one of these keys on that side."""
        keys = set(keys)
        stored = {file for file in self._stored.files(side, keys) if file not in self._gone}
        return stored | self._held.files(side, keys)

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""
        return self._held.kind(file) if file in self._new else self._stored.kind(file)


def write_keys(index: sqlite3.Connection, links: Mapping[int, Links]) -> None:
    """Write the keys of files in the place of what they were."""
    for side in ("gives", "asks"):
        index.executemany(f"DELETE FROM {side} WHERE file = ?", [(file,) for file in links])
        rows = [(key, file) for file, each in links.items() for key in getattr(each, side)]
        index.executemany(f"INSERT INTO {side} VALUES (?, ?)", rows)


def listed(values: Iterable[int] | Iterable[str]) -> str:
    """Values as SQLite's json_each takes them."""
    return json.dumps([*values])
