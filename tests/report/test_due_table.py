"""The rows of `due`: the working day shown with a day off, and columns added in one place."""

from datetime import date
from pathlib import Path

import pytest

from innoreg.i18n import use_language
from innoreg.queries.due import due
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.report import due_columns, due_table
from innoreg.report.due_columns import DueColumn, row_fields
from innoreg.report.due_table import as_plain
from innoreg.store.loader import load
from support import tree

ORDER = """\
schema: 1
issuer: office
order_kind: Приказ
date: 2021-04-26
title: О сроках
clauses:
  - number: "1."
    kind: instruct
    text: Представить программу
    deadline: до 15 мая 2021 года
"""


@pytest.mark.parametrize(
    ("policy", "shown"), [("previous", "2021-05-14"), ("next", "2021-05-17"), ("none", None)]
)
def test_the_policy_of_the_issuer_shows_a_working_day(
    tmp_path: Path, policy: str, shown: str | None
) -> None:
    office = f"schema: 1\nname: Комитет\ntype: municipal\nnonworking: {policy}\n"
    registry = load(
        tree(tmp_path, {"authorities/office.yaml": office, "orders/o.yaml": ORDER})
    ).registry
    answer = due(
        RegistryRows(registry, date(2021, 5, 1)),
        PeriodRequest(month="2021-05"),
        Filters(),
        date(2021, 5, 1),
    )
    fields = row_fields(answer.rows[0])
    assert fields["due"] == date(2021, 5, 15)
    assert fields.get("shown") == (date.fromisoformat(shown) if shown else None)
    use_language("en")
    text = as_plain(answer)
    assert "2021-05-15 (Sat)" in text
    assert ("→" in text) == (shown is not None)


def test_a_column_added_in_one_place_shows_in_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = "schema: 1\nname: Комитет\ntype: municipal\n"
    registry = load(
        tree(tmp_path, {"authorities/office.yaml": office, "orders/o.yaml": ORDER})
    ).registry
    answer = due(
        RegistryRows(registry, date(2021, 5, 1)),
        PeriodRequest(month="2021-05"),
        Filters(),
        date(2021, 5, 1),
    )
    column = DueColumn(
        "since", lambda row: row.window.since, head="Since", table=15, pipe=15, csv=15
    )
    monkeypatch.setattr(due_columns, "COLUMNS", (*due_columns.COLUMNS, column))
    use_language("en")
    assert due_table.as_document(answer)["rows"][0]["since"] == date(2021, 4, 26)
    head, row = due_table.as_table(answer, "csv").splitlines()
    assert head.split(",")[:3] == ["ref", "since", "due"]
    assert row.split(",")[:3] == ["o/1", "2021-04-26", "2021-05-15"]
    assert "| No. | Since | Due |" in due_table.as_table(answer, "md")
    _heading, head, row = as_plain(answer).splitlines()
    assert head.split()[:3] == ["Reference", "Since", "Due"]
    assert row.split()[:2] == ["o/1", "2021-04-26"]
