"""Where the registry is: the folder that holds `innoreg.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from innoreg.errors import CannotGoOn
from innoreg.i18n import T

MARK = "innoreg.yaml"


def find_root(start: Path, chosen: Path | None, environ: Mapping[str, str]) -> Path:
    """The registry's root: `chosen` (-C), else `INNOREG_REGISTRY`, else upwards from `start`."""
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
    raise CannotGoOn(
        T("no registry here: no {mark} in {path} or above it", mark=MARK, path=start),
        T("go into a registry, name one with -C DIR, or make one with `innoreg init DIR`"),
    )


def no_registry(folder: Path) -> CannotGoOn:
    """What to say of a named folder that is no registry; one above it is likely meant."""
    message = T("there is no registry in {path}: no file {mark}", path=folder, mark=MARK)
    above = next((f for f in folder.absolute().parents if (f / MARK).is_file()), None)
    if above and folder.is_dir():
        return CannotGoOn(message, T("perhaps {close}", close=above))
    return CannotGoOn(message, T("make one with `innoreg init {path}`", path=quote(str(folder))))
