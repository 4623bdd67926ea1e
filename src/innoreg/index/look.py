"""What changed since the index was made, and the stamps that go with it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from innoreg.index.contents import same_contents
from innoreg.index.database import note
from innoreg.index.stamps import Folder, Stamp, folders, settled, stamp, top_of
from innoreg.store.tree import MARK, DiskTree


class Look:
    """What differs: files by path with their stamps; `renewed` hold what they held.

    folders: those whose row is to be written, with whether all their files are settled.
    settings: what is to be noted of the settings' file.
    """

    def __init__(self, now_ns: int) -> None:
        self.now_ns = now_ns
        self.added: dict[str, Stamp] = {}
        self.changed: dict[str, Stamp] = {}
        self.renewed: dict[str, Stamp] = {}
        self.removed: list[str] = []
        self.folders: list[tuple[Folder, bool]] = []
        self.folders_removed: list[str] = []
        self.settings: str | None = None

    @property
    def differs(self) -> bool:
        """Whether anything worked out before may be wrong now."""
        return bool(self.added or self.changed or self.removed)

    @property
    def writes(self) -> bool:
        """Whether there is something to note."""
        return self.differs or bool(
            self.renewed or self.folders or self.folders_removed or self.settings
        )


class _Known(NamedTuple):
    """A folder as it was noted."""

    mtime_ns: int
    ctime_ns: int
    read_ns: int
    settled: int
    seen: bytes


def look(
    connection: sqlite3.Connection,
    root: Path,
    data: str,
    now_ns: int,
    by_names: Collection[str] = (),
) -> Look:
    """Compare the tree with what was noted of it.

    by_names: folders (paths that end with `/`) of which only the names of files need be the same.
    OSError where the tree cannot be looked at.
    """
    rows = connection.execute("SELECT path, mtime_ns, ctime_ns, read_ns, settled, seen FROM folder")
    known = {path: _Known(*row) for path, *row in rows}
    found = Look(now_ns)
    left = dict(known)

    def passed(path: str) -> bool:
        if path not in by_names:
            return False
        inside = [each for each in known if each.startswith(path)]
        if not inside or not all(_same_names(root, each, known[each]) for each in inside):
            return False
        for each in inside:
            del left[each]
        return True

    tree = DiskTree(root)
    for folder in folders(root, top_of(data), passed):
        was = left.pop(folder.path, None)
        if was is None or not was.settled or was.seen != folder.seen:
            _compare(connection, tree, folder, was, found)
        elif _moved_on(folder, was, now_ns):
            found.folders.append((folder, True))
    for path in left:
        found.folders_removed.append(path)
        found.removed += _files(connection, path)
    return found


def _same_names(root: Path, path: str, was: _Known) -> bool:
    """Whether a settled folder has had no entry made or removed."""
    try:
        own = (root / path).stat()
    except OSError:
        return False
    times = (own.st_mtime_ns, own.st_ctime_ns)
    return bool(was.settled) and times == was[:2] and settled(*times, was.read_ns)


def _moved_on(folder: Folder, was: _Known, now_ns: int) -> bool:
    """Whether the folder's own times say more now than was noted."""
    times = (folder.mtime_ns, folder.ctime_ns)
    return times != was[:2] or (settled(*times, now_ns) and not settled(*times, was.read_ns))


def _compare(
    connection: sqlite3.Connection, tree: DiskTree, folder: Folder, was: _Known | None, found: Look
) -> None:
    """Look at each file of a folder in which something is new or young."""
    known = _files(connection, folder.path) if was else {}
    everything_settled = True
    for seen in folder.files:
        path = folder.path + seen[0]
        row = known.pop(path, None)
        now_settled = settled(*seen[2:], found.now_ns)
        if row is None:
            found.added[path] = seen
        elif _proven(seen, row):
            continue
        elif not same_contents(tree, path, row.digest):
            found.changed[path] = seen
        elif _renews(seen, row, found.now_ns):
            found.renewed[path] = seen
        everything_settled = everything_settled and now_settled
    found.removed += known
    if (
        was is None
        or was.seen != folder.seen
        or was.settled != everything_settled
        or _moved_on(folder, was, found.now_ns)
    ):
        found.folders.append((folder, everything_settled))


class Noted(NamedTuple):
    """A file as it was noted."""

    size: int
    mtime_ns: int
    ctime_ns: int
    read_ns: int
    digest: bytes


def _proven(seen: Stamp, row: Noted) -> bool:
    """Whether the stamp alone proves that nothing changed."""
    return seen[1:] == row[:3] and settled(*seen[2:], row.read_ns)


def _renews(seen: Stamp, was: Noted, now_ns: int) -> bool:
    """Whether the stamp says more now than was noted."""
    return seen[1:] != was[:3] or settled(*seen[2:], now_ns)


def _files(connection: sqlite3.Connection, folder: str) -> dict[str, Noted]:
    """The files noted in a folder itself."""
    rows = connection.execute(
        "SELECT path, size, mtime_ns, ctime_ns, read_ns, digest FROM file"
        " WHERE path >= ? AND path < ?",
        # All that begins with the folder's path: `0` is the sign after `/`.
        (folder, f"{folder[:-1]}0" if folder else "\U0010ffff"),
    )
    return {path: Noted(*row) for path, *row in rows if "/" not in path[len(folder) :]}


def same_files(connection: sqlite3.Connection, root: Path, paths: Iterable[str]) -> bool:
    """Whether these files are what was noted of them."""
    tree = DiskTree(root)
    return all(_same_file(connection, tree, path) for path in paths)


def _same_file(connection: sqlite3.Connection, tree: DiskTree, path: str) -> bool:
    row = connection.execute(
        "SELECT size, mtime_ns, ctime_ns, read_ns, digest FROM file WHERE path = ?", (path,)
    ).fetchone()
    try:
        return row is not None and _is_same(tree, path, stamp(tree.root, path), Noted(*row))
    except OSError:
        return False


def _is_same(tree: DiskTree, path: str, seen: Stamp, was: Noted) -> bool:
    return _proven(seen, was) or same_contents(tree, path, was.digest)


def settings_now(root: Path, now_ns: int, known: str) -> str | None:
    """What is to be noted of the settings' file; None where it changed since `known` was noted."""
    size, mtime_ns, ctime_ns, read_ns, digest = known.split(" ")
    was = Noted(int(size), int(mtime_ns), int(ctime_ns), int(read_ns), bytes.fromhex(digest))
    seen = stamp(root, MARK)
    if _proven(seen, was):
        return known
    if not same_contents(DiskTree(root), MARK, was.digest):
        return None
    return settings_words(seen, now_ns, was.digest) if _renews(seen, was, now_ns) else known


def settings_words(seen: Stamp, now_ns: int, digest: bytes) -> str:
    """What is noted of the settings' file."""
    return " ".join((*map(str, seen[1:]), str(now_ns), digest.hex()))


def note_files(
    connection: sqlite3.Connection,
    found: Look,
    became: Mapping[str, tuple[str | None, str]],
    digest: Callable[[str], bytes],
) -> None:
    """Write new and changed files; path -> kind and state, in the order of the tree."""
    stamps = found.added | found.changed
    connection.executemany(
        "INSERT INTO file(path, kind, state, size, mtime_ns, ctime_ns, read_ns, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(path) DO UPDATE SET kind = excluded.kind, state = excluded.state,"
        " size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns,"
        " read_ns = excluded.read_ns, digest = excluded.digest",
        (
            (path, kind, state, *stamps[path][1:], found.now_ns, digest(path))
            for path, (kind, state) in became.items()
        ),
    )
    connection.executemany("DELETE FROM file WHERE path = ?", zip(found.removed))


def note_stamps(connection: sqlite3.Connection, found: Look) -> None:
    """Write the stamps of files that hold what they held, and of folders."""
    connection.executemany(
        "UPDATE file SET size = ?, mtime_ns = ?, ctime_ns = ?, read_ns = ? WHERE path = ?",
        ((*seen[1:], found.now_ns, path) for path, seen in found.renewed.items()),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?, ?, ?)",
        (
            (folder.path, folder.mtime_ns, folder.ctime_ns, found.now_ns, is_settled, folder.seen)
            for folder, is_settled in found.folders
        ),
    )
    connection.executemany("DELETE FROM folder WHERE path = ?", zip(found.folders_removed))
    if found.settings is not None:
        note(connection, settings=found.settings)
