"""Months as people type them, and the day beside a due date that is a day off."""

import subprocess
import sys
from datetime import date

import pytest

from innoreg.deadlines import parse_month
from innoreg.deadlines.workdays import is_working, shown


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("march", (None, 3)),
        ("Mar", (None, 3)),
        ("март", (None, 3)),
        ("МАРТА", (None, 3)),
        ("в", None),
        ("3", (None, 3)),
        ("03", (None, 3)),
        ("2022-03", (2022, 3)),
        ("03.2022", (2022, 3)),
        ("март 2022", (2022, 3)),
        ("sept 2021", (2021, 9)),
        ("окт.", (None, 10)),
        ("13", None),
        ("0", None),
        ("2022-13", None),
        ("ju", None),
        ("ма", None),
        ("", None),
        ("школа", None),
    ],
)
def test_months(words: str, month: tuple[int | None, int] | None) -> None:
    assert parse_month(words) == month


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
    assert shown(due, "previous") == date.fromisoformat(previous)
    assert shown(due, "next") == date.fromisoformat(following)
    assert shown(due, "none") is None


def test_a_working_day_shows_nothing_beside_it() -> None:
    assert is_working(date(2022, 2, 16))
    assert shown(date(2022, 2, 16), "next") is None


def test_holidays_and_the_grammar_are_not_loaded_with_the_package() -> None:
    code = (
        "import sys, innoreg.deadlines as d; d.parse; d.expand; "
        "late = ('holidays', 'dateutil', 'innoreg.deadlines.grammar'); "
        "print([m for m in late if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
