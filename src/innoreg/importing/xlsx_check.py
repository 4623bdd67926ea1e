"""What is looked at in a workbook before it is opened: its weight, links, macros, formulas."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from innoreg.importing.limits import MAX_CELLS, check_doctype, open_zip, read_part
from innoreg.importing.notes import Note, note
from innoreg.importing.refusal import ImportRefused

_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_TARGET = re.compile(rb'Target="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Check:
    """Whether any cell is computed, and what will be neither followed nor run."""

    formulas: bool
    notes: tuple[Note, ...]


def check_workbook(path: Path) -> Check:
    """Refuse a workbook that would be too much to open. Raises `ImportRefused`."""
    cells, formulas = 0, False
    notes: list[Note] = []
    with open_zip(path) as archive:
        for name in archive.namelist():
            if name.endswith("vbaProject.bin"):
                notes.append(note("macros-ignored"))
            if "/externalLinks/_rels/" in name:
                notes.extend(_links(archive, name))
            if name.endswith((".xml", ".rels", ".vml")):
                data = read_part(archive, name)
                check_doctype(data, name)
                cells += _weight(data)
                formulas = formulas or bool(_FORMULA.search(data))
            if cells > MAX_CELLS:
                raise ImportRefused("too-many-cells", limit=MAX_CELLS)
    return Check(formulas, tuple(notes))


def _links(archive: zipfile.ZipFile, name: str) -> Iterator[Note]:
    for target in _TARGET.findall(read_part(archive, name)):
        yield note("external-ignored", target=target.decode("utf-8", "replace"))


def _weight(data: bytes) -> int:
    """How many cells the part will take, each one under a merged range counted too."""
    merged = sum(
        (int(last) - int(first) + 1) * (_column(right) - _column(left) + 1)
        for left, first, right, last in _MERGED.findall(data)
    )
    return merged + len(_CELL.findall(data))


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index
