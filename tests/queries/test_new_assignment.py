"""A new assignment beside those there are: two hold a role at once even if it is for one day."""

from typing import Any

import pytest

from innoreg.errors import Refused
from innoreg.model.assignment import Assignment
from innoreg.queries.new_assignment import check_new_assignment, find_rows_for
from ledger.registers import order
from ledger.small import small


def appointed(**fields: str) -> dict[str, Any]:
    return {"person": "ivanova", "role": "consultant", "scope": ["luga"], **fields}


def others(new: dict[str, Any]) -> list[str]:
    held = appointed(**{"from": "2022-02-01", "to": "2022-06-30"})
    registry = small(
        {"a": order("2022-02-01", {"kind": "appoint", "number": "1", "assignments": [held]})}
    )
    target = registry.find("a")
    assert target is not None
    row = Assignment.model_validate({**held, "person": "petrova", **new})
    return [
        other.person for other in check_new_assignment(registry, find_rows_for(target, None), row)
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2021-01-01", "2022-01-31", []),
        ("2021-01-01", "2022-02-01", ["ivanova"]),
        ("2022-06-30", "2022-12-31", ["ivanova"]),
        ("2022-07-01", "2022-12-31", []),
        ("2022-06-30", "2022-06-30", ["ivanova"]),
    ],
)
def test_two_hold_a_role_at_once_even_if_for_a_day(start: str, end: str, found: list[str]) -> None:
    assert others({"from": start, "to": end}) == found


def test_an_assignment_without_days_lasts_always() -> None:
    assert others({"from": "2022-03-01", "to": None}) == ["ivanova"]
    assert others({"from": None, "to": "2022-01-01"}) == []
    assert others({"from": "2022-08-01", "to": None}) == []


def test_an_assignment_for_another_place_role_or_programme_is_none_of_its_business() -> None:
    assert others({"scope": ["tosno"]}) == others({"role": "school_curator"}) == []
    assert others({"program": "mentoring"}) == others({"scope": []}) == []


def test_the_same_person_is_not_assigned_twice_and_no_term_ends_before_it_begins() -> None:
    with pytest.raises(Refused, match="ivanova is assigned that already"):
        others({"person": "ivanova"})
    with pytest.raises(Refused, match="is before"):
        others({"from": "2022-03-02", "to": "2022-03-01"})
