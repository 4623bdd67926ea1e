"""What is known of the cache itself, without making or changing it."""

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from innoreg.cache.database import Untrusted, read_meta, reading
from innoreg.cache.location import SUFFIX, cache_file, cache_folder
from innoreg.cache.tree_scan import scan_tree

State = Literal["fresh", "stale", "unusable", "missing", "busy", "impossible"]
"""Up to date; made of files that changed since; foreign, damaged or of another innoreg; not there;
kept by another process; not to be had, as the folder cannot be written or the user has no home."""


@dataclass(frozen=True, slots=True)
class About:
    """The cache of one registry; what is not known is None."""

    state: State
    file: Path | None = None
    size: int | None = None
    files: int | None = None
    records: int | None = None
    made_ns: int | None = None
    products: tuple[str, ...] = ()


def about(root: Path, now_ns: int, environ: Mapping[str, str]) -> About:
    """Look at the cache of a registry."""
    file = cache_file(root, environ)
    if file is None:
        return About("impossible")
    if not file.is_file():
        return About("missing" if _may_be_made(file.parent) else "impossible", file)
    size = file.stat().st_size
    try:
        with reading(file, root) as database:
            return _about(database, root, now_ns, file, size)
    except Untrusted:
        return About("unusable", file, size)
    except sqlite3.Error:
        return About("busy", file, size)


def _about(database: sqlite3.Connection, root: Path, now_ns: int, file: Path, size: int) -> About:
    try:
        changed = scan_tree(database, root, now_ns).differs
    except Untrusted:
        changed = True
    meta = read_meta(database)
    states = dict(database.execute("SELECT state, count(*) FROM file GROUP BY state"))
    query = "SELECT kind FROM answer WHERE tree = ? ORDER BY kind"
    products = tuple(kind for (kind,) in database.execute(query, (meta["tree"],)))
    state: State = "stale" if changed else "fresh"
    counts = (sum(states.values()), states.get("record", 0), int(meta["made_ns"]))
    return About(state, file, size, *counts, products)


def _may_be_made(folder: Path) -> bool:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def clear(root: Path | None, environ: Mapping[str, str]) -> list[tuple[Path, int]]:
    """Remove the cache of a registry (None: of all), and say which files of how many bytes; OSError."""
    if root is None:
        folder = cache_folder(environ)
        found = folder.glob(f"*{SUFFIX}*") if folder else ()
    else:
        file = cache_file(root, environ)
        found = file.parent.glob(f"{file.name}*") if file else ()
    removed = [(path, path.stat().st_size) for path in found if path.is_file()]
    for path, _size in removed:
        path.unlink(missing_ok=True)
    return removed
