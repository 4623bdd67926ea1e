"""Sheets of a workbook as values: typed cells below their heads, what stands above them, a chart."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from innoreg.report.tables import Cells, Column

Value = str | int | float | date | None

SIGNS = {
    "overdue": "▲", "done": "✓", "done-late": "✓", "cancelled": "×", "running": "●", "planned": "○",
    "extended": "→",
}  # fmt: skip
"""Beside the colour of a state its sign: sheets are printed in black and white."""


class Chart(NamedTuple):
    """Stacked columns below the rows: the column with their names, and those that are stacked."""

    title: str
    names: int
    series: Sequence[int]
    colours: Sequence[str]


class Sheet(NamedTuple):
    """A sheet of a workbook.

    heading: lines above the table. states: of each row, keys of `SIGNS` or none; absent where rows
    have no state. sums: a last line adds up the columns of numbers. total: a last line that is no
    sum, such as a ratio of all. is_data: for programs and for counting, not for reading: nothing in it is
    wrapped.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    heading: Sequence[str] = ()
    states: Sequence[str] = ()
    sums: bool = False
    total: Sequence[Value] | None = None
    chart: Chart | None = None
    is_data: bool = False


def without_empty_columns(sheet: Sheet) -> Sheet:
    """The sheet without columns in which no row says anything: paper has no room for them."""
    told = [
        at
        for at in range(len(sheet.columns))
        if not sheet.rows or any(row[at] not in (None, "") for row in sheet.rows)
    ]
    rows = [[row[at] for at in told] for row in sheet.rows]
    return sheet._replace(columns=[sheet.columns[at] for at in told], rows=rows)


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)\.(\d\d)\.(\d{4})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)


def typed_rows(columns: Sequence[Column], rows: Sequence[Cells]) -> list[list[Value]]:
    """Texts of a table as values: days are days, and numbers where the column holds numbers."""
    return [[_value(*pair) for pair in zip(columns, row, strict=True)] for row in rows]


def _value(column: Column, text: str) -> Value:
    if day := _DAY.fullmatch(text):
        year, month, number = filter(None, day.groups()) if day[1] else (day[6], day[5], day[4])
        try:
            return date(int(year), int(month), int(number))
        except ValueError:
            return text
    if column.kind == "number" and _NUMBER.fullmatch(text):
        return _number(text)
    if column.kind == "percent" and _NUMBER.fullmatch(share := text.rstrip("% \u00a0")):
        return _number(share) / 100
    # A point or a dash stands for nothing, so that columns of figures are quiet to read.
    return None if column.kind != "text" and text in ("", "·", "–") else text


def _number(text: str) -> int | float:
    words = text.replace(",", ".")
    return float(words) if "." in words else int(words)
