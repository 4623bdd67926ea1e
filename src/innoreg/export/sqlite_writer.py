"""Tables as one SQLite database; lists and small parts are JSON."""

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
_INDEXED = ("id", "ref", "due")


def write(
    folder: Path,
    tables: Iterable[Table],
    rows: Callable[[Table], Iterator[tuple[str, Values]]],
) -> None:
    """Every table with the region as its last column; OSError where the disk refuses."""
    try:
        # Isolation by hand: one transaction a table.
        with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as database:
            # The file is new and nobody else's: it appears whole or not at all.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            for table in tables:
                _write(database, table, rows(table))
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(folder)) from None


def _write(database: sqlite3.Connection, table: Table, rows: Iterator[tuple[str, Values]]) -> None:
    columns = [f'"{c.name}" {sql_type(c)}' for c in table.columns]
    database.execute("BEGIN")
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, "region" TEXT)')
    marks = ", ".join("?" * (len(columns) + 1))
    database.executemany(
        f'INSERT INTO "{table.name}" VALUES ({marks})',
        ((*map(_plain, values), region) for region, values in rows),
    )
    for name in (c.name for c in table.columns if c.name in _INDEXED):
        database.execute(f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")')
    database.execute("COMMIT")


def sql_type(column: Column) -> str:
    """The type in SQLite; a list is JSON text."""
    return "TEXT" if isinstance(column.type, Many | Fields) else _TYPES[column.type]


def _plain(value: object) -> object:
    """Days as 2022-03-01, lists as JSON; the library itself writes no days."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date) else value
