"""After a few changes: what follows from them worked out and written, the rest as it is."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from innoreg.index.change import Change, Part, TooMuch, numbers, sums
from innoreg.index.contents import Watched
from innoreg.index.database import Untrusted, changing
from innoreg.index.look import Look, note_files, note_stamps
from innoreg.index.product import Product
from innoreg.index.use import Use, is_made
from innoreg.index.whole import note_held
from innoreg.store.loader import read_settings
from innoreg.store.tree import DiskTree


class Step(NamedTuple):
    """What a change makes necessary: files written anew, parts that hold no more, a part made."""

    change: Change
    affected: frozenset[int]
    part: Part | None
    tree: Watched


def step(index: sqlite3.Connection, use: Use, found: Look) -> Step | None:
    """The next step; None where the product was never made or must be made as a whole.

    Untrusted where so much changed that all is made anew.
    """
    if not found.differs and not is_made(index, use.product):
        return None
    tree = Watched(DiskTree(use.root))
    many = len(found.added) + len(found.changed) + len(found.removed)
    if many * 2 > _count(index):
        raise Untrusted
    change = Change(index, tree, read_settings(tree), found)
    affected = frozenset(change.affected) if found.differs else frozenset()
    part = None
    if is_made(index, use.product):
        targets = (affected | _over(index, use)) - change.gone
        try:
            part = change.part(targets, use.product, use.today)
        except TooMuch:
            if not found.differs:
                return None
    return Step(change, affected, part, tree)


def _count(index: sqlite3.Connection) -> int:
    count: int = index.execute("SELECT count(*) FROM file WHERE kind IS NOT NULL").fetchone()[0]
    return count


def _over(index: sqlite3.Connection, use: Use) -> frozenset[int]:
    """The files whose part of the product does not hold on the day."""
    query = "SELECT file FROM valid WHERE product = ? AND file <> 0 AND (from_day > ? OR until_day <= ?)"
    day = use.today.isoformat()
    return frozenset(file for (file,) in index.execute(query, (use.product.name, day, day)))


def take(use: Use, taken: Step, found: Look, edition: str) -> None:
    """Write a step, if what was read for it is still what the index knows."""
    with changing(use.file, use.root, edition, use.now_ns) as index:
        note_files(index, found, taken.change.became, taken.tree.sum)
        note_stamps(index, found)
        taken.change.write(index, taken.affected)
        if taken.part:
            ids = numbers(index, taken.part.read)
            if sums(index, ids.values()) != {path: taken.tree.sum(path) for path in ids}:
                raise Untrusted
            _keep_part(index, use.product, taken.part, ids)


def _keep_part(
    index: sqlite3.Connection, product: Product, part: Part, ids: Mapping[str, int]
) -> None:
    """Write a part of a product in the place of what was there for its files."""
    index.executemany(
        "DELETE FROM valid WHERE product = ? AND file = ?",
        [(product.name, ids[path]) for path in part.targets],
    )
    note_held(index, product, product.keep(index, part.made, ids), ids)
