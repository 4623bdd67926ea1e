"""The period asked about: from what a person typed to two days."""

from datetime import date, timedelta
from typing import NamedTuple

from innoreg.deadlines import Period, parse_month
from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.queries.due_row import Dated

# A month is how plans are read; `--within` says otherwise.
_DEFAULT_DAYS = 30
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


class PeriodRequest(NamedTuple):
    """What was typed: at most one of month, quarter, week, from/to, within; a year beside the first two."""

    month: str | None = None
    year: int | None = None
    quarter: str | None = None
    week: date | None = None
    start: date | None = None
    end: date | None = None
    within: int | None = None


class ChosenPeriod(NamedTuple):
    """The period, and whether its year was not typed and is not this one but the nearest with items."""

    period: Period
    nearest_year: bool = False


def choose_period(asked: PeriodRequest, rows: Dated, today: date) -> ChosenPeriod:
    """The period meant; `rows` say in which years there is something."""
    _check_one_way(asked)
    if asked.month is not None or asked.quarter is not None:
        year, first, last = _months_asked(asked)
        if year is not None:
            return ChosenPeriod(_months_of_year(year, first, last))
        return _nearest_with_rows(first, last, rows, today)
    if asked.year is not None:
        return ChosenPeriod(_months_of_year(_check_year(asked.year), 1, 12))
    if asked.week is not None:
        monday = asked.week - timedelta(days=asked.week.weekday())
        return ChosenPeriod(Period(monday, monday + timedelta(days=6)))
    return ChosenPeriod(_days_asked(asked, today))


def _check_one_way(asked: PeriodRequest) -> None:
    names = {
        "--month": asked.month is not None,
        "--quarter": asked.quarter is not None,
        "--week": asked.week is not None,
        "--from/--to": asked.start is not None or asked.end is not None,
        "--within": asked.within is not None,
    }
    said = [name for name, given in names.items() if given]
    # A year goes with a month or quarter and means nothing beside days.
    if asked.year is not None and said and said[0] not in ("--month", "--quarter"):
        said.append("--year")
    if len(said) > 1:
        raise WrongUsage(
            T("{names} do not go together", names=", ".join(said)), T("keep one of them")
        )


def _check_year(year: int) -> int:
    # Bounds slips of the hand, one year short of where Python's calendar ends.
    if not 1900 <= year <= 9998:
        raise WrongUsage(T("there is no such year here: {year}", year=year))
    return year


def _months_asked(asked: PeriodRequest) -> tuple[int | None, int, int]:
    year = None if asked.year is None else _check_year(asked.year)
    if asked.quarter is not None:
        quarter = _QUARTERS.get(asked.quarter.strip().lower())
        if quarter is None:
            raise WrongUsage(
                T("not a quarter: “{words}”", words=asked.quarter), T("a quarter is 1, 2, 3 or 4")
            )
        return year, quarter * 3 - 2, quarter * 3
    assert asked.month is not None
    read = parse_month(asked.month)
    if read is None:
        raise WrongUsage(
            T("not a month: “{words}”", words=asked.month),
            T("write march, март, 3 or 2022-03"),
        )
    its_year, month = read
    if its_year is not None and year is not None and its_year != year:
        raise WrongUsage(
            T("the month is of {one}, --year says {other}", one=its_year, other=year),
            T("keep one of them"),
        )
    return (_check_year(its_year) if its_year is not None else year), month, month


def _months_of_year(year: int, first: int, last: int) -> Period:
    end = date(year, 12, 31) if last == 12 else date(year, last + 1, 1) - timedelta(days=1)
    return Period(date(year, first, 1), end)


def month_of(day: date) -> Period:
    """The month a day is in."""
    return _months_of_year(day.year, day.month, day.month)


def nearest_year(rows: Dated, today: date) -> ChosenPeriod:
    """This year if it has any rows, else the nearest one that has."""
    return _nearest_with_rows(1, 12, rows, today)


def _nearest_with_rows(first: int, last: int, rows: Dated, today: date) -> ChosenPeriod:
    """This year if anything touches those months in it, else the nearest year that has such rows."""
    this = _months_of_year(today.year, first, last)
    if list(rows.touching(this)):
        return ChosenPeriod(this)
    every = list(rows.all())
    years = {year for row in every for year in range(row.begins.year, row.due.year + 1)}
    # Of two years as near the later one: what comes is asked about more often than what was.
    for year in sorted(years, key=lambda y: (abs(y - today.year), -y)):
        period = _months_of_year(year, first, last)
        if any(row.touches(period) for row in every):
            return ChosenPeriod(period, nearest_year=True)
    return ChosenPeriod(this)


def _days_asked(asked: PeriodRequest, today: date) -> Period:
    if asked.start is None and asked.end is None:
        days = _DEFAULT_DAYS if asked.within is None else asked.within
        # A hundred years: more is a slip of the hand.
        if not 0 <= days <= 36500:
            raise WrongUsage(
                T("a number of days from 0 to 36500 is expected, not {days}", days=days)
            )
        return Period(today, today + timedelta(days=days))
    # Without a first day everything from today on, or up to the last day if that lies before.
    start, end = asked.start or min(today, asked.end or today), asked.end or date(9999, 12, 31)
    if end < start:
        raise WrongUsage(
            T("the period ends ({end}) before it begins ({start})", end=end, start=start),
            T("change the two days"),
        )
    return Period(start, end)
