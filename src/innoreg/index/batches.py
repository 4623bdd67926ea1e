"""A large tree read and worked out in batches, so that memory holds one batch and not the tree.

First each file is read for its keys. Then files that have to do with each other are taken
together, and what is told of them is worked out from their slice alone, as after a change. Each
batch is the work of a copy of the process, two at a time, whose memory is free afterwards.
"""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from innoreg.diagnostics import Diagnostic
from innoreg.index.change import (
    Change,
    Part,
    kind_at,
    links_in,
    nothing_known,
    numbers,
    state_of,
    whole_only,
)
from innoreg.index.contents import Watched
from innoreg.index.database import file_of
from innoreg.index.keys import Links, listed, sort_keys, write_keys
from innoreg.index.look import Look, note_files, note_stamps
from innoreg.index.parsed import ParsedFiles, parsing
from innoreg.index.product import CannotKeep, Targets
from innoreg.index.slices import slice_of
from innoreg.index.stamps import in_order
from innoreg.index.use import Use
from innoreg.model.settings import Settings
from innoreg.process import by_turns, no_collection
from innoreg.store.loader import Loaded, gathered, read_files
from innoreg.store.record_reader import ReadFile
from innoreg.store.tree import DiskTree

Value = TypeVar("Value")
Batch = tuple[int, ...]

_READ = 4_000_000
"""Bytes of files read by one copy; it holds the keys only."""
_TARGETS = 1_400_000
"""Bytes of the files of a batch, with `_AROUND` for each."""
SLICE = 2_700_000
"""Bytes of the files of its slice, with `_EACH` for each: a record takes about five times its file,
and rules keep as much."""
_HELD = 3_000_000
"""The same of files that others name so often that they are read once for all batches."""
_OFTEN = 5
"""Named by so many, a file is likely to be in several slices."""
_EACH = 250
"""What a file weighs beyond its bytes, however small it is."""
_AROUND = 1500
"""What it weighs among the files of a batch: what it names is read with it."""
_IN_A_ROW = 5
"""Batches one copy works on, one after another: what is freed of one serves the next, and the
words of terms are remembered."""
_AT_ONCE = 2
"""Copies at work on batches: memory holds no more."""
_READERS = 3
"""Copies that read for keys, which is little: one may be done before its turn."""


class _Chunk(NamedTuple):
    """What is known of files that were read: kind, state, sum of the contents and keys."""

    became: dict[str, tuple[str | None, str]]
    sums: dict[str, bytes]
    links: dict[str, Links]
    start: int
    sizes: Sequence[int]


def read_keys(
    index: sqlite3.Connection, use: Use, settings: Settings, found: Look, kept: ParsedFiles
) -> None:
    """Read every file of a new index once; write what became of it, and its keys.

    kept: takes what the files hold. Nothing is left in `found` of what was written: it is much.
    """
    paths = sorted(found.added, key=in_order)
    warm(use, settings, paths)
    note_stamps(index, found)
    found.folders.clear()
    total = len(paths)

    def take(chunk: _Chunk) -> None:
        new = Look(use.now_ns)
        new.added = {path: found.added.pop(path) for path in chunk.became}
        note_files(index, new, chunk.became, chunk.sums.__getitem__)
        ids = numbers(index, chunk.links)
        write_keys(index, {ids[path]: links for path, links in chunk.links.items()})
        kept.keep(chunk.start, chunk.sizes)
        _tell(use, total - len(found.added), total)

    works = deque[Callable[[], _Chunk]]()
    start = 0
    weights = {path: found.added[path][1] + _EACH for path in paths}
    for chunk in _cut(weights.items(), _READ):
        end = start + sum(weights[path] for path in chunk)
        works.append(partial(_chunk, use, settings, kept, range(start, end), chunk))
        start = end
    by_turns(works, take, at_once=_READERS, in_order=True)
    sort_keys(index)
    # From here on other connections read what is written.
    index.execute("COMMIT")
    index.execute("BEGIN")


def _chunk(
    use: Use, settings: Settings, kept: ParsedFiles, room: range, paths: Sequence[str]
) -> _Chunk:
    tree = Watched(DiskTree(use.root))
    became, links, parsed = {}, {}, dict.fromkeys(paths, b"")
    with no_collection():
        known = parsing(tree, parsed)
        for path, read in read_files(tree, settings, paths, salvage=True, known=known):
            became[path] = kind_at(path, settings.data), state_of(read)
            links[path] = links_in(read)
    sums = {path: tree.sum(path) for path in paths}
    return _Chunk(became, sums, links, room.start, kept.write(room, [*parsed.values()]))


def make_parts(
    index: sqlite3.Connection,
    use: Use,
    settings: Settings,
    said: Iterable[Diagnostic],
    keep: Callable[[Part], None],
    kept: ParsedFiles | None = None,
) -> None:
    """The product of all files whose keys are written, part by part; before it, of the settings.

    said: what is wrong with the settings; it belongs to no file. kept: what files held when their
    keys were read, if it was just now. CannotKeep where a file has changed meanwhile. `keep` must
    write nothing into the tables of files and keys.
    """
    nothing = frozenset[str]()
    keep(Part(nothing, _made(use, gathered(settings, (), found=said), None), nothing))
    total, done = _count(index), 0
    tree = Watched(DiskTree(use.root))
    asked = dict(_often_asked(index))
    known = kept.known(tree, asked) if kept else nothing_known
    with no_collection():
        often = dict(read_files(tree, settings, asked, salvage=True, known=known))
    work = partial(_part, file_of(index), use, settings, tree, kept, often)
    waiting = deque[Callable[[], list[Part | tuple[Batch, ...]]]]()
    every = batches(index)
    while row := [*islice(every, _IN_A_ROW)]:
        waiting.append(partial(_each, work, row))

    def take(parts: list[Part | tuple[Batch, ...]]) -> None:
        nonlocal done
        for part in parts:
            if isinstance(part, Part):
                keep(part)
                done += len(part.targets)
                _tell(use, total + done, total)
            else:
                waiting.append(partial(_each, work, part))

    by_turns(waiting, take, at_once=_AT_ONCE, in_order=False)


def _each(
    work: Callable[[Batch], Part | tuple[Batch, ...]], row: Iterable[Batch]
) -> list[Part | tuple[Batch, ...]]:
    return [work(batch) for batch in row]


def _made(use: Use, loaded: Loaded, targets: Targets | None) -> object:
    return use.product.make(loaded, targets, use.today)


def _part(
    file: Path,
    use: Use,
    settings: Settings,
    tree: Watched,
    kept: ParsedFiles | None,
    often: dict[str, ReadFile | None],
    targets: Batch,
) -> Part | tuple[Batch, ...]:
    """What is told of the targets; two halves of them where their slice is too much at once."""
    # The file is being written, but nothing that is read here: no locks are needed, nor allowed.
    where = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(where, uri=True)) as index, no_collection():
        change = Change(index, tree, settings, Look(use.now_ns))
        change.held, change.parsed = often, kept
        files = index.execute(_FILES, (listed(slice_of(change.keys, targets)),)).fetchall()
        if len(targets) > 1 and sum(_EACH + size for _file, _path, size, _sum in files) > SLICE:
            middle = len(targets) // 2
            return targets[:middle], targets[middle:]
        paths = {file: path for file, path, _size, _sum in files}
        part = change.made_of(paths, targets, use.product, use.today)
        if any(tree.sum(path) != known for _file, path, _size, known in files):
            raise CannotKeep
        return part


_FILES = """
    SELECT id, path, iif(state = 'ignored', 0, size), digest FROM file
    WHERE id IN (SELECT value FROM json_each(?))
"""


def _often_asked(index: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The files that most others name, such as districts: every copy finds them read."""
    weight = 0
    for path, file, size in index.execute(_ASKED, (_OFTEN,)):
        weight += size + _EACH
        if weight > _HELD:
            break
        yield path, file


_ASKED = """
    SELECT path, file.id, size FROM
    (SELECT key, count(*) AS times FROM asks WHERE key >= 'id:' AND key < 'id;' GROUP BY key)
    JOIN gives USING (key) JOIN file ON file.id = gives.file
    WHERE times >= ? ORDER BY times DESC
"""


def batches(index: sqlite3.Connection) -> Iterator[Batch]:
    """All files, those that act on one another side by side, in batches of about one size."""
    sizes = dict(index.execute("SELECT id, iif(state = 'ignored', 0, size) FROM file ORDER BY id"))
    weights = ((file, sizes[file] + _AROUND) for file in _side_by_side(index, sizes))
    return _cut(weights, _TARGETS)


def _side_by_side(index: sqlite3.Connection, files: Iterable[int]) -> Iterator[int]:
    """An order, then what it acts on, such as its plan, then who gives the same roles."""
    acted = _grouped(index.execute(_ACTED))
    roles = _grouped(index.execute(_ROLES))
    sharing = _grouped((key, file) for file, keys in roles.items() for key in keys)
    seen = set[int]()
    for first in (*roles, *acted, *files):
        near = [first]
        while near:
            file = near.pop()
            if file not in seen:
                seen.add(file)
                yield file
                near += (other for key in roles.get(file, ()) for other in sharing.pop(key, ()))
                near += acted.get(file, ())


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found = defaultdict[Any, list[Any]](list)
    for key, value in pairs:
        found[key].append(value)
    return found


_ACTED = """
    SELECT acting.file, named.file FROM gives AS acting
    JOIN gives AS named ON named.key = 'id:' || substr(acting.key, 6)
    WHERE acting.key >= 'acts:' AND acting.key < 'acts;' ORDER BY acting.file
"""
_ROLES = "SELECT file, key FROM gives WHERE key >= 'role:' AND key < 'role;' ORDER BY file"


def _cut(weights: Iterable[tuple[Value, int]], limit: int) -> Iterator[tuple[Value, ...]]:
    """Parts in which the files weigh no more than so much together, as far as may be."""
    part: list[Value] = []
    whole = 0
    for file, weight in weights:
        if part and whole + weight > limit:
            yield tuple(part)
            part, whole = [], 0
        part.append(file)
        whole += weight
    if part:
        yield tuple(part)


def warm(use: Use, settings: Settings, paths: Iterable[str]) -> None:
    """Make once of a file of each kind what every copy would make anew: modules, models."""
    some = {kind_at(path, settings.data): path for path in paths}.values()
    outcomes = dict(read_files(DiskTree(use.root), settings, some, salvage=True))
    for read in outcomes.values():
        links_in(read)
    whole = ((path, whole_only(read)) for path, read in outcomes.items())
    _made(use, gathered(settings, whole), None)


def _count(index: sqlite3.Connection) -> int:
    count: int = index.execute("SELECT count(*) FROM file").fetchone()[0]
    return count


def _tell(use: Use, done: int, total: int) -> None:
    """Every file is come to twice; half of it is done after the first time."""
    if use.told:
        use.told(done // 2, total)
