"""Writes the layouts of the corpus as files, as different programs write them."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font

from importing import word
from importing.corpus_layouts import Layout, Line
from importing.layouts import Box

SOFFICE = shutil.which("soffice")
# The dress that LibreOffice writes anew, what it writes it from, and the format it writes.
BY_OFFICE = {"lo": ("word", "docx"), "pdf": ("word", "pdf"), "calc": ("excel", "xlsx")}
_NESTED = re.compile(r"\s*\[\[(.*)\]\]\s*")
_DATE = re.compile(r"\d\d\.\d\d\.\d{4}")


def write_corpus(layouts: Iterable[Layout], dress: str, folder: Path) -> dict[str, Path]:
    """A file in this dress for each layout, by its name; LibreOffice is started once."""
    if dress not in BY_OFFICE:
        return {layout.name: _write(layout, dress, folder / dress) for layout in layouts}
    base, target = BY_OFFICE[dress]
    sources = {layout.name: _write(layout, base, folder / base) for layout in layouts}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", target, "--outdir"]
    names = map(str, sources.values())
    subprocess.run(
        [*command, str(folder / dress), *names], capture_output=True, check=True, timeout=300
    )
    return {name: folder / dress / f"{source.stem}.{target}" for name, source in sources.items()}


def _write(layout: Layout, dress: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if dress in ("word", "gdocs"):
        return _write_word(layout, folder / f"{layout.name}.docx", google=dress == "gdocs")
    return _write_excel(layout, folder / f"{layout.name}.xlsx", spread=3 if dress == "1c" else 1)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines; the rows of one table are together."""
    group: list[Line] = []
    for line in lines:
        if group and not (line.kind == group[-1].kind == "row"):
            yield group
            group = []
        group.append(line)
    yield group


def _boxes(rows: Sequence[Line]) -> list[list[Box]]:
    """The rows as boxes; those that a box covers are left out."""
    made: list[list[Box]] = []
    open_boxes: dict[int, Box] = {}
    for row in rows:
        boxes: list[Box] = []
        above, counted = dict(open_boxes), set()
        for column, cell in enumerate(row.cells):
            if cell == "<" and column and (box := open_boxes.get(column - 1)) is not None:
                if column - 1 not in above or above[column - 1] is not box:
                    box.cols += 1
                open_boxes[column] = box
            elif cell == "^":
                box = above[column]
                if id(box) not in counted:
                    box.rows += 1
                    counted.add(id(box))
                open_boxes[column] = box
            else:
                box = Box(cell)
                boxes.append(box)
                open_boxes[column] = box
        made.append(boxes)
    return made


class _Words(word.Tricks):
    """The paragraphs of a cell as Word or Google Docs write them."""

    def __init__(self, *, google: bool) -> None:
        super().__init__(Random(0), 0.0)
        self._google = google

    def paragraphs(self, text: str) -> str:
        outer, nested = text, ""
        if found := _NESTED.search(text):
            outer = text[: found.start()]
            cells = "".join(word.cell(word.plain(piece)) for piece in found[1].split(";"))
            nested = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>"
        return "".join(self.paragraph(piece) for piece in outer.split(" // ")) + nested

    def paragraph(self, text: str, properties: str = "", *, bold: bool = False) -> str:
        if not self._google:
            return word.paragraph(word.run(text, bold), properties)
        look = '<w:rPr><w:b w:val="1"/><w:rtl w:val="0"/></w:rPr>'
        look = look if bold else '<w:rPr><w:rtl w:val="0"/></w:rPr>'
        runs = "".join(
            f'<w:r>{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
            for piece in re.findall(r"\S+\s*", text)
        )
        kept = '<w:widowControl w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
        return word.paragraph(runs, kept + properties)

    def row(self, cells: list[str]) -> str:
        look = '<w:trPr><w:cantSplit w:val="0"/><w:tblHeader w:val="0"/></w:trPr>'
        drawn = "".join(cells)
        if self._google:
            drawn = drawn.replace("<w:vMerge/>", '<w:vMerge w:val="continue"/>')
        return f"<w:tr>{look if self._google else ''}{drawn}</w:tr>"


def _write_word(layout: Layout, path: Path, *, google: bool) -> Path:
    words = _Words(google=google)
    align = {"centre": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}
    body = ""
    for group in _groups(layout.lines):
        if group[0].kind != "row":
            line = group[0]
            properties = align.get(line.kind, "")
            body += words.paragraph(line.text, properties, bold=line.kind in ("bold", "centre"))
            continue
        drawn = word.table(_boxes(group), words)
        if google:
            tag = '<w:sdtPr><w:lock w:val="contentLocked"/><w:tag w:val="goog_rdk_0"/></w:sdtPr>'
            drawn = f"<w:sdt>{tag}<w:sdtContent>{drawn}</w:sdtContent></w:sdt>"
        body += drawn + "<w:p/>"
    return word.save(path, body)


def _write_excel(layout: Layout, path: Path, *, spread: int) -> Path:
    """A workbook; with `spread` > 1 as 1C writes it: texts only, each cell merged over columns."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "TDSheet" if spread > 1 else "Лист1"
    left, row = (2, 2) if spread > 1 else (1, 1)
    for group in _groups(layout.lines):
        if group[0].kind != "row":
            cell = sheet.cell(row, left, group[0].text)
            cell.font = Font(bold=group[0].kind in ("bold", "centre"))
            width = max(len(line.cells) for line in layout.lines) * spread
            if group[0].kind == "centre":
                sheet.merge_cells(
                    start_row=row, start_column=left, end_row=row, end_column=left + width - 1
                )
            row += 1
            continue
        row += spread > 1
        for index, boxes in enumerate(_boxes(group)):
            columns = _places(group, index)
            for box, column in zip(boxes, columns, strict=True):
                first, last = left + column * spread, left + (column + box.cols) * spread - 1
                _fill(sheet.cell(row + index, first), box.text, typed=spread == 1)
                if first < last or box.rows > 1:
                    sheet.merge_cells(
                        start_row=row + index, start_column=first,
                        end_row=row + index + box.rows - 1, end_column=last,
                    )  # fmt: skip
        row += len(group)
    book.save(path)
    return path


def _places(rows: Sequence[Line], index: int) -> list[int]:
    return [i for i, cell in enumerate(rows[index].cells) if cell not in ("<", "^")]


def _fill(cell: Any, text: str, *, typed: bool) -> None:
    text = text.replace(" // ", "\n")
    if typed and text.isdecimal():
        cell.value = int(text)
    elif typed and _DATE.fullmatch(text):
        cell.value = datetime.strptime(text, "%d.%m.%Y")
        cell.number_format = "DD.MM.YYYY"
    elif text:
        cell.value = text
        cell.data_type = "s"
