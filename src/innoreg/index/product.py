"""What is worked out of the records and kept: how it is made, and how it is written down."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from innoreg.store.loader import Loaded
    from innoreg.store.tree import DiskTree

Targets = frozenset[str]
"""Paths of files, relative to the root."""


class CannotKeep(Exception):
    """Something here cannot be written down; the command does without the index."""


class Held(NamedTuple):
    """The part of a file holds only from a day until another, which is left out; None: open."""

    path: str
    from_day: date | None
    until_day: date | None


class Product(NamedTuple):
    """One kind of answers. Its module is imported by short commands: heavy imports stay in `make`.

    tables: emptied before all is made anew.
    salvage: whether broken records count too, cut down to what can be checked.
    make: of these files (None: of all), on a day; the result may come from another process.
    keep: writes that in the place of what was there for these files; path -> id of the file.
    retouch: shows to one connection what follows on a day from usual edits of these files, without
    reading any record; False where it cannot.
    """

    name: str
    tables: tuple[str, ...]
    salvage: bool
    make: Callable[["Loaded", Targets | None, date], Any]
    keep: Callable[[sqlite3.Connection, Any, Mapping[str, int]], Iterable[Held]]
    retouch: Callable[[sqlite3.Connection, "DiskTree", Collection[str], date], bool] | None = None
