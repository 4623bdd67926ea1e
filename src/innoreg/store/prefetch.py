"""The files of a tree, parsed by a copy of this process while it still imports the models."""

import marshal
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from innoreg.errors import CannotGoOn
from innoreg.process import run_in_fork
from innoreg.store.tree import MARK, MAX_BYTES, DiskTree, digest
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

_MOST = 10_000
"""Of more files what two processes hold of them takes more memory than the time is worth."""


class ParsedFile(NamedTuple):
    """The mapping in a file of the usual form, with the hash and the digest of its bytes."""

    data: dict[str, Any]
    usual: int
    digest: bytes


class Prefetch:
    """What was parsed beside; each file is handed out once."""

    def __init__(self, result: Callable[[], dict[str, bytes]]) -> None:
        self._result = result
        self._files: dict[str, bytes] | None = None

    def wait(self) -> dict[str, bytes]:
        """What is left of it, once the copy is done."""
        if self._files is None:
            self._files = self._result()
        return self._files

    def take(self, path: str) -> ParsedFile | None:
        """What a file held; None where it must be read."""
        written = self.wait().pop(path, None)
        return ParsedFile(*marshal.loads(written)) if written else None


NO_PREFETCH = Prefetch(dict)
"""Where nothing is parsed beside."""


@contextmanager
def parsing_ahead(root: Path, left_out: Collection[str] = ()) -> Iterator[Prefetch]:
    """Begin to parse the files of the registry at `root`, but for those left out.

    What the copy cannot read, or what is not in the usual form, is left to those who can say so.
    """
    ahead = Prefetch(run_in_fork(partial(_parse_files, root, left_out)))
    try:
        yield ahead
    finally:
        # No copy is left behind when something goes wrong meanwhile.
        ahead.wait()


def _parse_files(root: Path, left_out: Collection[str]) -> dict[str, bytes]:
    """Path -> the parts of a `Parsed`, marshalled: read back in a tenth of the time of parsing."""
    tree = DiskTree(root)
    found: dict[str, bytes] = {}
    try:
        listed = (file for file in tree.files(_data_folder(tree)) if file.path not in left_out)
        files = list(islice(listed, _MOST + 1))
    except (OSError, CannotGoOn):
        return found
    for file in files if len(files) <= _MOST else ():
        with suppress(OSError):
            if (
                file.path.endswith(".yaml")
                and not file.leaves
                and tree.size(file.path) <= MAX_BYTES
            ):
                raw = tree.read(file.path)
                if data := parse_plain_bytes(raw):
                    found[file.path] = marshal.dumps((data, hash(raw), digest(raw)))
    return found


def _data_folder(tree: DiskTree) -> str:
    """The folder of the records, if the settings plainly name one inside the registry."""
    folder = str((parse_plain_bytes(tree.read(MARK)) or {}).get("data", "data"))
    return "data" if ".." in PurePosixPath(folder).parts else folder
