"""Parses the files of a tree in a forked process while this one still imports the models."""

import marshal
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from innoreg.errors import CannotGoOn
from innoreg.process import run_in_fork
from innoreg.store.tree import MARK, MAX_BYTES, DiskTree, digest
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

# Bounds memory: both processes hold what was parsed, and a registry ten times the design size of
# 10,000 records must stay under 1 GiB.
_MOST = 10_000


class ParsedFile(NamedTuple):
    """The mapping in a file of the plain subset of YAML, with the hash and the digest of its bytes."""

    data: dict[str, Any]
    plain_hash: int
    digest: bytes


class Prefetch:
    """The files that the other process parsed; each is handed out once."""

    def __init__(self, result: Callable[[], dict[str, bytes]]) -> None:
        self._result = result

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files not yet handed out; waits until the other process has ended."""
        return self._result()

    def take(self, path: str) -> ParsedFile | None:
        """The mapping of a file; None where it must be read here."""
        # Taken out, so that the bytes are freed while the records are made.
        written = self.files.pop(path, None)
        return ParsedFile(*marshal.loads(written)) if written else None


NO_PREFETCH = Prefetch(dict)
"""Stands where no second process parses anything."""


@contextmanager
def parsing_ahead(root: Path, left_out: Collection[str] = ()) -> Iterator[Prefetch]:
    """While the files of the registry at `root` are parsed in another process.

    left_out: files that are not wanted. A file that cannot be read, or is not in the plain subset
    of YAML, is not among the results: its diagnostics are made where it is read again.
    """
    ahead = Prefetch(run_in_fork(partial(_parse_files, root, left_out)))
    try:
        yield ahead
    finally:
        # No process is left behind when something goes wrong meanwhile.
        _ = ahead.files


def _parse_files(root: Path, left_out: Collection[str]) -> dict[str, bytes]:
    """Path -> the parts of a `ParsedFile`, marshalled.

    marshal reads a mapping back in a tenth of the time that parsing takes.
    """
    tree = DiskTree(root)
    found: dict[str, bytes] = {}
    try:
        listed = (file for file in tree.files(_data_folder(tree)) if file.path not in left_out)
        files = list(islice(listed, _MOST + 1))
    # Said by the process that reads the tree for its answer.
    except (OSError, CannotGoOn):
        return found
    for file in files if len(files) <= _MOST else ():
        with suppress(OSError):
            if (
                file.path.endswith(".yaml")
                and not file.leaves_tree
                and tree.size(file.path) <= MAX_BYTES
            ):
                raw = tree.read(file.path)
                if data := parse_plain_bytes(raw):
                    found[file.path] = marshal.dumps((data, hash(raw), digest(raw)))
    return found


def _data_folder(tree: DiskTree) -> str:
    """The folder of the records, if the settings plainly name one inside the registry."""
    folder = str((parse_plain_bytes(tree.read(MARK)) or {}).get("data", "data"))
    # Nothing outside the registry is read before the settings are validated.
    return "data" if ".." in PurePosixPath(folder).parts else folder
