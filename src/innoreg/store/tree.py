"""The files of a tree: which are records, which are passed over, which must not be read."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from innoreg.errors import CannotGoOn
from innoreg.i18n import N_, T
from innoreg.store.system import reason


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file by its path relative to the root; `leaves` is true for a link out of the tree."""

    path: PurePosixPath
    leaves: bool = False


class Tree(Protocol):
    """Where files come from: the disk now, or git at a revision."""

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; hidden ones are left out."""

    def read(self, path: str) -> bytes:
        """The bytes of one file; OSError where it cannot be read."""

    def size(self, path: str) -> int:
        """Its size in bytes, known without reading it."""


class DiskTree:
    """The working tree."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; links to folders are not followed."""
        top = self.root / folder
        inside = self.root.resolve()
        for current, folders, names in os.walk(top, onerror=_raise):
            links = [name for name in folders if (Path(current) / name).is_symlink()]
            folders[:] = sorted(n for n in folders if n not in links and not n.startswith("."))
            for name in sorted([*names, *links]):
                if not name.startswith("."):
                    yield self._file(Path(current) / name, inside)

    def _file(self, path: Path, inside: Path) -> TreeFile:
        leaves = path.is_symlink() and not _target(path).is_relative_to(inside)
        return TreeFile(PurePosixPath(path.relative_to(self.root).as_posix()), leaves)

    def read(self, path: str) -> bytes:
        """The bytes of one file; a pipe or a device is refused, for it may never end."""
        if not stat.S_ISREG((self.root / path).stat().st_mode):
            raise OSError(errno.EINVAL, N_("it is not a regular file"))
        return (self.root / path).read_bytes()

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return (self.root / path).stat().st_size


def _target(link: Path) -> Path:
    """Where a link leads; a link to itself leads nowhere else."""
    try:
        return link.resolve()
    except (OSError, RuntimeError):
        return link.parent.resolve() / link.name


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
                yield TreeFile(PurePosixPath(path))

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return self._contents[path]

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return len(self._contents[path])
