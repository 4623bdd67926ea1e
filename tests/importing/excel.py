"""Workbooks with the same drawn tables: merged cells, titles above, sections not merged."""

import re
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from importing.layouts import Box


def save(path: Path, rows: list[list[Box]], random: Random) -> Path:
    """A sheet with the table somewhere on it, perhaps under a stamp and a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "План"
    top, left = random.choice([1, 1, 2, 5]), random.choice([1, 1, 2])
    width = max(sum(box.cols for box in row) for row in rows)
    if top == 5:
        sheet.cell(1, left, "План работы на учебный год")
        sheet.cell(2, left + width - 1, "Утверждаю")
    taken: set[tuple[int, int]] = set()
    as_typed = random.random() < 0.5
    merge_sections = random.random() < 0.6
    for index, row in enumerate(rows):
        column = 0
        for box in row:
            while (index, column) in taken:
                column += 1
            number = index + top, column + left
            _fill(sheet.cell(*number), box.text, as_typed)
            taken |= {(index + r, column + c) for r in range(box.rows) for c in range(box.cols)}
            whole = box.cols > 2 and index > 2
            if (box.cols > 1 or box.rows > 1) and (merge_sections or not whole):
                sheet.merge_cells(
                    start_row=number[0],
                    start_column=number[1],
                    end_row=number[0] + box.rows - 1,
                    end_column=number[1] + box.cols - 1,
                )
            column += box.cols
    book.save(path)
    return path


def _fill(cell: Any, text: str, as_typed: bool) -> None:
    """As Excel keeps what was typed: numbers and dates lose their letters unless told otherwise."""
    if as_typed and re.fullmatch(r"\d+|\d+\.[1-9]", text):
        cell.value = float(text) if "." in text else int(text)
    elif as_typed and re.fullmatch(r"\d\d\.\d\d\.\d{4}", text):
        cell.value = datetime.strptime(text, "%d.%m.%Y")
        cell.number_format = "DD.MM.YYYY"
    elif text:
        cell.value = text
        cell.data_type = "s"
