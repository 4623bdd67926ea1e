"""The one place where the index is brought up to date before it is asked."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.index.cachefile import cache_file
from innoreg.index.contents import Watched
from innoreg.index.database import Untrusted, changing, making, note, noted, reading
from innoreg.index.look import (
    Look,
    look,
    note_files,
    note_stamps,
    same_files,
    settings_now,
    settings_words,
)
from innoreg.index.product import CannotKeep, Product
from innoreg.index.stamps import stamp, top_of
from innoreg.store.root import MARK
from innoreg.store.tree import DiskTree

if TYPE_CHECKING:
    from innoreg.store.load import Loaded
    from innoreg.store.record import ReadFile

Answer = TypeVar("Answer")
MANY_FILES = 10_000
_NAMED = ("people", "schools", "pairs")
"""Folders of records that others name: what is due shows their names, but does not follow from them."""
_ATTEMPTS = 4
"""Another process may replace or change the file meanwhile, but not without end."""


@dataclass(frozen=True, slots=True)
class _Use:
    """What is asked, of which tree, when, and where the index lies."""

    file: Path
    root: Path
    product: Product
    today: date
    now_ns: int


def ask(
    root: Path,
    product: Product,
    question: Callable[[sqlite3.Connection], Answer],
    *,
    today: date,
    now_ns: int,
    environ: Mapping[str, str],
    named: Callable[[Answer], Iterable[str]] | None = None,
) -> Answer | None:
    """What `question` reads out of the index of the tree as it is now; it may be asked twice.

    now_ns: the clock, before anything of the tree is looked at. named: the files that show in an
    answer; with it the people, schools and pairs of a large tree are looked at only so far as
    they are among these. None where the index cannot be used: no place for it, a full or
    read-only disk, another process that keeps it. What is wrong with the tree itself comes out
    as it does without the index.
    """
    file = cache_file(root, environ)
    if file is None:
        return None
    try:
        return _asked(_Use(file, root, product, today, now_ns), question, named)
    except (sqlite3.Error, OSError, UnicodeEncodeError, CannotKeep):
        return None


def _asked(
    use: _Use,
    question: Callable[[sqlite3.Connection], Answer],
    named: Callable[[Answer], Iterable[str]] | None,
) -> Answer:
    for _attempt in range(_ATTEMPTS):
        try:
            with reading(use.file, use.root) as index:
                edition = noted(index)["edition"]
                by_names = _by_names(index) if named else frozenset()
                found = _seen(index, use, by_names)
                if holds(index, use.product, use.today):
                    answer = question(index)
                    if not (named and by_names) or same_files(index, use.root, named(answer)):
                        break
                    named = None
                    continue
            _add(use, found, edition)
        except Untrusted:
            _make(use)
    else:
        raise CannotKeep
    if found.writes:
        _renew(use, found, edition)
    return answer


def _by_names(index: sqlite3.Connection) -> frozenset[str]:
    """Folders whose files need no look of their own, in a tree where that saves something."""
    if (index.execute("SELECT max(id) FROM file").fetchone()[0] or 0) <= MANY_FILES:
        return frozenset()
    top = top_of(noted(index)["data"])
    return frozenset(f"{top}{folder}/" for folder in _NAMED)


def _seen(index: sqlite3.Connection, use: _Use, by_names: frozenset[str]) -> Look:
    """The stamps that are to be written anew; Untrusted where something changed."""
    meta = noted(index)
    settings = settings_now(use.root, use.now_ns, meta["settings"])
    if settings is None:
        raise Untrusted
    found = look(index, use.root, meta["data"], use.now_ns, by_names)
    if found.differs:
        raise Untrusted
    found.settings = settings if settings != meta["settings"] else None
    return found


def holds(index: sqlite3.Connection, product: Product, today: date) -> bool:
    """Whether the product was made of these files, for days of which `today` is one."""
    made = "SELECT 1 FROM valid WHERE product = ? AND file = 0"
    over = "SELECT 1 FROM valid WHERE product = ? AND (from_day > ? OR until_day <= ?) LIMIT 1"
    day = today.isoformat()
    return (
        index.execute(made, (product.name,)).fetchone() is not None
        and index.execute(over, (product.name, day, day)).fetchone() is None
    )


def _renew(use: _Use, found: Look, edition: str) -> None:
    """Note stamps, so that the next look is a short one. The answer does not need it."""
    with (
        suppress(sqlite3.Error, OSError, Untrusted),
        changing(use.file, use.root, edition, use.now_ns) as index,
    ):
        note_stamps(index, found)


def _add(use: _Use, found: Look, edition: str) -> None:
    """Work out one more product, of files that are as they were."""
    tree = Watched(DiskTree(use.root))
    loaded, became = _read(tree, use.product)
    made = use.product.make(loaded, None, use.today)
    with changing(use.file, use.root, edition, use.now_ns) as index:
        known = dict(index.execute("SELECT path, digest FROM file"))
        if known != {path: tree.sum(path) for path in became}:
            raise Untrusted
        note_stamps(index, found)
        _keep(index, use.product, made)


def _make(use: _Use) -> None:
    """Read and work out everything anew."""
    tree = Watched(DiskTree(use.root))
    settings = stamp(use.root, MARK)
    data = _data(tree)
    _refuse_inside(use.root / data, use.file.parent)
    with making(use.file, use.root, use.now_ns) as index:
        found = look(index, use.root, data, use.now_ns)
        for path in found.added:
            # A name that is no text cannot be kept; better known before all is read.
            path.encode()
        loaded, became = _read(tree, use.product)
        if became.keys() != found.added.keys():
            raise CannotKeep
        made = use.product.make(loaded, None, use.today)
        note_files(index, found, became, tree.sum)
        found.settings = settings_words(settings, use.now_ns, tree.sum(MARK))
        note_stamps(index, found)
        note(index, data=data)
        _keep(index, use.product, made)


def _data(tree: Watched) -> str:
    from innoreg.store.load import read_settings

    return read_settings(tree).data


def _refuse_inside(data: Path, folder: Path) -> None:
    """The index would be one of the files it tells of, and would be committed with them."""
    if folder.resolve().is_relative_to(data.resolve()):
        raise WrongUsage(
            T("INNOREG_CACHE lies among the records: {path}", path=folder),
            T("name a folder elsewhere, or leave INNOREG_CACHE out"),
        )


def _read(tree: Watched, product: Product) -> tuple["Loaded", dict[str, tuple[str | None, str]]]:
    """The registry, and of each file its kind and what it is: record, failed or ignored."""
    from innoreg.model.kinds import KINDS
    from innoreg.store.load import (
        _no_collection,
        gathered,
        read_each,
        read_settings_file,
    )

    settings, said = read_settings_file(tree)
    became: dict[str, tuple[str | None, str]] = {}
    start = len(top_of(settings.data))

    def noting() -> Iterator[tuple[str, "ReadFile | None"]]:
        for path, read in read_each(tree, settings, salvage=product.salvage):
            state = "ignored" if read is None else "record" if read.whole else "failed"
            became[path] = KINDS.get(path[start:].partition("/")[0]), state
            yield path, read

    with _no_collection():
        return gathered(settings, noting(), found=said), became


def _keep(index: sqlite3.Connection, product: Product, made: object) -> None:
    """Write a product that was made of all files."""
    for table in product.tables:
        index.execute(f"DELETE FROM {table}")
    ids = dict(index.execute("SELECT path, id FROM file"))
    index.execute("DELETE FROM valid WHERE product = ?", (product.name,))
    index.execute("INSERT INTO valid VALUES (?, 0, NULL, NULL)", (product.name,))
    index.executemany(
        "INSERT INTO valid VALUES (?, ?, ?, ?)",
        (
            (product.name, ids[held.path], _iso(held.from_day), _iso(held.until_day))
            for held in product.keep(index, made, ids)
        ),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
