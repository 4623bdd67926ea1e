"""What a registry may settle: how weeks are counted, when a school year ends, its quarters."""

from datetime import date
from typing import Literal

import pytest

from deadlines.periods import CALENDAR, SCHOOL, period, result, shown
from innoreg.deadlines import Calendar, Period, parse


@pytest.mark.parametrize(
    ("weeks", "first", "fifth"),
    [
        ("workweek", "2022-10-03..2022-10-09", "2022-10-31..2022-10-31"),
        ("calendar", "2022-10-01..2022-10-02", "2022-10-24..2022-10-30"),
        ("seven-day", "2022-10-01..2022-10-07", "2022-10-29..2022-10-31"),
    ],
)
def test_weeks(weeks: Literal["workweek", "calendar", "seven-day"], first: str, fifth: str) -> None:
    calendar = Calendar(weeks=weeks)
    assert shown(parse("1 неделя октября", CALENDAR, calendar).windows) == first
    assert shown(parse("пятая неделя октября", CALENDAR, calendar).windows) == fifth


def test_a_sixth_week_is_refused_or_not_by_the_way_weeks_are_counted() -> None:
    assert result(parse("октябрь, шестая неделя", CALENDAR)) == "no-such-week"
    plain = Calendar(weeks="calendar")
    assert result(parse("октябрь, шестая неделя", CALENDAR, plain)) == "2022-10-31..2022-10-31"


def test_a_school_year_may_end_in_may() -> None:
    may = Calendar(school_year_end=(5, 31))
    assert result(parse("до конца учебного года", SCHOOL, may)) == "..2022-05-31"
    assert result(parse("2022-2023 уч. г.", SCHOOL, may)) == "2022-09-01..2023-05-31"
    assert result(parse("II полугодие", SCHOOL, may)) == "2022-01-01..2022-05-31"
    both = "2022-01-01..2022-05-31;2022-09-01..2022-12-31"
    assert result(parse("в течение учебного года", CALENDAR, may)) == both


def test_school_quarters_need_their_dates() -> None:
    assert result(parse("2 четверть", SCHOOL)) == "undefined-school-quarter"
    quarters = Calendar(
        school_quarters=(
            Period(date(2021, 9, 1), date(2021, 10, 31)),
            Period(date(2021, 11, 8), date(2021, 12, 29)),
        )
    )
    assert result(parse("2 четверть", SCHOOL, quarters)) == "2021-11-08..2021-12-29"
    assert result(parse("до конца II четверти", SCHOOL, quarters)) == "..2021-12-29"
    assert result(parse("1-2 четверти", SCHOOL, quarters)) == "2021-09-01..2021-12-29"
    assert result(parse("5 четверть", SCHOOL, quarters)) == "no-such-school-quarter"
    assert result(parse("1 триместр", SCHOOL, quarters)) == "undefined-school-trimester"
    assert result(parse("2 четверть", period("2019"), quarters)) == "undefined-school-quarter"


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends"):
        Period(date(2022, 2, 1), date(2022, 1, 1))


def test_a_period_of_one_day_holds_it_and_no_other() -> None:
    day = date(2022, 2, 1)
    one = Period(day, day)
    assert [date(2022, 1, 31) in one, day in one, date(2022, 2, 2) in one] == [False, True, False]
    assert result(parse("1 февраля", one)) == "2022-02-01..2022-02-01"
    assert result(parse("до 1 февраля", one)) == "..2022-02-01"
    assert result(parse("постоянно", one)) == "2022-02-01..2022-02-01"


def test_first_and_last_school_quarters_and_those_at_the_ends_of_the_context() -> None:
    quarters = Calendar(
        school_quarters=(
            Period(date(2021, 9, 1), date(2021, 10, 31)),
            Period(date(2021, 11, 8), date(2021, 12, 29)),
            Period(date(2022, 1, 10), date(2022, 3, 20)),
            Period(date(2022, 4, 1), date(2022, 5, 25)),
        )
    )
    for words, expected in {
        "1 четверть": "2021-09-01..2021-10-31",
        "4 четверть": "2022-04-01..2022-05-25",
        "последняя четверть": "2022-04-01..2022-05-25",
        "0 четверть": "no-such-school-quarter",
    }.items():
        assert result(parse(words, SCHOOL, quarters)) == expected
    # A quarter that shares but a day with the context is one of it.
    assert result(parse("2 четверть", period("2021-12-29..2022-05-25"), quarters)) == (
        "2021-11-08..2021-12-29"
    )
    assert result(parse("3 четверть", period("2021-09-01..2022-01-10"), quarters)) == (
        "2022-01-10..2022-03-20"
    )
