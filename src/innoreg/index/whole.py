"""Everything read and worked out anew: a new index, or one more product of it."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from innoreg.diagnostics import Diagnostic
from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.index.change import Part, kind_at, links_in, numbers, state_of, whole_only
from innoreg.index.contents import Watched
from innoreg.index.database import Untrusted, changing, file_of, helping, making, note
from innoreg.index.keys import sort_keys, write_keys
from innoreg.index.look import Look, look, note_files, note_stamps, settings_words
from innoreg.index.product import CannotKeep, Held, Product
from innoreg.index.stamps import stamp
from innoreg.index.use import MANY_FILES, Use
from innoreg.model.record_models import MODELS
from innoreg.model.settings import Settings
from innoreg.process import beside, no_collection
from innoreg.store.loader import Loaded, gathered, read_each, read_settings_file
from innoreg.store.prefetch import Ahead, Parsed
from innoreg.store.record_reader import ReadFile
from innoreg.store.tree import MARK, DiskTree

if TYPE_CHECKING:
    from innoreg.index.parsed import ParsedFiles

_Became = dict[str, tuple[str | None, str]]
_Records = dict[str, ReadFile | None]
_WORTH_A_PROCESS = 1000
"""From so many files on the keys are found in a second process."""


def add(use: Use, found: Look, edition: str) -> None:
    """Work out one more product, of files that are as they were."""
    tree = Watched(DiskTree(use.root))
    loaded, became, _records = _read(tree, use)
    made = use.product.make(loaded, None, use.today)
    with changing(use.file, use.root, edition, use.now_ns) as index:
        known = dict(index.execute("SELECT path, digest FROM file"))
        if known != {path: tree.sum(path) for path in became}:
            raise Untrusted
        note_stamps(index, found)
        _keep(index, use.product, made)


def add_in_parts(use: Use, found: Look, edition: str) -> None:
    """The same of a large tree, without holding all of it."""
    from innoreg.index.batches import warm

    settings, said = read_settings_file(DiskTree(use.root))
    with changing(use.file, use.root, edition, use.now_ns) as index:
        warm(use, settings, (path for (path,) in index.execute("SELECT path FROM file")))
        _keep_parts(index, use, settings, said)
        note_stamps(index, found)


def make(use: Use, ahead: Ahead) -> None:
    """Read and work out everything anew; ahead: what was parsed already."""
    tree = Watched(DiskTree(use.root))
    settings = stamp(use.root, MARK)
    read, said = read_settings_file(tree)
    _refuse_inside(use.root / read.data, use.file.parent)
    with making(use.file, use.root, use.now_ns) as index:
        found = look(index, use.root, read.data, use.now_ns)
        for path in found.added:
            # A name that is no text cannot be kept; better known before all is read.
            path.encode()
        if len(found.added) > MANY_FILES:
            _make_in_parts(index, use, found, read, said)
        else:
            _make_at_once(index, use, found, read, tree, ahead)
        found.settings = settings_words(settings, use.now_ns, tree.sum(MARK))
        note_stamps(index, found)
        note(index, data=read.data)


def _prepare(use: Use, settings: Settings) -> None:
    """What takes time before the first record, done while the files are still parsed beside."""
    use.product.make(gathered(settings, ()), None, use.today)
    for model in MODELS.values():
        model.model_rebuild()


def _make_at_once(
    index: sqlite3.Connection,
    use: Use,
    found: Look,
    settings: Settings,
    tree: Watched,
    ahead: Ahead,
) -> None:
    _prepare(use, settings)
    loaded, became, records = _read(tree, use, ahead)
    if became.keys() != found.added.keys():
        raise CannotKeep
    # From here on another process writes, until it is done.
    index.execute("COMMIT")
    work = partial(_write_files, file_of(index), found, became, tree, records)
    written = beside(work) if len(records) >= _WORTH_A_PROCESS else work
    made = use.product.make(loaded, None, use.today)
    written()
    index.execute("BEGIN")
    _keep(index, use.product, made)


def _write_files(new: Path, found: Look, became: _Became, tree: Watched, records: _Records) -> None:
    """Write the files and their keys."""
    links = {path: links_in(read) for path, read in records.items()}
    with helping(new) as index:
        note_files(index, found, became, tree.sum)
        ids = dict(index.execute("SELECT path, id FROM file"))
        write_keys(index, {ids[path]: each for path, each in links.items()})
        sort_keys(index)


def _make_in_parts(
    index: sqlite3.Connection,
    use: Use,
    found: Look,
    settings: Settings,
    said: Iterable[Diagnostic],
) -> None:
    from innoreg.index.batches import read_keys
    from innoreg.index.parsed import parsed_files

    with parsed_files(use.file.parent) as kept:
        read_keys(index, use, settings, found, kept)
        _keep_parts(index, use, settings, said, kept)


def _keep_parts(
    index: sqlite3.Connection,
    use: Use,
    settings: Settings,
    said: Iterable[Diagnostic],
    kept: "ParsedFiles | None" = None,
) -> None:
    from innoreg.index.batches import make_parts

    def keep(part: Part) -> None:
        ids = numbers(index, part.targets)
        note_held(index, use.product, use.product.keep(index, part.made, ids), ids)

    _begin(index, use.product)
    make_parts(index, use, settings, said, keep, kept)


def _refuse_inside(data: Path, folder: Path) -> None:
    """The index would be one of the files it tells of, and would be committed with them."""
    if folder.resolve().is_relative_to(data.resolve()):
        raise WrongUsage(
            T("INNOREG_CACHE lies among the records: {path}", path=folder),
            T("name a folder elsewhere, or leave INNOREG_CACHE out"),
        )


def _read(tree: Watched, use: Use, ahead: Ahead | None = None) -> tuple[Loaded, _Became, _Records]:
    """The registry, and of each file its kind, what it is (record, failed, ignored) and its record."""
    settings, said = read_settings_file(tree)
    became: _Became = {}
    records: _Records = {}

    def known(path: str) -> Parsed | None:
        parsed = ahead.take(path) if ahead else None
        if parsed:
            tree.parsed(path, parsed.digest)
        return parsed

    total = sum(1 for _file in tree.files(settings.data)) if use.told else 0

    def noting() -> Iterator[tuple[str, ReadFile | None]]:
        for path, read in read_each(tree, settings, salvage=True, known=known):
            became[path] = kind_at(path, settings.data), state_of(read)
            records[path] = read
            yield path, read if use.product.salvage else whole_only(read)
            if use.told:
                use.told(len(became), total)

    with no_collection():
        return gathered(settings, noting(), found=said), became, records


def _keep(index: sqlite3.Connection, product: Product, made: object) -> None:
    """Write a product that was made of all files."""
    _begin(index, product)
    ids = dict(index.execute("SELECT path, id FROM file"))
    note_held(index, product, product.keep(index, made, ids), ids)


def _begin(index: sqlite3.Connection, product: Product) -> None:
    """Forget what was kept of a product, and note that it is made."""
    for table in product.tables:
        index.execute(f"DELETE FROM {table}")
    index.execute("DELETE FROM valid WHERE product = ?", (product.name,))
    index.execute("INSERT INTO valid VALUES (?, 0, NULL, NULL)", (product.name,))


def note_held(
    index: sqlite3.Connection, product: Product, parts: Iterable[Held], ids: Mapping[str, int]
) -> None:
    """Write for which days parts of a product hold."""
    index.executemany(
        "INSERT INTO valid VALUES (?, ?, ?, ?)",
        (
            (product.name, ids[held.path], _iso(held.from_day), _iso(held.until_day))
            for held in parts
        ),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
