"""What stands beside a due date that is a day off: the issuer's policy, never another term."""

from datetime import date
from pathlib import Path

import pytest

from innoreg.i18n import use_language
from innoreg.queries.due import due
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import Registered
from innoreg.queries.period_choice import Asked
from innoreg.report.due_table import as_plain, row_fields
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
        Registered(registry, date(2021, 5, 1)),
        Asked(month="2021-05"),
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
