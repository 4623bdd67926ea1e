"""Periods, terms and events that meet on one single day: it counts on both sides, once."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from innoreg.deadlines import Period
from innoreg.errors import WrongUsage
from innoreg.model.registry import Registry
from innoreg.queries.due import Answer, due, overdue
from innoreg.queries.due_row import RowList
from innoreg.queries.execution_scores import score_discipline
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.queries.workload import load
from innoreg.store.loader import load as read
from ledger.registers import on, order
from ledger.small import small
from support import roadmap, tree

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
WHO = "responsible: [{text: Иванова}]"
TWO_DISTRICTS = {
    f"districts/{d}.yaml": f"schema: 1\nname: {d} район\nshort_name: {d}\ntype: municipal_district\n"
    for d in "ab"
}


def plan(folder: Path, *items: str, **more: str) -> Registry:
    return read(tree(folder, {"roadmaps/p.yaml": roadmap(*items), **more})).registry


def between(registry: Registry, start: str, end: str) -> dict[str, str]:
    asked = PeriodRequest(start=on(start), end=on(end))
    rows = due(RegistryRows(registry, on(start)), asked, Filters(), on(start)).rows
    return {row.window.ref: row.match for row in rows}


def late(registry: Registry, day: str, **wanted: str) -> list[str]:
    rows = overdue(RegistryRows(registry, on(day)), Filters(**wanted), on(day)).rows
    return [row.window.ref for row in rows]


@pytest.mark.parametrize(
    ("start", "end", "match"),
    [
        ("2022-03-01", "2022-03-09", None),
        ("2022-03-01", "2022-03-10", "running"),
        ("2022-03-15", "2022-03-19", "running"),
        ("2022-03-01", "2022-03-20", "due"),
        ("2022-03-20", "2022-03-31", "due"),
        ("2022-03-21", "2022-03-31", None),
    ],
)
def test_a_period_that_meets_a_window_on_one_day_shows_it(
    tmp_path: Path, start: str, end: str, match: str | None
) -> None:
    registry = plan(tmp_path, "1. | с 10 по 20 марта | Дело")
    assert between(registry, start, end).get("p/1") == match


def test_on_its_last_day_nothing_is_overdue_and_on_the_next_it_is(tmp_path: Path) -> None:
    registry = plan(tmp_path, "1. | до 10 марта | Дело")
    assert (late(registry, "2022-03-10"), late(registry, "2022-03-11")) == ([], ["p/1"])


@pytest.mark.parametrize(("day", "expected"), [("2022-03-09", []), ("2022-03-10", ["o/1"])])
def test_what_an_order_demands_for_a_day_gone_by_is_overdue_from_the_day_of_the_order(
    day: str, expected: list[str]
) -> None:
    told = {"kind": "instruct", "number": "1", "deadline": "до 1 февраля 2022 года"}
    assert late(small({"o": order("2022-03-10", told)}), day) == expected


def test_each_district_is_in_time_on_the_last_day_and_late_after_it(tmp_path: Path) -> None:
    events = "[{event: done, on: 2022-03-10, for: a}, {event: done, on: 2022-03-11, for: b}]"
    item = f"1. | до 10 марта | Дело | addressees: districts;events: {events}"
    registry = plan(tmp_path, item, **TWO_DISTRICTS)
    found = score_discipline(registry, YEAR, Filters(), date(2022, 6, 1), "district")
    assert {r.carrier.id: (r.in_time, r.late) for r in found.rows} == {"a": (1, 0), "b": (0, 1)}
    assert (found.total.in_time, found.total.late) == (0, 1)


def test_discipline_counts_terms_of_the_first_and_the_last_day_of_its_period(
    tmp_path: Path,
) -> None:
    items = [f"{n}. | до {day} | Дело | {WHO}" for n, day in enumerate(("1 марта", "31 марта"), 1)]
    registry = plan(tmp_path, *items)
    march, inside = (
        Period(date(2022, 3, first), date(2022, 3, last)) for first, last in ((1, 31), (2, 30))
    )
    for period, expected in ((march, 2), (inside, 0)):
        found = score_discipline(registry, period, Filters(), date(2022, 6, 1), "responsible")
        assert found.total.due == expected
        assert (found.total.reported, found.total.addressees) == (0, 0)


def test_of_two_years_equally_near_the_later_is_shown(tmp_path: Path) -> None:
    registry = plan(tmp_path, "1. | 5 марта 2021 года | Дело", "2. | 5 марта 2023 года | Дело")
    answer = ask(registry, "2022-06-01", month="3")
    assert answer.chosen is not None
    assert answer.chosen.period.start == date(2023, 3, 1)


def ask(registry: Registry, day: str, **asked: Any) -> Answer:
    return due(RegistryRows(registry, on(day)), PeriodRequest(**asked), Filters(), on(day))


def test_an_empty_period_names_the_months_before_and_after_it(tmp_path: Path) -> None:
    items = [f"{n}. | {day} 2022 года | Дело" for n, day in
             enumerate(("3 января", "28 февраля", "1 апреля", "5 мая"), 1)]  # fmt: skip
    answer = ask(plan(tmp_path, *items), "2022-03-15", month="2022-03")
    assert (answer.rows, answer.before, answer.after) == (
        (),
        Period(date(2022, 2, 1), date(2022, 2, 28)),
        Period(date(2022, 4, 1), date(2022, 4, 30)),
    )


def test_what_falls_due_comes_before_what_runs_and_each_by_its_day(tmp_path: Path) -> None:
    items = (
        "1. | с 1 по 25 апреля",
        "2. | до 20 марта",
        "3. | с 5 марта по 20 апреля",
        "4. | до 3 марта",
    )
    registry = plan(tmp_path, *(f"{item} | Дело" for item in items))
    rows = ask(registry, "2022-03-13", month="2022-03").rows
    assert [(r.window.ref, r.match, r.days_left) for r in rows] == [
        ("p/4", "due", -10),
        ("p/2", "due", 7),
        ("p/3", "running", 38),
    ]


def test_rows_before_and_after_a_day_do_not_count_the_day_itself(tmp_path: Path) -> None:
    days = (10, 12, 11, 9)
    items = [f"{n}. | до {day} марта | Дело" for n, day in enumerate(days, 1)]
    rows = ask(plan(tmp_path, *items), "2022-03-01", month="2022-03").rows
    listed = RowList([row.window for row in rows])
    day = date(2022, 3, 10)
    assert [row.due.day for row in listed.open_before(day)] == [9]
    assert [row.due.day for row in listed.due_before(date(2022, 3, 12))] == [11, 10, 9]
    assert [row.due.day for row in listed.due_after(day)] == [11, 12]


@pytest.mark.parametrize("year", [1900, 9998])
def test_the_first_and_last_years_there_are(year: int, tmp_path: Path) -> None:
    chosen = ask(plan(tmp_path, "1. | март | Дело"), "2022-03-01", year=year).chosen
    assert chosen is not None
    assert chosen.period == Period(date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    "asked", [{"year": 1899}, {"year": 9999}, {"within": 36501}, {"month": "3", "year": 9999}]
)
def test_years_and_days_beyond_are_wrong_usage(asked: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        ask(plan(tmp_path, "1. | март | Дело"), "2022-03-01", **asked)


@pytest.mark.parametrize("days", [0, 36500])
def test_within_no_day_is_today_alone(days: int, tmp_path: Path) -> None:
    items = ("1. | до 1 марта | Дело", "2. | до 2 марта | Дело")
    answer = ask(plan(tmp_path, *items), "2022-03-01", within=days)
    assert answer.chosen is not None
    assert answer.chosen.period.end == date(2022, 3, 1) + timedelta(days=days)
    assert [row.window.ref for row in answer.rows if row.match == "due"] == (
        ["p/1", "p/2"] if days else ["p/1"]
    )


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ({"end": "2022-05-01"}, "2022-03-15", "2022-05-01"),
        ({"end": "2022-02-01"}, "2022-02-01", "2022-02-01"),
        ({"start": "2022-02-01"}, "2022-02-01", "9999-12-31"),
    ],
)
def test_a_period_with_one_end(asked: dict[str, str], start: str, end: str, tmp_path: Path) -> None:
    days = {key: on(day) for key, day in asked.items()}
    chosen = ask(plan(tmp_path, "1. | март | Дело"), "2022-03-15", **days).chosen
    assert chosen is not None
    assert chosen.period == Period(on(start), on(end))


def carried(registry: Registry, per: Any, **asked: Any) -> Any:
    found = load(registry, PeriodRequest(**asked), Filters(), date(2022, 1, 1), "responsible", per)
    (row,) = found.rows
    return found.periods, row


def test_windows_that_meet_on_one_day_overlap_on_it(tmp_path: Path) -> None:
    items = ("1. | с 1 по 10 марта", "2. | с 10 по 20 марта", "3. | с 20 по 25 марта")
    _, row = carried(plan(tmp_path, *(f"{i} | Дело | {WHO}" for i in items)), "month", year=2022)
    assert (row.peak, row.peak_days) == (2, Period(date(2022, 3, 10), date(2022, 3, 10)))


def test_weeks_are_from_monday_to_sunday_and_within_the_period(tmp_path: Path) -> None:
    days = ("1 марта", "6 марта", "7 марта", "20 марта", "21 марта")
    items = [f"{n}. | до {day} | Дело | {WHO}" for n, day in enumerate(days, 1)]
    periods, row = carried(plan(tmp_path, *items), "week", month="2022-03")
    assert [(p.start.day, p.end.day) for p in periods] == [(1, 6), (7, 13), (14, 20), (21, 27)]
    assert [len(cell) for cell in row.cells] == [2, 1, 1, 1]


def test_months_of_two_years_begin_and_end_with_what_there_is(tmp_path: Path) -> None:
    items = [f"{n}. | до {day} | Дело | {WHO}" for n, day in
             enumerate(("30 ноября 2022 года", "1 декабря 2022 года", "1 февраля 2023 года"), 1)]  # fmt: skip
    asked = {"start": date(2022, 6, 15), "end": date(2023, 6, 15)}
    periods, row = carried(plan(tmp_path, *items), "month", **asked)
    assert [(p.start, p.end) for p in periods] == [
        (date(2022, 11, 1), date(2022, 11, 30)),
        (date(2022, 12, 1), date(2022, 12, 31)),
        (date(2023, 1, 1), date(2023, 1, 31)),
        (date(2023, 2, 1), date(2023, 2, 28)),
    ]
    assert [len(cell) for cell in row.cells] == [1, 1, 0, 1]


def test_the_most_loaded_comes_first_and_who_is_named_first_leads(tmp_path: Path) -> None:
    two, other = "responsible: [{text: Иванова}, {text: Петрова}]", "responsible: [{text: Петрова}]"
    items = [f"1. | март | Дело | {two}", f"2. | март | Дело | {other}"]
    found = load(plan(tmp_path, *items), PeriodRequest(year=2022), Filters(), on("2022-01-01"),
                 "responsible", "month")  # fmt: skip
    assert [(row.carrier.text, row.total, row.leads) for row in found.rows] == [
        ("Петрова", 2, 1),
        ("Иванова", 1, 1),
    ]
