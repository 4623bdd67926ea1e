"""A new registry: the files it begins with, never written over anything."""

import shutil
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.store.root import MARK


def begin(folder: Path, generated: Mapping[str, str]) -> list[Path]:
    """Write the starting files and the `generated` ones (path -> text) into `folder`.

    Refused when there is a registry, or any of the files, already; then nothing was written.
    """
    if (folder / MARK).exists():
        raise Refused(
            T("{path} is a registry already", path=folder), T("name another folder for a new one")
        )
    with resources.as_file(resources.files("innoreg").joinpath("starter")) as starter:
        copies = {p.relative_to(starter): p for p in sorted(starter.rglob("*")) if p.is_file()}
        paths = [*copies, *(Path(name) for name in generated)]
        if taken := [path for path in paths if (folder / path).exists()]:
            raise Refused(
                T("{path} is there already", path=folder / taken[0]),
                T("move it away, or name an empty folder; nothing was written"),
            )
        for path, source in copies.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / path)
    write_generated(folder, generated)
    return paths


def write_generated(folder: Path, generated: Mapping[str, str]) -> None:
    """Write files that are made from the program itself, anew each time."""
    for name, text in generated.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
