"""Writes tables into one Excel workbook, a sheet each: `register.xlsx`."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from innoreg.errors import Refused
from innoreg.export.table_schema import Table
from innoreg.export.workbook_writer import workbook_bytes
from innoreg.i18n import T
from innoreg.report.sheets import Sheet, Value
from innoreg.report.tables import Column

NAME = "register.xlsx"
_MOST_ROWS = 1_048_575
"""Below the heads; Excel has no more."""


def write_xlsx(
    folder: Path,
    tables: Iterable[Table],
    rows: Callable[[Table], Iterator[tuple[str, tuple[object, ...]]]],
    title: str,
    today: date,
) -> None:
    """Write every table, the region as its last column; OSError where the disk cannot be written.

    Refused where a table has more rows than a sheet.
    """
    sheets = [_sheet(table, rows(table)) for table in tables]
    (folder / NAME).write_bytes(workbook_bytes(sheets, title, today))


def _sheet(table: Table, found: Iterator[tuple[str, tuple[object, ...]]]) -> Sheet:
    heads = [Column(column.name) for column in table.columns]
    values = [[*map(_value, row), region] for region, row in found]
    if len(values) > _MOST_ROWS:
        raise Refused(
            T("the table {name} has more rows than a sheet of Excel", name=table.name),
            T("`--format sqlite` and `--format parquet` have no such limit"),
        )
    return Sheet(table.name, [*heads, Column("region")], values, is_data=True)


def _value(value: object) -> Value:
    """Lists and nested parts are JSON, as in SQLite."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
