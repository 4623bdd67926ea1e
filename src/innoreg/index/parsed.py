"""What the files of a large tree held, parsed, kept from their first reading to the second."""

import marshal
import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from tempfile import TemporaryFile

from innoreg.index.contents import Watched
from innoreg.store.prefetch import Parsed
from innoreg.store.text_decoding import contents
from innoreg.store.yaml_text.plain_reader import data_of

Known = Callable[[str], Parsed | None]


class ParsedFiles:
    """Files in the usual form. Read back they take a fifth of the time of reading them again."""

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self._open = hasattr(os, "pread")
        # By the id of the file; there is none with 0.
        self._starts, self._sizes = array("q", [0]), array("q", [0])

    def write(self, room: range, parsed: Sequence[bytes]) -> Sequence[int]:
        """Write what `parsing` found of files into that part; how many bytes of each are there.

        None of them where there is no room: in the part, or on the disk.
        """
        every = b"".join(parsed)
        try:
            if (
                len(every) <= len(room)
                and self._open
                and os.pwrite(self._file.fileno(), every, room.start) == len(every)
            ):
                return [len(written) for written in parsed]
        except OSError:
            pass
        return [0] * len(parsed)

    def keep(self, start: int, sizes: Iterable[int]) -> None:
        """Note what a copy of this process wrote: of the next files, by their ids from 1 on."""
        for size in sizes:
            self._starts.append(start)
            self._sizes.append(size)
            start += size

    def known(self, tree: Watched, ids: Mapping[str, int]) -> Known:
        """What is kept of the files with these ids, as if the tree had read them."""

        def known(path: str) -> Parsed | None:
            start, size = self._starts[ids[path]], self._sizes[ids[path]]
            if not size:
                return None
            # Copies of this process share the file and the place in it, which must not move.
            parsed = Parsed(*marshal.loads(os.pread(self._file.fileno(), size, start)))
            tree.parsed(path, parsed.digest)
            return parsed

        return known


@contextmanager
def parsed_files(folder: Path) -> Iterator[ParsedFiles]:
    """Room for them in a file without a name: nobody else can open it, nor does it outlive us."""
    with TemporaryFile(dir=folder, buffering=0) as file:
        yield ParsedFiles(file)


def parsing(tree: Watched, found: dict[str, bytes]) -> Known:
    """Parse files in the usual form, and note what is to be kept of them."""

    def known(path: str) -> Parsed | None:
        raw, _found = contents(tree, path)
        data = data_of(raw) if raw is not None else None
        if raw is None or data is None:
            return None
        parsed = Parsed(data, hash(raw), tree.sum(path))
        # At once, for whoever makes a record of it changes it.
        found[path] = marshal.dumps(tuple(parsed))
        return parsed

    return known
