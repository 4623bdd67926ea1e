"""Looks through the parts of a workbook before openpyxl opens it: its size, its side parts."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from innoreg.importing.limits import (
    MAX_CELLS,
    MAX_TEXT,
    MEGABYTE,
    check_doctype,
    open_zip,
    read_part,
)
from innoreg.importing.messages import ImportRefused, Note, note
from innoreg.importing.side_parts import unread_part_notes

# Matched in the bytes of the parts, before any parser of XML opens them.
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
# A cell that holds the number of a text shared by many.
_SHARED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt=\"s\"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})</")
_OWN_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[ />]")
# The «strict» variant of the format has the same elements in other namespaces.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
_PART_NAME = re.compile(rb'PartName="([^"]*)"')
_PROPERTIES = re.compile(rb"<(?:Override|Relationship)\s[^>]*docProps/[^>]*/>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_TARGET = re.compile(rb'Target="([^"]*)"')


@dataclass(frozen=True, slots=True)
class WorkbookCheck:
    """Whether it has formulas, whether openpyxl needs a copy, and notes on macros, links and side parts.

    `unusual`: it is «strict», or parts are named otherwise than the package declares them.
    """

    formulas: bool
    unusual: bool
    notes: tuple[Note, ...]


_READ_PART = re.compile(r"xl/(?:worksheets/|sharedstrings)")


def check_workbook(path: Path) -> WorkbookCheck:
    """Look through the parts of a workbook.

    Raises `ImportRefused` where it has too many cells or too much text.
    """
    cells, text, formulas = 0, 0, False
    notes: list[Note] = []
    with open_zip(path) as archive:
        lengths, unusual = _shared_lengths(archive), _has_odd_names(archive)
        for name in archive.namelist():
            if name.endswith("vbaProject.bin"):
                notes.append(note("macros-ignored"))
            if "/externalLinks/_rels/" in name:
                notes.extend(_link_notes(archive, name))
            if name.endswith((".xml", ".rels", ".vml")):
                data = read_part(archive, name)
                check_doctype(data, name)
                cells += _count_cells(data)
                text += _count_text(name, data, lengths)
                unusual = unusual or _STRICT[0][0] in data
                formulas = formulas or bool(_FORMULA.search(data))
            if cells > MAX_CELLS:
                raise ImportRefused("too-many-cells", limit=MAX_CELLS)
            if text > MAX_TEXT:
                raise ImportRefused("too-much-text", limit=MAX_TEXT // MEGABYTE)
        notes.extend(_side_notes(archive))
    return WorkbookCheck(formulas, unusual, tuple(notes))


def _shared_lengths(archive: zipfile.ZipFile) -> list[int]:
    """The sizes of the shared texts by their numbers, in bytes of XML."""
    for name in archive.namelist():
        if name.lower().endswith("sharedstrings.xml"):
            data = read_part(archive, name)
            starts = [found.start() for found in _SHARED_TEXT.finditer(data)]
            return [after - start for start, after in pairwise([*starts, len(data)])]
    return []


def _count_text(name: str, data: bytes, lengths: list[int]) -> int:
    """How much text the cells of a sheet show, in bytes: their own, and shared ones by number."""
    if "worksheets/" not in name:
        return 0
    # One long text may stand in a hundred thousand cells of a few bytes each.
    shared = sum(lengths[int(n)] for n in _SHARED.findall(data) if int(n) < len(lengths))
    return shared + sum(map(len, _OWN_TEXT.findall(data)))


def _side_notes(archive: zipfile.ZipFile) -> Iterator[Note]:
    """Notes on comments, drawings and charts, whose words are in no cell."""
    cells = [n for n in archive.namelist() if _READ_PART.search(n.lower())]
    for found in unread_part_notes(archive, frozenset(cells)):
        params = dict(found.params)
        comment = "comment" in params["part"].lower()
        yield note("comments-left-out", text=params["text"]) if comment else found


def _link_notes(archive: zipfile.ZipFile, name: str) -> Iterator[Note]:
    for target in _TARGET.findall(read_part(archive, name)):
        yield note("external-ignored", target=target.decode("utf-8", "replace"))


def _count_cells(data: bytes) -> int:
    """The number of cells the part will take in memory, those under merged ranges included."""
    # openpyxl makes a cell for every place under a merged range, so a few bytes can ask for
    # millions of them.
    merged = sum(
        (int(last) - int(first) + 1) * (_column_number(right) - _column_number(left) + 1)
        for left, first, right, last in _MERGED.findall(data)
    )
    return merged + len(_CELL.findall(data))


def _column_number(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index


def as_transitional(path: Path) -> io.BytesIO:
    """The workbook as openpyxl knows it: the usual namespaces and names of parts, no properties.

    1C writes `SharedStrings.xml` and names it in small letters, others write names with `\\`.
    Raises `ImportRefused`.
    """
    copy = io.BytesIO()
    with open_zip(path) as archive, zipfile.ZipFile(copy, "w") as target:
        names = _declared_names(archive)
        for name in archive.namelist():
            if name.startswith("docProps/") or name.endswith("/"):
                continue
            data = read_part(archive, name)
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
            if name.endswith((".rels", "[Content_Types].xml")):
                data = _PROPERTIES.sub(b"", data)
            target.writestr(names.get(name.lower(), name), data)
    copy.seek(0)
    return copy


def _has_odd_names(archive: zipfile.ZipFile) -> bool:
    """Whether a part is named in other letters than declared, or with signs of Windows."""
    names = _declared_names(archive)
    return any(
        entry.filename != entry.orig_filename
        or entry.filename != names.get(entry.filename.lower(), entry.filename)
        for entry in archive.infolist()
    )


def _declared_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of parts as the package declares them, by the same in small letters."""
    declared = _PART_NAME.findall(read_part(archive, "[Content_Types].xml"))
    names = [name.decode("utf-8", "replace").lstrip("/") for name in declared]
    return {name.lower(): name for name in names}
