"""The files of a tree: which are records, which are passed over, which must not be read."""
# For thousands of files pathlib takes half as long as reading them.
# ruff: noqa: PTH114, PTH116, PTH118

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Protocol

from innoreg.errors import CannotGoOn
from innoreg.i18n import N_, T
from innoreg.system import reason

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
MAX_BYTES = 8 * 1024 * 1024
"""A larger file is no record, and is not read."""


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file by its path relative to the root, with `/`; `leaves`: a link out of the tree."""

    path: str
    leaves: bool = False


class Tree(Protocol):
    """Where files come from: the disk now, or git at a revision."""

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; hidden ones are left out."""

    def read(self, path: str) -> bytes:
        """The bytes of one file; OSError where it cannot be read."""

    def size(self, path: str) -> int:
        """Its size in bytes, known without reading it."""


class ListedTree(Tree, Protocol):
    """A tree that also knows a single file by its path."""

    def file(self, path: str) -> TreeFile:
        """That file, whether or not it is there."""


class DiskTree:
    """The working tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._start = os.path.join(root, "")

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; links to folders are not followed."""
        top = PurePosixPath(folder).as_posix()
        return self._below("" if top == "." else f"{top}/", os.path.realpath(self.root))

    def _below(self, folder: str, inside: str) -> Iterator[TreeFile]:
        """The files of a folder (a path that ends with `/`), then those of its folders."""
        try:
            with os.scandir(self._start + folder) as entries:
                shown = sorted(
                    (e for e in entries if not e.name.startswith(".")), key=attrgetter("name")
                )
        except OSError as error:
            _raise(error)
            return
        folders = []
        for entry in shown:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                leaves = entry.is_symlink() and not _is_inside(entry.path, inside)
                yield TreeFile(folder + entry.name, leaves)
        for name in folders:
            yield from self._below(f"{folder}{name}/", inside)

    def file(self, path: str) -> TreeFile:
        """One file by its path, whether it is there or not."""
        full = self._start + path
        leaves = os.path.islink(full) and not _is_inside(full, os.path.realpath(self.root))
        return TreeFile(path, leaves)

    def read(self, path: str) -> bytes:
        """The bytes of one file; a pipe or a device is refused, for it may never end."""
        # Opened so that nobody waits for the other end of a pipe.
        handle = os.open(self._start + path, _READING)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(errno.EINVAL, N_("it is not a regular file"))
            raw = os.read(handle, found.st_size + 1)
            if len(raw) != found.st_size:
                # It grew or shrank meanwhile, or its system gives less at once.
                while more := os.read(handle, MAX_BYTES):
                    raw += more
            return raw
        finally:
            os.close(handle)

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return os.stat(self._start + path).st_size


def _is_inside(link: str, inside: str) -> bool:
    """Whether a link leads into the tree; a link to itself leads nowhere else."""
    return Path(os.path.realpath(link)).is_relative_to(inside)


def _raise(error: OSError) -> None:
    """A missing folder holds no files; one that may not be looked into must not pass for empty."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise CannotGoOn(
            T("cannot look into {path}: {reason}", path=error.filename, reason=reason(error)),
            T("check the rights on the folder"),
        )


class Blobs:
    """A few files held in memory."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Those below `folder`, sorted by path."""
        for path in sorted(self._contents):
            if PurePosixPath(path).is_relative_to(folder):
                yield TreeFile(path)

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return self._contents[path]

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return len(self._contents[path])
