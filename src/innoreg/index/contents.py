"""What a file holds, as a short sum: the proof of sameness where a stamp is none."""

from collections.abc import Iterator

from innoreg.store.tree import MAX_BYTES, DiskTree, TreeFile, digest

UNREAD = b""
"""Of a file whose contents nobody asked for: only its name counts."""
_LEAVES = b"leaves"
_UNSURE = b"unsure"


class Watched:
    """A tree that notes what passes through it."""

    def __init__(self, tree: DiskTree) -> None:
        self._tree = tree
        self._sums: dict[str, bytes] = {}

    def sum(self, path: str) -> bytes:
        """The sum of what a file held when it was read; that of two readings fits nothing."""
        return self._sums.get(path, UNREAD)

    def files(self, folder: str) -> Iterator[TreeFile]:
        """As the tree."""
        for file in self._tree.files(folder):
            yield self._listed(file)

    def file(self, path: str) -> TreeFile:
        """As the tree."""
        return self._listed(self._tree.file(path))

    def _listed(self, file: TreeFile) -> TreeFile:
        if file.leaves:
            self._note(file.path, _LEAVES)
        return file

    def read(self, path: str) -> bytes:
        """As the tree."""
        try:
            raw = self._tree.read(path)
        except OSError as error:
            self._note(path, _refused(error))
            raise
        self._note(path, digest(raw))
        return raw

    def size(self, path: str) -> int:
        """As the tree."""
        try:
            size = self._tree.size(path)
        except OSError as error:
            self._note(path, _refused(error))
            raise
        if size > MAX_BYTES:
            self._note(path, _large(size))
        return size

    def parsed(self, path: str, held: bytes) -> None:
        """A file was read elsewhere; it held what this is the digest of."""
        self._note(path, held)

    def _note(self, path: str, found: bytes) -> None:
        if self._sums.setdefault(path, found) != found:
            self._sums[path] = _UNSURE


def same_contents(tree: DiskTree, path: str, known: bytes) -> bool:
    """Whether a file still holds what it held when its sum was noted."""
    return _now(tree, path, known) == known


def _now(tree: DiskTree, path: str, known: bytes) -> bytes:
    if tree.file(path).leaves:
        return _LEAVES
    if known == UNREAD:
        return UNREAD
    try:
        size = tree.size(path)
        return digest(tree.read(path)) if size <= MAX_BYTES else _large(size)
    except OSError as error:
        return _refused(error)


def _large(size: int) -> bytes:
    return b"large %d" % size


def _refused(error: OSError) -> bytes:
    return b"refused %d" % (error.errno or 0)
