"""Reads a CSV file: its rows with their cells, or as a document of one table."""

import csv
import io
from pathlib import Path

from innoreg.importing.document import Cell, Document, Paragraph, Table
from innoreg.importing.limits import MAX_CELLS, MAX_TEXT, MEGABYTE
from innoreg.importing.messages import ImportRefused, Spot
from innoreg.importing.text_cleaning import fold_spaces
from innoreg.model.merge_marks import merge_mark_line

Grid = list[tuple[int, dict[int, str]]]
"""The rows that hold something, each with its number and its cells by column, both from 1."""
_SAMPLE = 20_000
"""So many letters from the beginning say which sign parts the cells: a title has none."""


def read_csv_cells(path: Path) -> Grid:
    """The rows of the file, parted by `;`, a tab or a comma. Raises `ImportRefused`."""
    raw = path.read_bytes()
    if len(raw) > MAX_TEXT:
        raise ImportRefused("too-much-text", limit=MAX_TEXT // MEGABYTE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1251")
        except UnicodeDecodeError as error:
            raise ImportRefused("damaged", detail=error) from None
    if "\0" in text:
        raise ImportRefused("unknown-format")
    if line := merge_mark_line(text):
        raise ImportRefused("merge-unfinished", line=line)
    parted_by = max(";\t,", key=text[:_SAMPLE].count)
    if text.count(parted_by) > MAX_CELLS:
        raise ImportRefused("too-many-cells", limit=MAX_CELLS)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by)
    try:
        return [
            (rows.line_num, {at: cell.strip() for at, cell in enumerate(row, 1) if cell.strip()})
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise ImportRefused("damaged", detail=error) from None


def read_csv(path: Path) -> Document:
    """The file as a document of one table; to all that follows it is like a sheet of a workbook."""
    cells = read_csv_cells(path)
    width = max((max(row) for _line, row in cells), default=0)
    grid: list[tuple[Cell | None, ...]] = []
    for line, row in cells:
        grid.append(
            tuple(_cell(len(grid), line, at, row.get(at, "")) for at in range(1, width + 1))
        )
    return Document("xlsx", (Table(tuple(grid)),) if grid else ())


def _cell(row: int, line: int, column: int, text: str) -> Cell | None:
    text = fold_spaces(text)
    if not text:
        return None
    spot = Spot(row=line, column=column)
    return Cell(row, column - 1, (Paragraph(text, spot=spot),), spot=spot)
