"""One use of the index: what is asked of which tree, and whether what is kept holds for it."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from innoreg.index.product import Product

MANY_FILES = 10_000
"""A tree of more files is never held as a whole."""


class Use(NamedTuple):
    """What is asked, of which tree, when, and where the index lies."""

    file: Path
    root: Path
    product: Product
    today: date
    now_ns: int
    told: Callable[[int, int], object] | None = None
    """Called for every file that is read, with how many are done and how many there are."""


def is_made(index: sqlite3.Connection, product: Product) -> bool:
    """Whether the product was made, though parts of it may hold no more."""
    made = "SELECT 1 FROM valid WHERE product = ? AND file = 0"
    return index.execute(made, (product.name,)).fetchone() is not None


def holds(index: sqlite3.Connection, product: Product, today: date) -> bool:
    """Whether the product was made of these files, for days of which `today` is one."""
    over = "SELECT 1 FROM valid WHERE product = ? AND (from_day > ? OR until_day <= ?) LIMIT 1"
    day = today.isoformat()
    return (
        is_made(index, product) and index.execute(over, (product.name, day, day)).fetchone() is None
    )
