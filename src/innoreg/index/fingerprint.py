"""What the index was made with: another innoreg, Python or library makes it anew."""

import os
import sys
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import innoreg

_SOURCES = (".py", ".mo")


def made_with() -> str:
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


def _sources(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SOURCES):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(entry.path)


def _packages() -> int:
    """When a package was last installed or removed: that touches the folder of all of them."""
    found = find_spec("pydantic")
    return Path(found.origin).parents[1].stat().st_mtime_ns if found and found.origin else 0
