"""What a cache was made with: another innoreg, Python, library or user makes it anew."""

import os
import sys
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import innoreg

_Source = tuple[str, int, int, int, int]


def program_version() -> str:
    """This innoreg, by its sources as they lie there, what it stands on, and the user."""
    sources = sorted(_sources(str(Path(innoreg.__file__).parent)))
    return "/".join(
        (
            innoreg.__version__,
            sys.version,
            f"{len(sources)}-{zlib.crc32(repr(sources).encode(errors='replace')):08x}",
            str(_packages()),
            str(getattr(os, "geteuid", int)()),
        )
    )


def _sources(folder: str) -> Iterator[_Source]:
    """Each file of the program with its stamp: an edit whose time was put back counts too."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            else:
                stat = entry.stat()
                times = stat.st_mtime_ns, stat.st_ctime_ns
                yield entry.path, stat.st_size, *times, stat.st_ino


def _packages() -> int:
    """When a package was last installed or removed: that touches the folder of all of them."""
    found = find_spec("pydantic")
    return Path(found.origin).parents[1].stat().st_mtime_ns if found and found.origin else 0
