"""Working days: counted, and shown beside a due date that is none; dates themselves never move."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from innoreg.deadlines.deadline import WorkingDays

if TYPE_CHECKING:
    from holidays import HolidayBase

Policy = Literal["previous", "next", "none"]
_DAY = timedelta(days=1)
# Days looked at; the longest break of the Russian calendar, in January, has about eleven.
_LONGEST_BREAK = 31
_USUAL: Final = WorkingDays()
_SATURDAY: Final = 5


def is_working(day: date, days: WorkingDays = _USUAL) -> bool:
    """Monday to Friday and no public holiday of Russia; moved days off as the calendar has them.

    days: what the registry adds, which wins.
    """
    if day in days.worked:
        return True
    if any(first <= day <= last for first, last in days.off):
        return False
    holidays = _russia()
    if days.six_day_week and day.weekday() == _SATURDAY:
        return day not in holidays
    return holidays.is_working_day(day)


def is_calendar_known(year: int, days: WorkingDays = _USUAL) -> bool:
    """Whether the production calendar of the year, with its transferred days, has been decreed.

    A registry that states days off of the year knows it.
    """
    from holidays.countries.russia import RussiaStaticHolidays

    stated = any(first.year <= year <= last.year for first, last in days.off)
    return stated or year in RussiaStaticHolidays.special_public_holidays


def working_day_from(day: date, number: int, days: WorkingDays = _USUAL) -> date:
    """The N-th working day after a day, before it where N is negative; the day itself is zero."""
    step = _DAY if number > 0 else -_DAY
    for _ in range(abs(number)):
        day = next(other for other in _days_away(day, step) if is_working(other, days))
    return day


def nearest_workday(day: date, policy: Policy, days: WorkingDays = _USUAL) -> date | None:
    """The working day before or after, by the issuer's policy; None where nothing is to be shown.

    Instructions of the authorities move a term back, article 193 of the Civil Code forward.
    """
    if policy == "none" or is_working(day, days):
        return None
    step = -_DAY if policy == "previous" else _DAY
    return next((other for other in _days_away(day, step) if is_working(other, days)), None)


def _days_away(day: date, step: timedelta) -> Iterator[date]:
    return (day + step * i for i in range(1, _LONGEST_BREAK))


@cache
def _russia() -> "HolidayBase":
    """The calendar of working days of Russia."""
    # Loaded only when a day is asked about: it takes longer than a whole short answer.
    import holidays

    return holidays.country_holidays("RU")
