"""The rows of a document as they are kept: what they say, and between which days it holds."""

import pytest

from innoreg.queries.due import due
from innoreg.queries.filters import Filters
from innoreg.queries.lasting_rows import Documents
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from ledger.registers import on, order
from ledger.small import small

ORDERS = {
    "a": order("2022-03-10", {"kind": "instruct", "number": "1", "deadline": "до 1 июня 2022 года"}),
    "b": order("2022-05-10", {"kind": "extend", "number": "1", "subjects": ["a/1"], "to": "2022-07-01"}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "from_day", "until_day"),
    [
        ("2022-03-09", None, "2022-03-10"),
        ("2022-03-10", "2022-03-10", "2022-05-10"),
        ("2022-05-09", "2022-03-10", "2022-05-10"),
        ("2022-05-10", "2022-05-10", None),
    ],
)
def test_rows_hold_from_the_day_of_a_step_until_the_next_one(
    day: str, from_day: str | None, until_day: str | None
) -> None:
    found = {lasting.file: lasting for lasting in Documents(small(ORDERS), on(day)).rows()}
    rows = found["data/orders/a.yaml"]
    assert rows.from_day == (on(from_day) if from_day else None)
    assert rows.until_day == (on(until_day) if until_day else None)


def test_rows_of_a_document_are_those_of_the_answer_with_their_lines() -> None:
    registry = small(ORDERS)
    found = {lasting.file: lasting for lasting in Documents(registry, on("2022-05-10")).rows()}
    day = on("2022-05-10")
    answer = due(RegistryRows(registry, day), PeriodRequest(year=2022), Filters(), day)
    assert [list(found["data/orders/a.yaml"].rows)] == [[row.window for row in answer.rows]]
    assert found["data/orders/b.yaml"].rows == ()


@pytest.mark.parametrize(
    ("day", "until_day"),
    [("2022-03-31", "2022-04-01"), ("2022-04-01", "2022-06-01"), ("2022-06-01", None)],
)
def test_rows_of_a_role_hold_until_somebody_else_has_it(day: str, until_day: str | None) -> None:
    told = {"kind": "instruct", "number": "1", "deadline": "до 1 июня 2022 года",
            "addressees": [{"role": "consultant"}]}  # fmt: skip
    rows = {
        "kind": "appoint",
        "number": "1",
        "assignments": [{"person": "ivanova", "role": "consultant", "scope": ["luga"]}],
    }
    orders = {
        "a": order("2022-03-10", told),
        "b": order("2022-04-01", rows),
        "c": order(
            "2022-06-01", {"kind": "repeal", "number": "1", "subjects": ["b"]}, number="3-р"
        ),
    }
    found = {lasting.file: lasting for lasting in Documents(small(orders), on(day)).rows()}
    assert found["data/orders/a.yaml"].until_day == (on(until_day) if until_day else None)
