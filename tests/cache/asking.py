"""A cache asked for everything there is, so that a test sees at once what it missed."""

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from innoreg.cache.answers import Made, Past, ask
from innoreg.cache.tree_scan import KnownFile, Scan
from innoreg.store.loader import LoadResult, load
from support import tree

LATER_NS = 60 * 10**9
"""So much later every stamp of a file that is written now is settled."""

PERSON = "schema: 1\nname: {name}\ngender: f\n"


def people_register(folder: Path, number: int) -> Path:
    """The root of a register of so many people, made in a folder of its own."""
    folder.mkdir()
    people = {
        f"people/person-{n}.yaml": PERSON.format(name=f"Образцова {chr(1040 + n % 30)}.А.")
        for n in range(number)
    }
    return tree(folder, people)


Everything = dict[str, list[str]]
"""By path: the record and the findings of the file, with the title of the register; and counts."""


def everything(read: LoadResult) -> Everything:
    found: Everything = defaultdict(list)
    for record in read.registry.records:
        source = read.registry.source(record)
        found[source.file].append(f"{read.registry.settings.title}: {record!r}")
    for d in read.diagnostics:
        found[d.place.file].append(f"{d.place} {d.code} {d.message}")
    found["counts"] = [f"{read.records} {read.ignored} {read.failed}"]
    return dict(found)


class Everywhere(NamedTuple):
    """Everything there is, kept under a name of its own. meanwhile: done while it is read back."""

    name: str
    salvage: bool
    meanwhile: Callable[[], object] = lambda: None

    def lasts(self, _database: sqlite3.Connection) -> bool:
        return True

    def kept(self, database: sqlite3.Connection) -> Everything:
        self.meanwhile()
        rows = (json.loads(line) for (line,) in database.execute("SELECT data FROM finding"))
        return {path: lines for name, path, lines in rows if name == self.name}

    def past(
        self, _database: sqlite3.Connection, _scan: Scan, _files: Mapping[str, KnownFile]
    ) -> None:
        return None

    def make(self, read: LoadResult, _past: Past | None) -> Made[Everything]:
        found = everything(read)

        def write(database: sqlite3.Connection, _files: Mapping[str, KnownFile]) -> None:
            database.execute("DELETE FROM finding WHERE data LIKE ?", (f'["{self.name}"%',))
            lines = ((json.dumps([self.name, *each]),) for each in found.items())
            database.executemany("INSERT INTO finding VALUES (?)", lines)

        return Made(found, write)


ALL = Everywhere("all", salvage=True)
WHOLE = Everywhere("whole", salvage=False)


def told(root: Path, cache: Path, which: Everywhere = ALL, later_ns: int = 0) -> Everything | None:
    """What the cache tells of a tree."""
    environ = {"INNOREG_CACHE": str(cache)}
    return ask(which, root, now_ns=time.time_ns() + later_ns, environ=environ)


def truth(root: Path, which: Everywhere = ALL) -> Everything:
    """The same without the cache."""
    return everything(load(root, salvage=which.salvage))


def cache_file(cache: Path) -> Path:
    """The one file that lies in the folder; nothing else may."""
    (only,) = cache.iterdir()
    return only
