"""Exports made and read as another program would."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from innoreg.cli import main
from support import DATA

DAY = "2022-03-10"
Rows = list[dict[str, Any]]


def export(to: Path, *words: str, root: Path = DATA, day: str = DAY) -> Path:
    assert main(["-C", str(root), "export", "--to", str(to), "--today", day, *words]) == 0
    return to


def parquet(folder: Path, table: str) -> Rows:
    """All rows of a table with the columns that the folders give, by DuckDB."""
    return in_duckdb(
        f"SELECT * FROM read_parquet('{folder}/kind={table}/*/*.parquet',"
        " hive_types = {'region': VARCHAR})"
    )


def in_duckdb(*statements: str) -> Rows:
    with duckdb.connect() as database:
        for statement in statements:
            answer = database.execute(statement)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def in_sqlite(folder: Path, statement: str) -> Rows:
    with closing(sqlite3.connect(folder / "register.sqlite")) as database:
        answer = database.execute(statement)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def asked(capsys: Any, *words: str, root: Path = DATA, day: str = DAY) -> Any:
    """The answer of another command, as JSON."""
    capsys.readouterr()
    assert main(["-C", str(root), *words, "--format", "json", "--today", day]) == 0
    return json.loads(capsys.readouterr().out)


def python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
