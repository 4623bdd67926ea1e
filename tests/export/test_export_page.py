"""The SQL that docs/export.md shows gives what `innoreg due` answers."""

import re
from pathlib import Path
from typing import Any

import pytest

from export.exports import Rows, asked, export, in_duckdb, in_sqlite
from support import DATA

PAGE = (DATA / "docs" / "export.md").read_text(encoding="utf-8")
VIEW, DUE = re.findall(r"```sql\n(CREATE VIEW .*?;)\n\n(SELECT .*?;)\n```", PAGE, re.DOTALL)[0]
BY_REGION = re.findall(r"```sql\n(SELECT region.*?;)\n```", PAGE, re.DOTALL)[0]
# On the plan's first day, in its midst (some overdue), and long after it.
DAYS = ("2022-02-01", "2022-03-10", "2026-11-22")


def compared(rows: Rows) -> list[tuple[object, ...]]:
    keys = ("ref", "occurrence", "due", "status", "match", "title")
    return [tuple(str(row[key]) for key in keys) for row in rows]


@pytest.mark.parametrize("day", DAYS)
def test_the_due_list_of_march_in_duckdb(
    day: str, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = asked(capsys, "due", "--month", "march", day=day)
    assert due["period"] == {"start": "2022-03-01", "end": "2022-03-31"}
    export(tmp_path / "register", day=day)
    monkeypatch.chdir(tmp_path)
    rows = in_duckdb(VIEW, DUE)
    assert compared(rows) == compared(due["rows"])
    assert [row["responsible"] for row in rows] == [row["responsible"] for row in due["rows"]]


@pytest.mark.parametrize("day", DAYS)
def test_the_same_select_in_sqlite(day: str, tmp_path: Path, capsys: Any) -> None:
    due = asked(capsys, "due", "--month", "march", day=day)
    folder = export(tmp_path / "register", "--format", "sqlite", day=day)
    assert compared(in_sqlite(folder, DUE)) == compared(due["rows"])


@pytest.mark.parametrize("month", [f"2022-{n:02}" for n in range(1, 13)] + ["2023-07", "2019-12"])
def test_every_month_of_the_plans(month: str, tmp_path: Path, capsys: Any) -> None:
    due = asked(capsys, "due", "--month", month)
    period = due["period"]
    sql = DUE.replace("2022-03-01", period["start"]).replace("2022-03-31", period["end"])
    folder = export(tmp_path / "register", "--format", "sqlite")
    assert compared(in_sqlite(folder, sql)) == compared(due["rows"])


def test_the_overdue_as_the_page_says(tmp_path: Path, capsys: Any) -> None:
    overdue = asked(capsys, "overdue", day="2022-06-01")
    where = re.findall(r"`(WHERE status = 'overdue'[^`]*)`", PAGE)[0]
    folder = export(tmp_path / "register", "--format", "sqlite", day="2022-06-01")
    rows = in_sqlite(folder, f"SELECT *, 'due' AS match FROM windows {where}")
    assert len(rows) > 10
    assert compared(rows) == compared(overdue["rows"])


def test_statuses_by_region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path / "register")
    monkeypatch.chdir(tmp_path)
    rows = in_duckdb(VIEW, BY_REGION)
    assert {row["region"] for row in rows} == {"41"}
    assert (
        sum(row["windows"] for row in rows)
        == in_duckdb(VIEW, "SELECT count(*) AS n FROM windows")[0]["n"]
    )


def test_the_page_names_every_table_and_column(tmp_path: Path) -> None:
    folder = export(tmp_path / "register")
    for table in (each.name.removeprefix("kind=") for each in folder.glob("kind=*")):
        section = PAGE.partition(f"\n### {table}\n")[2].partition("\n### ")[0]
        described = in_duckdb(
            f"DESCRIBE SELECT * FROM read_parquet('{folder}/kind={table}/*/*.parquet')"
        )
        columns = [row["column_name"] for row in described][:-2]
        assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == columns
