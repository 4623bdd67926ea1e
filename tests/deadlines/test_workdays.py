"""Working days: shown beside a due date that is a day off, and counted."""

from datetime import date, timedelta

import pytest

from innoreg.deadlines import Calendar, Period, WorkingDays, nearest_workday, parse
from innoreg.deadlines.workdays import is_calendar_known, is_working, working_day_from


@pytest.mark.parametrize(
    ("day", "previous", "following"),
    [
        ("2021-05-15", "2021-05-14", "2021-05-17"),  # a Saturday
        ("2019-12-01", "2019-11-29", "2019-12-02"),  # a Sunday
        ("2023-01-03", "2022-12-30", "2023-01-09"),  # the New Year holidays
        ("2024-04-29", "2024-04-27", "2024-05-02"),  # a Monday off for a working Saturday
    ],
)
def test_days_off_show_a_working_day(day: str, previous: str, following: str) -> None:
    due = date.fromisoformat(day)
    assert not is_working(due)
    assert nearest_workday(due, "previous") == date.fromisoformat(previous)
    assert nearest_workday(due, "next") == date.fromisoformat(following)
    assert nearest_workday(due, "none") is None


def test_a_working_day_shows_nothing_beside_it() -> None:
    assert is_working(date(2022, 2, 16))
    assert nearest_workday(date(2022, 2, 16), "next") is None


def test_decrees_of_a_registry_and_six_day_weeks_count() -> None:
    # The third of May 2024 is a Friday and worked; the fourth a Saturday.
    friday, saturday, monday = date(2024, 5, 3), date(2024, 5, 4), date(2024, 5, 6)
    assert working_day_from(friday, 1) == monday
    assert working_day_from(friday, 1, WorkingDays(six_day_week=True)) == saturday
    assert working_day_from(friday, 1, WorkingDays(worked=(saturday,))) == saturday
    off = WorkingDays(off=((saturday, date(2024, 5, 7)),))
    assert working_day_from(friday, 1, off) == date(2024, 5, 8)
    assert nearest_workday(monday, "previous", off) == friday
    # A holiday stays one, though Saturdays are worked: 4 November 2023 is a Saturday.
    assert not is_working(date(2023, 11, 4), WorkingDays(six_day_week=True))


def test_a_calendar_that_nobody_has_decreed_may_be_stated() -> None:
    assert not is_calendar_known(2050)
    assert is_calendar_known(2050, WorkingDays(off=((date(2050, 1, 1), date(2050, 1, 9)),)))


def test_terms_are_counted_by_the_calendar_of_the_registry() -> None:
    year = Period(date(2024, 1, 1), date(2024, 12, 31))
    six = Calendar(working_days=WorkingDays(six_day_week=True))
    text = "в течение 2 рабочих дней после 2 мая"
    assert [w.end for w in parse(text, year).windows] == [monday_after := date(2024, 5, 6)]
    assert [w.end for w in parse(text, year, six).windows] == [monday_after - timedelta(days=2)]
