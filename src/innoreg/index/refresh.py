"""The one place where the index is brought up to date before it is asked."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from innoreg.index.cachefile import cache_file
from innoreg.index.database import Untrusted, changing, noted, reading
from innoreg.index.look import Look, look, note_stamps, same_files, settings_now
from innoreg.index.product import CannotKeep, Product
from innoreg.index.stamps import top_of
from innoreg.index.use import MANY_FILES, Use, holds
from innoreg.store.tree import DiskTree

Answer = TypeVar("Answer")
_NAMED = ("people", "schools", "pairs")
"""Folders of records that others name: what is due shows their names, but does not follow from them."""
_FEW = 10
"""Beyond that it takes less time to read them once, with all they concern, than to compare each of
them again at every question."""
_ATTEMPTS = 4
"""Another process may replace or change the file meanwhile, but not without end."""


def ask(
    root: Path,
    product: Product,
    question: Callable[[sqlite3.Connection], Answer],
    *,
    today: date,
    now_ns: int,
    environ: Mapping[str, str],
    named: Callable[[Answer], Iterable[str]] | None = None,
    told: Callable[[int, int], object] | None = None,
) -> Answer | None:
    """What `question` reads out of the index of the tree as it is now; it may be asked twice.

    now_ns: the clock, before anything of the tree is looked at. named: the files that show in an
    answer; with it the people, schools and pairs of a large tree are looked at only so far as
    they are among these. told: hears how many files of how many are read, when all of them must
    be. None where the index cannot be used: no place for it, a full or read-only disk, another
    process that keeps it. What is wrong with the tree itself comes out as it does without the
    index.
    """
    file = cache_file(root, environ)
    if file is None:
        return None
    try:
        return _asked(Use(file, root, product, today, now_ns, told), question, named)
    except (sqlite3.Error, OSError, UnicodeEncodeError, CannotKeep):
        return None


def _asked(
    use: Use,
    question: Callable[[sqlite3.Connection], Answer],
    named: Callable[[Answer], Iterable[str]] | None,
) -> Answer:
    for _attempt in range(_ATTEMPTS):
        try:
            with reading(use.file, use.root) as index:
                edition = noted(index)["edition"]
                by_names = _by_names(index) if named else frozenset()
                found = _seen(index, use, by_names)
                if holds(index, use.product, use.today) and _shown(index, use, found):
                    answer = question(index)
                    if not (named and by_names) or same_files(index, use.root, named(answer)):
                        break
                    named = None
                    continue
                further = _further(index, use, found, edition)
            further()
        except Untrusted:
            _anew(use)
    else:
        raise CannotKeep
    if found.writes and not found.differs:
        _renew(use, found, edition)
    return answer


def _further(index: sqlite3.Connection, use: Use, found: Look, edition: str) -> Callable[[], None]:
    """What is to be written, once the file is read no more."""
    # Reading records and asking rules takes imports that an answer without them can spare.
    from innoreg.index.steps import step, take
    from innoreg.index.whole import add, add_in_parts

    next_step = step(index, use, found)
    if next_step:
        return partial(take, use, next_step, found, edition)
    return partial(add_in_parts if _is_large(index) else add, use, found, edition)


def _anew(use: Use) -> None:
    from innoreg.store.prefetch import parsing_ahead

    with parsing_ahead(use.root, MANY_FILES) as ahead:
        from innoreg.index.whole import make

        make(use, ahead)


def _shown(index: sqlite3.Connection, use: Use, found: Look) -> bool:
    """Whether the connection tells the tree as it is: nothing differs, or little that it can show."""
    if not found.differs:
        return True
    few = not (found.added or found.removed) and len(found.changed) <= _FEW
    show = use.product.retouch if few else None
    return show is not None and show(index, DiskTree(use.root), found.changed, use.today)


def _by_names(index: sqlite3.Connection) -> frozenset[str]:
    """Folders whose files need no look of their own, in a tree where that saves something."""
    if not _is_large(index):
        return frozenset()
    top = top_of(noted(index)["data"])
    return frozenset(f"{top}{folder}/" for folder in _NAMED)


def _is_large(index: sqlite3.Connection) -> bool:
    return (index.execute("SELECT max(id) FROM file").fetchone()[0] or 0) > MANY_FILES


def _seen(index: sqlite3.Connection, use: Use, by_names: frozenset[str]) -> Look:
    """What changed and the stamps to be written anew; Untrusted where the settings changed."""
    meta = noted(index)
    if meta["made_ns"] == str(use.now_ns):
        # Made by this very call: all of it was read a moment ago.
        return Look(use.now_ns)
    settings = settings_now(use.root, use.now_ns, meta["settings"])
    if settings is None:
        raise Untrusted
    found = look(index, use.root, meta["data"], use.now_ns, by_names)
    if found.differs and by_names:
        # What follows from a change is read from files of every folder.
        found = look(index, use.root, meta["data"], use.now_ns)
    found.settings = settings if settings != meta["settings"] else None
    return found


def _renew(use: Use, found: Look, edition: str) -> None:
    """Note stamps, so that the next look is a short one. The answer does not need it."""
    with (
        suppress(sqlite3.Error, OSError, Untrusted),
        changing(use.file, use.root, edition, use.now_ns) as index,
    ):
        note_stamps(index, found)
