"""The one place where the index is brought up to date before it is asked."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.index.cachefile import cache_file
from innoreg.index.change import (
    Change,
    Part,
    TooMuch,
    kind_at,
    links_in,
    numbers,
    state_of,
    whole_only,
)
from innoreg.index.contents import Watched
from innoreg.index.database import Untrusted, changing, making, note, noted, reading
from innoreg.index.keys import write_keys
from innoreg.index.look import (
    Look,
    look,
    note_files,
    note_stamps,
    same_files,
    settings_now,
    settings_words,
)
from innoreg.index.product import CannotKeep, Held, Product
from innoreg.index.stamps import stamp, top_of
from innoreg.store.root import MARK
from innoreg.store.tree import DiskTree

if TYPE_CHECKING:
    from innoreg.index.links import Links
    from innoreg.model.settings import Settings
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
                if not found.differs and holds(index, use.product, use.today):
                    answer = question(index)
                    if not (named and by_names) or same_files(index, use.root, named(answer)):
                        break
                    named = None
                    continue
                step = _step(index, use, found)
            if step:
                _take(use, step, found, edition)
            else:
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
    """What changed and the stamps to be written anew; Untrusted where the settings changed."""
    meta = noted(index)
    settings = settings_now(use.root, use.now_ns, meta["settings"])
    if settings is None:
        raise Untrusted
    found = look(index, use.root, meta["data"], use.now_ns, by_names)
    if found.differs and by_names:
        # What follows from a change is read from files of every folder.
        found = look(index, use.root, meta["data"], use.now_ns)
    found.settings = settings if settings != meta["settings"] else None
    return found


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


class _Step(NamedTuple):
    """What a change makes necessary: files written anew, parts that hold no more, a part made."""

    change: Change
    affected: frozenset[int]
    part: Part | None
    tree: Watched


def _step(index: sqlite3.Connection, use: _Use, found: Look) -> _Step | None:
    """The next step; None where the product was never made or must be made as a whole.

    Untrusted where so much changed that all is made anew.
    """
    if not found.differs and not is_made(index, use.product):
        return None
    tree = Watched(DiskTree(use.root))
    many = len(found.added) + len(found.changed) + len(found.removed)
    if many * 2 > _count(index):
        raise Untrusted
    change = Change(index, tree, _settings(tree), found)
    affected = frozenset(change.affected) if found.differs else frozenset()
    part = None
    if is_made(index, use.product):
        targets = (affected | _over(index, use)) - change.gone
        try:
            part = change.part(targets, use.product, use.today)
        except TooMuch:
            if not found.differs:
                return None
    return _Step(change, affected, part, tree)


def _count(index: sqlite3.Connection) -> int:
    count: int = index.execute("SELECT count(*) FROM file WHERE kind IS NOT NULL").fetchone()[0]
    return count


def _over(index: sqlite3.Connection, use: _Use) -> frozenset[int]:
    """The files whose part of the product does not hold on the day."""
    query = "SELECT file FROM valid WHERE product = ? AND file <> 0 AND (from_day > ? OR until_day <= ?)"
    day = use.today.isoformat()
    return frozenset(file for (file,) in index.execute(query, (use.product.name, day, day)))


def _take(use: _Use, step: _Step, found: Look, edition: str) -> None:
    """Write a step, if what was read for it is still what the index knows."""
    with changing(use.file, use.root, edition, use.now_ns) as index:
        note_files(index, found, step.change.became, step.tree.sum)
        note_stamps(index, found)
        step.change.write(index, step.affected)
        if step.part:
            ids = numbers(index, step.part.read)
            known = dict(index.execute("SELECT path, digest FROM file"))
            if any(known.get(path) != step.tree.sum(path) for path in step.part.read):
                raise Untrusted
            _keep_part(index, use.product, step.part, ids)


def _keep_part(
    index: sqlite3.Connection, product: Product, part: Part, ids: Mapping[str, int]
) -> None:
    """Write a part of a product in the place of what was there for its files."""
    index.executemany(
        "DELETE FROM valid WHERE product = ? AND file = ?",
        [(product.name, ids[path]) for path in part.targets],
    )
    _note_held(index, product, product.keep(index, part.made, ids), ids)


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
    loaded, became, _links = _read(tree, use.product)
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
    data = _settings(tree).data
    _refuse_inside(use.root / data, use.file.parent)
    with making(use.file, use.root, use.now_ns) as index:
        found = look(index, use.root, data, use.now_ns)
        for path in found.added:
            # A name that is no text cannot be kept; better known before all is read.
            path.encode()
        loaded, became, links = _read(tree, use.product)
        if became.keys() != found.added.keys():
            raise CannotKeep
        made = use.product.make(loaded, None, use.today)
        note_files(index, found, became, tree.sum)
        ids = dict(index.execute("SELECT path, id FROM file"))
        write_keys(index, {ids[path]: each for path, each in links.items()})
        found.settings = settings_words(settings, use.now_ns, tree.sum(MARK))
        note_stamps(index, found)
        note(index, data=data)
        _keep(index, use.product, made)


def _refuse_inside(data: Path, folder: Path) -> None:
    """The index would be one of the files it tells of, and would be committed with them."""
    if folder.resolve().is_relative_to(data.resolve()):
        raise WrongUsage(
            T("INNOREG_CACHE lies among the records: {path}", path=folder),
            T("name a folder elsewhere, or leave INNOREG_CACHE out"),
        )


def _settings(tree: Watched) -> "Settings":
    from innoreg.store.load import read_settings

    return read_settings(tree)


_Became = dict[str, tuple[str | None, str]]


def _read(tree: Watched, product: Product) -> tuple["Loaded", _Became, dict[str, "Links"]]:
    """The registry, and of each file its kind, what it is (record, failed, ignored) and its keys."""
    from innoreg.store.load import _no_collection, gathered, read_each, read_settings_file

    settings, said = read_settings_file(tree)
    became: _Became = {}
    links: dict[str, Links] = {}

    def noting() -> Iterator[tuple[str, "ReadFile | None"]]:
        for path, read in read_each(tree, settings, salvage=True):
            became[path] = kind_at(path, settings.data), state_of(read)
            links[path] = links_in(read)
            yield path, read if product.salvage else whole_only(read)

    with _no_collection():
        return gathered(settings, noting(), found=said), became, links


def _keep(index: sqlite3.Connection, product: Product, made: object) -> None:
    """Write a product that was made of all files."""
    for table in product.tables:
        index.execute(f"DELETE FROM {table}")
    ids = dict(index.execute("SELECT path, id FROM file"))
    index.execute("DELETE FROM valid WHERE product = ?", (product.name,))
    index.execute("INSERT INTO valid VALUES (?, 0, NULL, NULL)", (product.name,))
    _note_held(index, product, product.keep(index, made, ids), ids)


def _note_held(
    index: sqlite3.Connection, product: Product, parts: Iterable[Held], ids: Mapping[str, int]
) -> None:
    index.executemany(
        "INSERT INTO valid VALUES (?, ?, ?, ?)",
        (
            (product.name, ids[held.path], _iso(held.from_day), _iso(held.until_day))
            for held in parts
        ),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
