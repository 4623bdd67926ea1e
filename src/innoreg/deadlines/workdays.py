"""The day to show beside a due date that is not a working day; dates themselves never move."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from holidays import HolidayBase

Policy = Literal["previous", "next", "none"]
_DAY = timedelta(days=1)
# Days looked at; the longest break of the Russian calendar, in January, has about eleven.
_LONGEST_BREAK = 31


def is_working(day: date) -> bool:
    """Monday to Friday and no public holiday of Russia; moved days off as the calendar has them."""
    holidays = _russia()
    return holidays.is_working_day(day)


def is_calendar_known(year: int) -> bool:
    """Whether the production calendar of the year, with its transferred days, has been decreed."""
    from holidays.countries.russia import RussiaStaticHolidays

    return year in RussiaStaticHolidays.special_public_holidays


def working_day_from(day: date, number: int) -> date:
    """The N-th working day after a day, before it where N is negative; the day itself is zero."""
    step = _DAY if number > 0 else -_DAY
    for _ in range(abs(number)):
        day = next(other for other in _days_away(day, step) if is_working(other))
    return day


def nearest_workday(day: date, policy: Policy) -> date | None:
    """The working day before or after, by the issuer's policy; None where nothing is to be shown.

    Instructions of the authorities move a term back, article 193 of the Civil Code forward.
    """
    if policy == "none" or is_working(day):
        return None
    step = -_DAY if policy == "previous" else _DAY
    return next((other for other in _days_away(day, step) if is_working(other)), None)


def _days_away(day: date, step: timedelta) -> Iterator[date]:
    return (day + step * i for i in range(1, _LONGEST_BREAK))


@cache
def _russia() -> "HolidayBase":
    """The calendar of working days of Russia."""
    # Loaded only when a day is asked about: it takes longer than a whole short answer.
    import holidays

    return holidays.country_holidays("RU")
