"""Writes tables into one SQLite database; lists and nested parts are JSON text."""

import errno
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from innoreg.export.table_schema import Column, Fields, Many, Table

Values = tuple[object, ...]
NAME = "register.sqlite"
_TYPES = {
    "text": "TEXT",
    "date": "DATE",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
}
# The columns that queries join and filter by.
_INDEXED = ("id", "ref", "due")


def write_sqlite(
    folder: Path,
    tables: Iterable[Table],
    rows: Callable[[Table], Iterator[tuple[str, Values]]],
) -> None:
    """Write every table, the region as its last column; OSError where the disk cannot be written."""
    try:
        # No automatic transactions: each table is one, begun and committed below.
        with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as database:
            # The folder is new and is thrown away on any error: a journal would protect nothing.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            for table in tables:
                _write_table(database, table, rows(table))
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(folder)) from None


def _write_table(
    database: sqlite3.Connection, table: Table, rows: Iterator[tuple[str, Values]]
) -> None:
    columns = [f'"{c.name}" {sql_type(c)}' for c in table.columns]
    database.execute("BEGIN")
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, "region" TEXT)')
    marks = ", ".join("?" * (len(columns) + 1))
    database.executemany(
        f'INSERT INTO "{table.name}" VALUES ({marks})',
        ((*map(_sql_value, values), region) for region, values in rows),
    )
    for name in (c.name for c in table.columns if c.name in _INDEXED):
        database.execute(f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")')
    database.execute("COMMIT")


def sql_type(column: Column) -> str:
    """The type of the column in SQLite; lists and nested parts are JSON text."""
    return "TEXT" if isinstance(column.type, Many | Fields) else _TYPES[column.type]


def _sql_value(value: object) -> object:
    """Dates as 2022-03-01, lists as JSON, anything else unchanged."""
    # sqlite3's own adapter of dates is deprecated since Python 3.12.
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date) else value
