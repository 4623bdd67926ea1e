"""Where the registry is: the folder that holds `innoreg.yaml`."""

import os
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from innoreg.errors import CannotGoOn
from innoreg.i18n import T

MARK = "innoreg.yaml"


def find_root(start: Path, chosen: Path | None, environ: Mapping[str, str]) -> Path:
    """The registry's root: `chosen` (-C), else `INNOREG_REGISTRY`, else upwards from `start`.

    Where there is none upwards, the only one that git knows in the repository is meant: hooks and
    CI begin at the repository's top.
    """
    named = chosen or (
        Path(environ["INNOREG_REGISTRY"]) if environ.get("INNOREG_REGISTRY") else None
    )
    if named is not None:
        if not (named / MARK).is_file():
            raise no_registry(named)
        return named
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    known = _known_to_git(start)
    if len(known) == 1:
        return known[0]
    if known:
        raise CannotGoOn(
            T("several registries here: {folders}", folders=", ".join(map(str, known))),
            T("name one with -C DIR"),
        )
    raise CannotGoOn(
        T("no registry here: no {mark} in {path} or above it", mark=MARK, path=start),
        T("go into a registry, name one with -C DIR, or make one with `innoreg init DIR`"),
    )


def top_of_repository(folder: Path) -> Path | None:
    """The top of the git working tree that the folder lies in; None outside of any."""
    folder = folder.resolve()
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def _known_to_git(start: Path) -> list[Path]:
    """The registries among the files that git has in the working tree around `start`."""
    top = top_of_repository(start)
    if top is None:
        return []
    from innoreg.store.git import Git

    names = set(Git(top)("ls-files", "-z", "--", f":(glob)**/{MARK}").split(b"\0"))
    marks = sorted(top / os.fsdecode(name) for name in names if name)
    return [mark.parent for mark in marks if mark.is_file()]


def no_registry(folder: Path) -> CannotGoOn:
    """What to say of a named folder that is no registry; one above it is likely meant."""
    message = T("there is no registry in {path}: no file {mark}", path=folder, mark=MARK)
    above = next((f for f in folder.absolute().parents if (f / MARK).is_file()), None)
    if above and folder.is_dir():
        return CannotGoOn(message, T("perhaps {close}", close=above))
    return CannotGoOn(message, T("make one with `innoreg init {path}`", path=quote(str(folder))))
