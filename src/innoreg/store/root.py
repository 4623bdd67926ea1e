"""Where the registry is: the folder that holds `innoreg.yaml`."""

from collections.abc import Mapping
from pathlib import Path

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
            raise CannotGoOn(
                T("there is no registry in {path}: no file {mark}", path=named, mark=MARK),
                T("make one with `innoreg init {path}`", path=named),
            )
        return named
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    raise CannotGoOn(
        T("no registry here: no {mark} in {path} or above it", mark=MARK, path=start),
        T("go into a registry, name one with -C DIR, or make one with `innoreg init DIR`"),
    )
