"""Reading a tree in one state, though innoreg may change several of its files meanwhile.

Read half before a change and half after it, a registry says what was never true: a renamed person
is missing, an order is not there yet.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from innoreg.store.tree import JOURNAL

T = TypeVar("T")
# Most readings meet no change, and of two one after another hardly any does.
_ATTEMPTS = 2


def read_in_one_state(root: Path, read: Callable[[], T]) -> T:
    """What `read` makes of the registry at `root`, all of it before or after any change.

    Read again where a change began or ended meanwhile; at last while nobody may write. CannotGoOn
    where another innoreg writes all the time.
    """
    for _attempt in range(_ATTEMPTS):
        before = _quiet_since(root)
        if before is None:
            break
        made = read()
        if _quiet_since(root) == before:
            return made
    from innoreg.store.file_writer import registry_lock

    with registry_lock(root):
        return read()


def _quiet_since(root: Path) -> int | None:
    """When the last change began or ended; None while one is being made, or was interrupted.

    Each puts its journal into the folder and takes it out again, which changes the folder's time.
    """
    return None if os.path.lexists(root / JOURNAL) else root.stat().st_mtime_ns
