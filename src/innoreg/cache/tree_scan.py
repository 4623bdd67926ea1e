"""The tree as it is now against the tree that was last read: which files may hold something else."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from innoreg.cache.database import Untrusted, read_meta, write_meta
from innoreg.cache.file_stamps import Folder, Stamp, folders, is_settled, stamp, top_of
from innoreg.cache.watched_tree import same_contents
from innoreg.store.private_folder import records_of
from innoreg.store.tree import MARK, DiskTree, digest


class KnownFile(NamedTuple):
    """What a file held and what became of it: record, failed or ignored."""

    digest: bytes
    state: str


class Scan:
    """Every file with its stamp of now, and what differs from the tree that was last read.

    now_ns: the clock before anything was looked at. settings_held: the digest of the settings' file,
    if it is what it was. edition: of the cache that was looked into. changed: files that hold something else, and
    those that are new. renews: whether stamps that prove more than those noted can be noted.
    """

    def __init__(self, now_ns: int, data: str, private: str | None, settings: Stamp) -> None:
        self.now_ns, self.data, self.private = now_ns, data, private
        self.settings = settings
        self.settings_held, self.edition = b"", ""
        self.folders: list[Folder] = []
        self.changed: set[str] = set()
        self.removed: set[str] = set()
        self.renews = False

    @property
    def differs(self) -> bool:
        """Whether anything worked out of the last tree may be wrong now."""
        return bool(self.changed or self.removed)

    def stamps(self) -> Iterator[tuple[str, Stamp]]:
        """Every file by its path."""
        for folder in self.folders:
            for seen in folder.files:
                yield folder.path + seen[0], seen


def first_scan(root: Path, data: str, private: str | None, settings: Stamp, now_ns: int) -> Scan:
    """A tree of which nothing is known. OSError where it cannot be looked at."""
    scan = Scan(now_ns, data, private, settings)
    scan.folders.extend(_folders(root, scan))
    scan.changed.update(path for path, _seen in scan.stamps())
    return scan


def scan_tree(database: sqlite3.Connection, root: Path, now_ns: int) -> Scan:
    """Look at every file; Untrusted where the settings changed, OSError where a folder is closed."""
    tree, meta = DiskTree(root), read_meta(database)
    scan = Scan(now_ns, meta["data"], meta["private"] or None, stamp(root, MARK))
    if scan.private != tree.private:
        # It came or went: what was worked out without it says otherwise.
        raise Untrusted
    scan.settings_held, scan.edition = bytes.fromhex(meta["settings_digest"]), meta["edition"]
    _compare_settings(tree, meta["settings_stamp"], scan)
    query = "SELECT path, settled, seen FROM folder"
    known = {path: (settled, seen) for path, settled, seen in database.execute(query)}
    for folder in _folders(root, scan):
        scan.folders.append(folder)
        if known.pop(folder.path, None) != (True, folder.seen):
            _compare_files(database, tree, folder, scan)
    for path in known:
        scan.removed.update(_noted_files(database, path))
        scan.renews = True
    return scan


def _folders(root: Path, scan: Scan) -> Iterator[Folder]:
    yield from folders(root, top_of(scan.data))
    if scan.private:
        yield from folders(root, top_of(records_of(scan.private)))


class _Noted(NamedTuple):
    """A file as it was when it was read: its stamp but for the name, the time and the contents."""

    stamp: tuple[int, ...]
    read_ns: int
    digest: bytes

    def is_proven(self, seen: Stamp) -> bool:
        """Whether the stamp alone proves that nothing changed."""
        return seen[1:] == self.stamp and is_settled(seen, self.read_ns)


def _compare_files(
    database: sqlite3.Connection, tree: DiskTree, folder: Folder, scan: Scan
) -> None:
    """Look at each file of a folder in which something is new or young."""
    known = _noted_files(database, folder.path)
    # A folder all of whose files are proven was noted as unsettled: one glance is enough next time.
    everything_settled = True
    for seen in folder.files:
        path = folder.path + seen[0]
        was, settled = known.pop(path, None), is_settled(seen, scan.now_ns)
        everything_settled = everything_settled and settled
        if was is None:
            scan.changed.add(path)
        elif not was.is_proven(seen):
            if not same_contents(tree, path, was.digest):
                scan.changed.add(path)
            elif settled or seen[1:] != was.stamp:
                scan.renews = True
    scan.removed.update(known)
    scan.renews = scan.renews or everything_settled


def _noted_files(database: sqlite3.Connection, folder: str) -> dict[str, _Noted]:
    """The files noted in a folder itself."""
    rows = database.execute(
        "SELECT path, size, mtime_ns, ctime_ns, inode, read_ns, digest FROM file"
        " WHERE path >= ? AND path < ?",
        # All that begins with the folder's path: `0` is the sign after `/`.
        (folder, f"{folder[:-1]}0" if folder else "\U0010ffff"),
    )
    inside = (row for row in rows if "/" not in row[0][len(folder) :])
    return {path: _Noted(tuple(seen), read, held) for path, *seen, read, held in inside}


def _compare_settings(tree: DiskTree, known: str, scan: Scan) -> None:
    read_ns, *seen = map(int, known.split(" "))
    was = _Noted(tuple(seen), read_ns, scan.settings_held)
    if not was.is_proven(scan.settings):
        if not same_contents(tree, MARK, was.digest):
            raise Untrusted
        settled = is_settled(scan.settings, scan.now_ns)
        scan.renews = settled or scan.settings[1:] != was.stamp


def known_files(database: sqlite3.Connection) -> dict[str, KnownFile]:
    """Every file of the tree that was last read."""
    rows = database.execute("SELECT path, digest, state FROM file")
    return {path: KnownFile(*row) for path, *row in rows}


def tree_digest(settings: bytes, files: Mapping[str, KnownFile], named: Collection[str]) -> bytes:
    """One digest over a tree: what its files hold, of those in `named` that they are there."""
    parts = [settings]
    for path in sorted(files):
        parts += (path.encode(), b"" if path in named else files[path].digest)
    # With their lengths: else the end of one part could be the beginning of another.
    return digest(b"".join(b"%d:%b" % (len(each), each) for each in parts))


def note_tree(
    database: sqlite3.Connection, scan: Scan, settings: bytes, files: Mapping[str, KnownFile]
) -> None:
    """Write the whole tree as it was scanned and read; settings: the digest of their file."""
    now_ns = scan.now_ns
    database.execute("DELETE FROM folder")
    database.executemany(
        "INSERT INTO folder VALUES (?, ?, ?)",
        (
            (folder.path, all(is_settled(seen, now_ns) for seen in folder.files), folder.seen)
            for folder in scan.folders
        ),
    )
    database.execute("DELETE FROM file")
    database.executemany(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((path, *seen[1:], now_ns, *files[path]) for path, seen in scan.stamps()),
    )
    write_meta(
        database,
        data=scan.data,
        private=scan.private or "",
        settings_stamp=" ".join(map(str, (now_ns, *scan.settings[1:]))),
        settings_digest=settings.hex(),
        tree=tree_digest(settings, files, ()).hex(),
    )
