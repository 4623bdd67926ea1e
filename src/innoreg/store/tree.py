"""The files of a tree: which are records, which are passed over, which must not be read."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol


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
        for current, folders, names in os.walk(top):
            links = [name for name in folders if (Path(current) / name).is_symlink()]
            folders[:] = sorted(n for n in folders if n not in links and not n.startswith("."))
            for name in sorted([*names, *links]):
                if not name.startswith("."):
                    yield self._file(Path(current) / name, inside)

    def _file(self, path: Path, inside: Path) -> TreeFile:
        leaves = path.is_symlink() and not path.resolve().is_relative_to(inside)
        return TreeFile(PurePosixPath(path.relative_to(self.root).as_posix()), leaves)

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return (self.root / path).read_bytes()

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return (self.root / path).stat().st_size


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
