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
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from innoreg.beside import beside
from innoreg.collection import no_collection
from innoreg.diagnostics import Diagnostic
from innoreg.index.change import (
    Change,
    Part,
    kind_at,
    links_in,
    numbers,
    state_of,
    sums,
    whole_only,
)
from innoreg.index.contents import Watched
from innoreg.index.keys import Links, listed, write_keys
from innoreg.index.look import Look, note_files
from innoreg.index.product import CannotKeep, Targets
from innoreg.index.slices import slice_of
from innoreg.index.stamps import in_order
from innoreg.index.use import Use
from innoreg.model.settings import Settings
from innoreg.store.load import Loaded, gathered, read_files
from innoreg.store.record import ReadFile
from innoreg.store.tree import DiskTree

Value = TypeVar("Value")
Batch = tuple[int, ...]

_READ = 2_000_000
"""Bytes of files read by one copy; it holds the keys only."""
_TARGETS = 3_000_000
"""Bytes of the files of a batch, with `_EACH` for each."""
SLICE = 8_000_000
"""The same of their slice: a record takes about five times its file, and rules keep as much."""
_HELD = 3_000_000
"""The same of files that others name so often that they are read once for all batches."""
_OFTEN = 5
"""Named by so many, a file is likely to be in several slices."""
_EACH = 150
"""What a file weighs beyond its bytes, however small it is."""
_AT_ONCE = 2


class _Chunk(NamedTuple):
    """What is known of files that were read: kind, state, sum of the contents and keys."""

    became: dict[str, tuple[str | None, str]]
    sums: dict[str, bytes]
    links: dict[str, Links]


def read_keys(index: sqlite3.Connection, use: Use, settings: Settings, found: Look) -> None:
    """Read every file of a new index once; write what became of it, and its keys."""
    paths = sorted(found.added, key=in_order)
    warm(use, settings, paths)
    done = 0

    def take(chunk: _Chunk) -> None:
        nonlocal done
        note_files(index, found, chunk.became, chunk.sums.__getitem__)
        ids = numbers(index, chunk.links)
        write_keys(index, {ids[path]: links for path, links in chunk.links.items()})
        done += len(chunk.became)
        _tell(use, done, len(paths))

    chunks = _cut(((path, found.added[path][1]) for path in paths), _READ)
    _two_at_once(deque(partial(_chunk, use, settings, chunk) for chunk in chunks), take)
    # From here on other connections read what is written.
    index.execute("COMMIT")
    index.execute("BEGIN")


def _chunk(use: Use, settings: Settings, paths: Sequence[str]) -> _Chunk:
    tree = Watched(DiskTree(use.root))
    chunk = _Chunk({}, {}, {})
    with no_collection():
        for path, read in read_files(tree, settings, paths, salvage=True):
            chunk.became[path] = kind_at(path, settings.data), state_of(read)
            chunk.sums[path] = tree.sum(path)
            chunk.links[path] = links_in(read)
    return chunk


def make_parts(
    index: sqlite3.Connection,
    use: Use,
    settings: Settings,
    said: Iterable[Diagnostic],
    keep: Callable[[Part], None],
) -> None:
    """The product of all files whose keys are written, part by part; before it, of the settings.

    said: what is wrong with the settings; it belongs to no file. CannotKeep where a file has
    changed meanwhile. `keep` must write nothing into the tables of files and keys.
    """
    nothing = frozenset[str]()
    keep(Part(nothing, _made(use, gathered(settings, (), found=said), None), nothing))
    total, done = _count(index), 0
    tree = Watched(DiskTree(use.root))
    with no_collection():
        often = dict(read_files(tree, settings, _often_asked(index), salvage=True))
    work = partial(_part, _file(index), use, settings, tree, often)
    waiting = deque[Callable[[], Part | tuple[Batch, ...]]]()
    waiting.extend(partial(work, batch) for batch in batches(index))

    def take(part: Part | tuple[Batch, ...]) -> None:
        nonlocal done
        if isinstance(part, Part):
            keep(part)
            done += len(part.targets)
            _tell(use, total + done, total)
        else:
            waiting.extend(partial(work, half) for half in part)

    _two_at_once(waiting, take)


def _made(use: Use, loaded: Loaded, targets: Targets | None) -> object:
    return use.product.make(loaded, targets, use.today)


def _part(
    file: Path,
    use: Use,
    settings: Settings,
    tree: Watched,
    often: dict[str, ReadFile | None],
    targets: Batch,
) -> Part | tuple[Batch, ...]:
    """What is told of the targets; two halves of them where their slice is too much at once."""
    # The file is being written, but nothing that is read here: no locks are needed, nor allowed.
    where = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(where, uri=True)) as index, no_collection():
        change = Change(index, tree, settings, Look(use.now_ns))
        change.held = often
        files = slice_of(change.keys, targets)
        if len(targets) > 1 and _weight(index, files) > SLICE:
            middle = len(targets) // 2
            return targets[:middle], targets[middle:]
        part = change.made_of(files, targets, use.product, use.today)
        if any(tree.sum(path) != known for path, known in sums(index, files).items()):
            raise CannotKeep
        return part


def _often_asked(index: sqlite3.Connection) -> Iterator[str]:
    """The files that most others name, such as districts: every copy finds them read."""
    weight = 0
    for path, size in index.execute(_ASKED, (_OFTEN,)):
        weight += size + _EACH
        if weight > _HELD:
            break
        yield path


_ASKED = """
    SELECT path, size FROM
    (SELECT key, count(*) AS times FROM asks WHERE key >= 'id:' AND key < 'id;' GROUP BY key)
    JOIN gives USING (key) JOIN file ON file.id = gives.file
    WHERE times >= ? ORDER BY times DESC
"""


def batches(index: sqlite3.Connection) -> Iterator[Batch]:
    """All files, those that act on one another side by side, in batches of about one size."""
    sizes = dict(index.execute("SELECT id, iif(state = 'ignored', 0, size) FROM file ORDER BY id"))
    return _cut(((file, sizes[file]) for file in _side_by_side(index, sizes)), _TARGETS)


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


def _cut(sizes: Iterable[tuple[Value, int]], limit: int) -> Iterator[tuple[Value, ...]]:
    """Parts in which the files hold no more than so many bytes together, as far as may be."""
    part: list[Value] = []
    weight = 0
    for file, size in sizes:
        if part and weight + size + _EACH > limit:
            yield tuple(part)
            part, weight = [], 0
        part.append(file)
        weight += size + _EACH
    if part:
        yield tuple(part)


def _weight(index: sqlite3.Connection, files: Iterable[int]) -> int:
    query = (
        "SELECT sum(? + iif(state = 'ignored', 0, size)) FROM file"
        " WHERE id IN (SELECT value FROM json_each(?))"
    )
    weight: int = index.execute(query, (_EACH, listed(files))).fetchone()[0]
    return weight


def _two_at_once(waiting: deque[Callable[[], Value]], take: Callable[[Value], None]) -> None:
    """Take what comes of these works, to which more may be added meanwhile.

    Nothing taken is held when the next copy is made, which would hold it too.
    """
    running: deque[Callable[[], Value]] = deque()
    while waiting or running:
        while waiting and len(running) < _AT_ONCE:
            running.append(beside(waiting.popleft(), apart=True))
        take(running.popleft()())


def warm(use: Use, settings: Settings, paths: Iterable[str]) -> None:
    """Make once of a file of each kind what every copy would make anew: modules, models."""
    some = {kind_at(path, settings.data): path for path in paths}.values()
    outcomes = dict(read_files(DiskTree(use.root), settings, some, salvage=True))
    for read in outcomes.values():
        links_in(read)
    whole = ((path, whole_only(read)) for path, read in outcomes.items())
    _made(use, gathered(settings, whole), None)


def _file(index: sqlite3.Connection) -> Path:
    return Path(index.execute("PRAGMA database_list").fetchone()[2])


def _count(index: sqlite3.Connection) -> int:
    count: int = index.execute("SELECT count(*) FROM file").fetchone()[0]
    return count


def _tell(use: Use, done: int, total: int) -> None:
    """Every file is come to twice; half of it is done after the first time."""
    if use.told:
        use.told(done // 2, total)
