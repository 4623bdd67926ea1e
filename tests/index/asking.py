"""The index asked for everything there is, so that a test sees at once what it missed."""

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from innoreg.index.product import Held, Product, Targets
from innoreg.index.refresh import ask
from innoreg.store.loader import Loaded, load

DAY = date(2022, 3, 1)
LATER_NS = 60 * 10**9
"""So much later every stamp of a file that is written now is settled."""

Everything = dict[str, list[str]]
"""By path: the record and the findings of the file, with the title of the register; and counts."""


def everything(read: Loaded, targets: Targets | None = None) -> Everything:
    found: Everything = defaultdict(list)
    for record in read.registry.records:
        source = read.registry.source(record)
        found[source.file].append(f"{read.registry.settings.title}: {record!r}")
    for d in read.diagnostics:
        found[d.place.file].append(f"{d.place} {d.code} {d.message}")
    return {path: lines for path, lines in found.items() if targets is None or path in targets}


def product(name: str, salvage: bool = True) -> Product:
    """Everything there is, under a name of its own."""

    def make(read: Loaded, targets: Targets | None, _today: date) -> Everything:
        empty: Everything = {path: [] for path in targets or ()}
        return empty | everything(read, targets)

    def keep(index: sqlite3.Connection, made: Everything, ids: Mapping[str, int]) -> Iterable[Held]:
        index.executemany(
            "DELETE FROM finding WHERE file = ? AND data LIKE ?",
            [(ids[path], f'["{name}"%') for path in made],
        )
        index.executemany(
            "INSERT INTO finding(file, data) VALUES (?, ?)",
            [(ids[path], json.dumps([name, *lines])) for path, lines in made.items() if lines],
        )
        return ()

    return Product(name, (), salvage, make, keep)


ALL = product("all")
WHOLE = product("whole", salvage=False)


def read(index: sqlite3.Connection, which: Product = ALL) -> Everything:
    """What `product` kept."""
    query = "SELECT path, data FROM finding JOIN file ON file.id = finding.file"
    rows = ((path, json.loads(data)) for path, data in index.execute(query))
    return {path: lines for path, (name, *lines) in rows if name == which.name}


def told(
    root: Path,
    cache: Path,
    which: Product = ALL,
    later_ns: int = 0,
    named: Callable[[Everything], Iterable[str]] | None = None,
) -> Everything | None:
    """What the index tells of a tree."""
    return ask(
        root,
        which,
        lambda index: read(index, which),
        today=DAY,
        now_ns=time.time_ns() + later_ns,
        environ={"INNOREG_CACHE": str(cache)},
        named=named,
    )


def truth(root: Path, which: Product = ALL) -> Everything:
    """The same without the index."""
    return everything(load(root, salvage=which.salvage))


def index_file(cache: Path) -> Path:
    """The one file that lies in the folder; nothing else may."""
    (only,) = cache.iterdir()
    return only
