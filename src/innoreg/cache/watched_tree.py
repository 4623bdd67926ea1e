"""A tree that notes what the files read through it held: the proof of sameness where a stamp is none."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from innoreg.store.tree import MAX_BYTES, DiskTree, TreeFile, digest

Value = TypeVar("Value")
UNREAD = b""
"""Of a file whose contents nobody asked for: only its name counts."""
_LEAVES = b"leaves"
_UNSURE = b"unsure"


class WatchedTree:
    """The files of a tree but for those left out; notes the digest of whatever is read."""

    def __init__(self, tree: DiskTree, left_out: Collection[str] = ()) -> None:
        self._tree = tree
        self._left_out = left_out
        self._digests: dict[str, bytes] = {}

    @property
    def private(self) -> str | None:
        return self._tree.private

    def digest(self, path: str) -> bytes:
        """The digest of what a file held when it was read; that of two readings fits nothing."""
        return self._digests.get(path, UNREAD)

    def files(self, folder: str) -> Iterator[TreeFile]:
        for file in self._tree.files(folder):
            if file.path not in self._left_out:
                if file.leaves_tree:
                    self.note(file.path, _LEAVES)
                yield file

    def file(self, path: str) -> TreeFile:
        return self._tree.file(path)

    def read(self, path: str) -> bytes:
        return self._noting(path, self._tree.read, digest)

    def size(self, path: str) -> int:
        return self._noting(path, self._tree.size, _of_size)

    def _noting(
        self, path: str, ask: Callable[[str], Value], found: Callable[[Value], bytes]
    ) -> Value:
        try:
            value = ask(path)
        except OSError as error:
            self.note(path, _refused(error))
            raise
        if held := found(value):
            self.note(path, held)
        return value

    def note(self, path: str, held: bytes) -> None:
        """A file was read, perhaps elsewhere; it held what this is the digest of."""
        if self._digests.setdefault(path, held) != held:
            self._digests[path] = _UNSURE


def same_contents(tree: DiskTree, path: str, known: bytes) -> bool:
    """Whether a file still holds what it held when its digest was noted."""
    return _now(tree, path, known) == known


def _now(tree: DiskTree, path: str, known: bytes) -> bytes:
    if tree.file(path).leaves_tree:
        return _LEAVES
    if known == UNREAD:
        return UNREAD
    try:
        size = tree.size(path)
        return digest(tree.read(path)) if size <= MAX_BYTES else _of_size(size)
    except OSError as error:
        return _refused(error)


def _of_size(size: int) -> bytes:
    """Of a file that is too large to be read its size stands for what it holds."""
    return b"large %d" % size if size > MAX_BYTES else UNREAD


def _refused(error: OSError) -> bytes:
    return b"refused %d" % (error.errno or 0)
