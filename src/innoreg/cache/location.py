"""Where the cache of a registry lies: one file in the user's folder for what can be lost."""

import re
import zlib
from collections.abc import Mapping
from pathlib import Path

SUFFIX = ".index.sqlite"


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """The folder: INNOREG_CACHE, else the system's own; None where the user has no home."""
    if chosen := environ.get("INNOREG_CACHE"):
        return Path(chosen).absolute()
    # Two to three milliseconds: not for those who named a folder.
    from platformdirs import user_cache_dir

    folder = Path(user_cache_dir("innoreg", appauthor=False))
    return folder if folder.is_absolute() else None


def cache_file(root: Path, environ: Mapping[str, str]) -> Path | None:
    """The file of one registry: the name of its folder, and a sum of its path.

    Two paths with one sum are told apart by the path inside the file.
    """
    folder = cache_folder(environ)
    if folder is None:
        return None
    path = root.resolve()
    name = re.sub(r"[^\w.-]", "_", path.name)[:40] or "registry"
    return folder / f"{name}-{zlib.crc32(str(path).encode(errors='replace')):08x}{SUFFIX}"
