"""Yearly lists: the flags of schools are the replay of the clauses that approve them."""

from datetime import date
from typing import Any

import pytest

from innoreg.ledger import Ledger
from innoreg.model.group import Group
from innoreg.model.registry import Registry
from ledger.registers import on, order
from ledger.small import small

LOW = Group.model_validate({"flag": "low_results"})


def list_order(day: str, first: str | None, last: str | None, *schools: str, **more: Any) -> Any:
    term = {key: value for key, value in {"from": first, "to": last}.items() if value}
    clause = {"kind": "list", "number": "1", "flag": "low_results", "appendix": "1", **term}
    rows = [{"school": school} for school in schools]
    return order(day, clause, appendices=[{"number": "1", "kind": "schools", "rows": rows}], **more)


def registry(**orders: Any) -> Registry:
    # Luga 2 and Tosno 1 stand on a list of another office in 2022.
    return small({name.replace("_", "-"): made for name, made in orders.items()})


def members(registry: Registry, day: str) -> list[str]:
    return sorted(Ledger(registry).state(on(day)).lists.members("low_results", on(day)))


def test_a43_a_group_is_asked_on_the_day_of_the_order_that_names_it() -> None:
    made = registry(kopo=list_order("2026-01-12", "2026-02-01", "2027-01-31", "luga-1"))
    groups = Ledger(made).groups
    assert groups.members((LOW,), on("2026-01-20")) == ()
    assert groups.members((LOW,), on("2026-02-10")) == ("luga-1",)


def test_a_list_holds_for_its_days_and_for_those_of_its_appendix() -> None:
    made = registry(kopo=list_order("2026-01-12", "2026-02-01", "2027-01-31", "luga-1", "luga-2"))
    assert members(made, "2026-01-31") == []
    assert members(made, "2026-02-01") == members(made, "2027-01-31") == ["luga-1", "luga-2"]
    assert members(made, "2027-02-01") == []


def test_a_list_never_holds_before_its_order() -> None:
    made = registry(kopo=list_order("2026-02-20", "2026-01-01", "2026-12-31", "luga-1"))
    assert members(made, "2026-02-19") == []
    assert members(made, "2026-02-20") == ["luga-1"]


def test_the_next_list_ends_the_one_before_and_who_is_absent_has_left() -> None:
    made = registry(
        first=list_order("2025-01-12", "2025-02-01", None, "luga-1", "tosno-1"),
        second=list_order("2026-01-12", "2026-02-01", None, "luga-1"),
    )
    assert members(made, "2026-01-31") == ["luga-1", "tosno-1"]
    assert members(made, "2026-02-01") == ["luga-1"]


def test_a_list_on_which_nobody_stands_ends_the_one_before() -> None:
    made = registry(
        first=list_order("2025-01-12", "2025-02-01", None, "luga-1"),
        second=list_order("2026-01-12", "2026-02-01", None),
    )
    assert members(made, "2026-01-31") == ["luga-1"]
    assert members(made, "2026-02-01") == []


@pytest.mark.parametrize(
    ("repealed", "asked", "found"),
    [
        ("2026-05-10", "2026-05-09", ["luga-1"]),
        ("2026-05-10", "2026-05-10", []),
        # Before it began it had ended nothing: the list of the year before goes on.
        ("2026-01-20", "2026-03-01", ["tosno-1"]),
    ],
)
def test_a_repealed_list_ends_and_one_repealed_in_time_never_was(
    repealed: str, asked: str, found: list[str]
) -> None:
    repeal = {"kind": "repeal", "number": "1", "subjects": ["second"]}
    made = registry(
        first=list_order("2025-01-12", "2025-02-01", None, "tosno-1"),
        second=list_order("2026-01-12", "2026-02-01", None, "luga-1"),
        third=order(repealed, repeal),
    )
    assert members(made, asked) == found


def test_nothing_follows_from_a_draft_nor_from_what_a_council_recommends() -> None:
    draft = list_order("2026-01-12", "2026-02-01", None, "luga-1", draft=True)
    advice = list_order("2026-01-12", "2026-02-01", None, "luga-1", issuer="council")
    assert members(registry(kopo=draft), "2026-03-01") == []
    assert members(registry(kopo=advice), "2026-03-01") == []
    state = Ledger(registry(kopo=draft)).state(on("2026-03-01"))
    assert state.orders["kopo"].status == "draft"


def test_lists_of_other_offices_stand_beside_those_of_orders() -> None:
    made = registry(kopo=list_order("2022-01-12", "2022-06-01", None, "luga-1"))
    assert members(made, "2022-05-31") == ["luga-2", "tosno-1"]
    assert members(made, "2022-06-01") == ["luga-1", "luga-2", "tosno-1"]
    assert members(made, "2023-01-01") == ["luga-1"]


def test_a_later_order_is_not_known_before_its_day() -> None:
    made = registry(
        first=list_order("2025-01-12", "2025-02-01", None, "luga-1"),
        second=list_order("2026-01-12", "2025-02-01", None, "tosno-1"),
    )
    assert members(made, "2026-01-11") == ["luga-1"]
    assert members(made, "2026-01-12") == ["tosno-1"]


def test_a_school_shows_which_clause_put_it_on_the_list() -> None:
    made = registry(kopo=list_order("2026-01-12", "2026-02-01", None, "luga-1"))
    state = Ledger(made).state(date(2026, 3, 1))
    assert [(s.kind, s.source, s.start) for s in state.why("luga-1")] == [
        ("listed", "kopo/1", on("2026-02-01"))
    ]
    assert str(state.why("luga-1")[0].what) == "put on the list “low results”"
