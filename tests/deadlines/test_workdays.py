"""The working day shown beside a due date that is a day off."""

from datetime import date

import pytest

from innoreg.deadlines import nearest_workday
from innoreg.deadlines.workdays import is_working


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
