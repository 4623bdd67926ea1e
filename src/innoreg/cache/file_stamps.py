"""The stamps of all files of a tree, taken in one pass, and when a stamp proves sameness.

A stamp is the size, the time the contents changed, the time the entry changed, and its inode.
"""

import marshal
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

SETTLES_NS = 2_000_000_000
"""A change so shortly before a file was read may be followed by another within the same tick of
its file system; the coarsest counts by two seconds."""
# A time so late that no stamp with it ever counts as settled.
_NEVER = 1 << 62

Stamp = tuple[str, int, int, int, int]
"""Name within its folder, size, mtime_ns, ctime_ns, inode. Of what is no plain file (a link, a pipe)
the stamp proves nothing, so it never settles. Thousands are made at each call: no class of their own."""


class Folder(NamedTuple):
    """One folder as it is now: its path, which ends with `/` or is empty, and its files."""

    path: str
    files: list[Stamp]

    @property
    def seen(self) -> bytes:
        """All stamps in one piece, to be compared; it is never read back."""
        return marshal.dumps(self.files, 2)


def is_settled(seen: Stamp, read_ns: int) -> bool:
    """Whether a change after `read_ns` must show in the stamp."""
    return max(seen[2], seen[3]) < read_ns - SETTLES_NS


def top_of(data: str) -> str:
    """The path of the folder of the records, as the paths of `Folder` are written."""
    return "" if data == "." else f"{data}/"


def folders(root: Path, top: str) -> Iterator[Folder]:
    """Every folder from `top` down, with the files that `DiskTree.files` lists.

    OSError where one cannot be looked into.
    """
    below = [top]
    while below:
        path = below.pop()
        try:
            yield _folder(f"{root}{os.sep}", path, below)
        except (FileNotFoundError, NotADirectoryError):
            continue


def _folder(start: str, path: str, below: list[str]) -> Folder:
    files: list[Stamp] = []
    with os.scandir(start + path) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            stat = entry.stat(follow_symlinks=False)
            if S_ISREG(stat.st_mode):
                times = stat.st_mtime_ns, stat.st_ctime_ns
                files.append((name, stat.st_size, *times, stat.st_ino))
            elif entry.is_dir(follow_symlinks=False):
                below.append(f"{path}{name}/")
            else:
                files.append((name, stat.st_size, stat.st_mtime_ns, _NEVER, stat.st_ino))
    return Folder(path, files)


def stamp(root: Path, path: str) -> Stamp:
    """The stamp of one file; OSError where there is none."""
    stat = os.lstat(f"{root}{os.sep}{path}")
    name = path.rpartition("/")[2]
    changed = stat.st_ctime_ns if S_ISREG(stat.st_mode) else _NEVER
    return name, stat.st_size, stat.st_mtime_ns, changed, stat.st_ino
