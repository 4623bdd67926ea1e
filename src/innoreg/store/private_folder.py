"""The folder of protected records beside the registry: a repository of its own, which may not be at hand.

It is named by `data_private` of innoreg.yaml, or for one call by INNOREG_PRIVATE, and says itself by a
file that it wants to be read: a registry cannot make innoreg read any other folder.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from innoreg.regular_file import read_regular_file
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

MARK_OF_PRIVATE = "innoreg-private.yaml"
"""Lies in the folder; its records are in `data/` beside it."""
VARIABLE = "INNOREG_PRIVATE"
RECORDS = "data"
_MUCH = 1024 * 1024
_LINE = re.compile(rb"^data_private[ \t]*:[ \t]*[\"']?([^\"'#\r\n]*[^\"'#\s])", re.MULTILINE)


def named_folder(root: Path, mark: str, environ: Mapping[str, str]) -> str | None:
    """The folder as the paths of its files begin: relative to the root, with `/`; None where none is named.

    mark: the name of the settings' file. An empty variable stands for a folder that is not at hand.
    """
    given = environ.get(VARIABLE)
    if given is None:
        return _folder_of_settings(root / mark)
    try:
        # Both without links: `..` of a link is beside what it leads to.
        between = os.path.relpath(os.path.realpath(given), os.path.realpath(root))
    except ValueError:
        # On Windows nothing leads from one drive to another.
        return None
    return Path(between).as_posix() if given else None


def _folder_of_settings(path: Path) -> str | None:
    try:
        raw = read_regular_file(path, _MUCH)
    except OSError:
        return None
    plain = parse_plain_bytes(raw.removeprefix(b"\xef\xbb\xbf"))
    if plain is not None:
        name = plain.get("data_private")
        return name.rstrip("/") or None if isinstance(name, str) else None
    # Of settings in unusual YAML: the models, which read all of it, are loaded later.
    line = _LINE.search(raw)
    return line[1].decode("utf-8", "replace").rstrip("/") or None if line else None


def folder_at_hand(root: Path, mark: str, environ: Mapping[str, str]) -> str | None:
    """The same, where it is there and says that it is such a folder; else None."""
    name = named_folder(root, mark, environ)
    return name if name and (root / name / MARK_OF_PRIVATE).is_file() else None


def lacking_folder(root: Path, mark: str, environ: Mapping[str, str]) -> str | None:
    """The folder that the settings or the variable name though it is not at hand."""
    if folder_at_hand(root, mark, environ):
        return None
    return named_folder(root, mark, environ) or _folder_of_settings(root / mark)


def records_of(private: str) -> str:
    """Where its records lie, as paths of files begin."""
    return f"{private}/{RECORDS}"


def path_below(path: str, data: str, private: str | None) -> str:
    """The path of a record from the folder of the records, the one or the other: `people/one.yaml`."""
    for top in (data, records_of(private) if private else None):
        if top and path.startswith(f"{top}/"):
            return path[len(top) + 1 :]
    return path
