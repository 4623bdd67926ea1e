"""Recurrences inside their context: the times they fall due."""

import pytest

from deadlines.periods import CALENDAR, SCHOOL, period, shown
from innoreg.deadlines import Calendar, expand, parse

USUAL = Calendar()
YEARS = "2022-01-01..2024-12-31"


def windows(text: str, context: str = "2022") -> list[str]:
    read = parse(text, period(context))
    return shown(expand(read, period(context), USUAL)).split(";")


def test_what_does_not_recur_is_itself() -> None:
    assert windows("до 1 марта; до 1 мая") == ["..2022-03-01", "..2022-05-01"]
    assert windows("постоянно") == ["2022-01-01..2022-12-31"]
    assert expand(parse("по запросу", CALENDAR), CALENDAR, USUAL) == ()
    assert expand(parse("31 февраля", CALENDAR), CALENDAR, USUAL) == ()


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("ежедневно", 365, "2022-01-01..2022-01-01", "2022-12-31..2022-12-31"),
        ("еженедельно", 53, "2022-01-01..2022-01-02", "2022-12-26..2022-12-31"),
        ("каждый вторник", 52, "2022-01-04..2022-01-04", "2022-12-27..2022-12-27"),
        ("ежемесячно", 12, "2022-01-01..2022-01-31", "2022-12-01..2022-12-31"),
        ("ежемесячно до 5 числа", 12, "2022-01-01..2022-01-05", "2022-12-01..2022-12-05"),
        ("15 числа каждого месяца", 12, "2022-01-15..2022-01-15", "2022-12-15..2022-12-15"),
        ("ежемесячно до 31 числа", 12, "2022-01-01..2022-01-31", "2022-12-01..2022-12-31"),
        ("до конца каждого месяца", 12, "2022-01-01..2022-01-31", "2022-12-01..2022-12-31"),
        ("последний четверг месяца", 12, "2022-01-27..2022-01-27", "2022-12-29..2022-12-29"),
        ("3 неделя каждого месяца", 12, "2022-01-17..2022-01-23", "2022-12-12..2022-12-18"),
        ("ежеквартально", 4, "2022-01-01..2022-03-31", "2022-10-01..2022-12-31"),
        ("ежеквартально до 10 числа", 4, "2022-01-01..2022-01-10", "2022-10-01..2022-10-10"),
        ("2 раза в год", 2, "2022-01-01..2022-06-30", "2022-07-01..2022-12-31"),
        ("2 раза в год (май, декабрь)", 2, "2022-05-01..2022-05-31", "2022-12-01..2022-12-31"),
        ("ежегодно", 1, "2022-01-01..2022-12-31", "2022-01-01..2022-12-31"),
        ("ежегодно до 1 сентября", 1, "2022-01-01..2022-09-01", "2022-01-01..2022-09-01"),
        ("ежегодно, март-апрель", 1, "2022-03-01..2022-04-30", "2022-03-01..2022-04-30"),
    ],
)
def test_a_calendar_year(text: str, count: int, first: str, last: str) -> None:
    found = windows(text)
    assert (len(found), found[0], found[-1]) == (count, first, last)


def test_a_month_without_the_day_gives_its_last() -> None:
    assert windows("31 числа каждого месяца")[1] == "2022-02-28..2022-02-28"


def test_the_month_of_a_quarter() -> None:
    found = windows("ежеквартально до 20 числа последнего месяца квартала")
    assert found[0] == "2022-03-01..2022-03-20"
    assert len(found) == 4


def test_a_week_that_some_months_do_not_have() -> None:
    assert windows("5 неделя каждого месяца", "2021-09-01..2021-12-31") == [
        "2021-09-27..2021-09-30",
        "2021-10-25..2021-10-31",
        "2021-11-29..2021-11-30",
        "2021-12-27..2021-12-31",
    ]


def test_several_years() -> None:
    assert windows("ежегодно до 1 сентября", YEARS) == [
        "2022-01-01..2022-09-01",
        "2022-09-02..2023-09-01",
        "2023-09-02..2024-09-01",
    ]
    assert windows("ежегодно, I квартал", YEARS) == [
        "2022-01-01..2022-03-31",
        "2023-01-01..2023-03-31",
        "2024-01-01..2024-03-31",
    ]
    assert windows("ежегодно с 1 по 15 сентября", YEARS)[1] == "2023-09-01..2023-09-15"


def test_a_school_year() -> None:
    assert windows("раз в полугодие", "2021-2022") == [
        "2021-09-01..2021-12-31",
        "2022-01-01..2022-08-31",
    ]
    assert windows("ежегодно", "2021-2022") == ["2021-09-01..2022-08-31"]
    assert len(windows("ежемесячно с октября по март", "2021-2022")) == 6


def test_a_recurrence_stays_in_its_window() -> None:
    assert windows("каждый четверг марта") == [
        f"2022-03-{day:02}..2022-03-{day:02}" for day in (3, 10, 17, 24, 31)
    ]
    months = windows("1 раз в месяц (сентябрь-май)")
    assert "2022-06-01..2022-06-30" not in months
    assert len(months) == 9


def test_windows_lie_in_the_context() -> None:
    for text in ("еженедельно", "ежемесячно", "ежеквартально", "раз в полугодие", "ежегодно"):
        for context in (CALENDAR, SCHOOL, period("2022-03-15..2022-05-20")):
            for window in expand(parse(text, context), context, USUAL):
                assert window.start
                assert window.start in context
                assert window.end in context


def test_a_window_that_shares_a_day_with_the_context_is_cut_to_it() -> None:
    assert windows("ежемесячно", "2022-01-31..2022-03-01") == [
        "2022-01-31..2022-01-31",
        "2022-02-01..2022-02-28",
        "2022-03-01..2022-03-01",
    ]
    by_the_fifth = "ежемесячно до 5 числа"
    assert windows(by_the_fifth, "2022-01-05..2022-03-05") == [
        "2022-01-05..2022-01-05",
        "2022-02-01..2022-02-05",
        "2022-03-01..2022-03-05",
    ]
    assert windows(by_the_fifth, "2022-01-06..2022-03-04") == ["2022-02-01..2022-02-05"]
