"""First and last days of what a unit or a year names, in a given year or context."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from innoreg.deadlines.deadline import Calendar, Period, Readings, RefusalCode, Weeks
from innoreg.deadlines.time_expressions import Unit, Year

Span = tuple[date, date]
# First and last day of the N-th part of a month, counted from either end; 0 is its last day.
_DECADES: Final = {1: (1, 10), 2: (11, 20), 3: (21, 0), -1: (21, 0), -2: (11, 20), -3: (1, 10)}
_HALVES: Final = {1: (1, 15), 2: (16, 0), -1: (16, 0)}
# First and last month of a season; where the last is the smaller number, it is of the next year.
_SEASON_MONTHS: Final = {1: (12, 2), 2: (3, 5), 3: (6, 8), 4: (9, 11)}
_SHORTEST_MONTH: Final = 28
_PARTS_OF_YEAR: Final = ("quarter", "season", "half-year")
SCHOOL_START: Final = (9, 1)


class Refused(Exception):
    """Raised for a unit that has no dates; `code` is the reason given to the reader."""

    def __init__(self, code: RefusalCode, readings: Readings = "") -> None:
        super().__init__(code)
        self.code = code
        self.readings = readings


def unit_dates(unit: Unit, year: int, calendar: Calendar) -> Span:
    """First and last day of the unit in this year (a winter begins in it).

    Its own `year` is not looked at. Raises Refused where the year has no such unit.
    """
    kind, n, number, _, weekday = unit
    if kind in _PARTS_OF_YEAR:
        return _part_of_year_span(unit, year)
    if not 1 <= number <= 12:
        raise Refused("no-such-month")
    if kind == "day" and 1 <= n <= _SHORTEST_MONTH:
        return (day := date(year, number, n)), day
    last = _last_day(year, number)
    if kind == "day":
        if not 1 <= n <= last and n != -1:
            raise Refused("no-such-day")
        day = date(year, number, n if n > 0 else last)
        return day, day
    if kind == "month":
        return date(year, number, 1), date(year, number, last)
    if kind == "week":
        return _nth_span(weeks_of_month(year, number, calendar.weeks), n, "no-such-week")
    if kind == "weekday":
        return _nth_span(_weekdays_of_month(year, number, weekday), n, "no-such-weekday")
    table = _HALVES if kind == "half" else _DECADES
    if n not in table:
        raise Refused("no-such-part")
    first, end = table[n]
    return date(year, number, first), date(year, number, end or last)


# 512 months are 42 years: more than any register spans.
@lru_cache(maxsize=512)
def weeks_of_month(year: int, month: int, style: Weeks) -> tuple[Span, ...]:
    """The weeks of a month, clipped to it, in one of three ways of counting.

    «workweek»: Monday-Sunday rows with a Monday-Friday day of the month; «calendar»: every row;
    «seven-day»: 1-7, 8-14, 15-21, 22-28, 29-end.
    """
    first, last = date(year, month, 1), date(year, month, _last_day(year, month))
    step = timedelta(days=7)
    start = first if style == "seven-day" else first - timedelta(days=first.weekday())
    rows = []
    while start <= last:
        rows.append((max(start, first), min(start + step - timedelta(days=1), last)))
        start += step
    if style == "workweek":
        rows = [row for row in rows if row[0].weekday() < 5]
    return tuple(rows)


@lru_cache(maxsize=512)
def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def month_span(day: date) -> Span:
    """First and last day of the month a day is in."""
    return day.replace(day=1), day.replace(day=_last_day(day.year, day.month))


def is_over_school_years(context: Period) -> bool:
    """Whether a context runs over school years rather than calendar years."""
    start, end = context.start, context.end
    # A school year may be written from late August, and end with the lessons in May.
    return start.month in (8, 9) and end.month in (5, 6, 7, 8) and start.year < end.year


def half_years_of(context: Period, calendar: Calendar) -> list[Span]:
    """The half-years that may touch a context, of school years where it runs over these."""
    units = (Unit("half-year", 1), Unit("half-year", 2))
    years = range(context.start.year - 1, context.end.year + 1)
    if is_over_school_years(context):
        return [school_half_span(unit, year, calendar) for year in years for unit in units]
    return [unit_dates(unit, year, calendar) for year in years for unit in units]


def months_earlier(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month if it is shorter."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, _last_day(year, month)))


def _weekdays_of_month(year: int, month: int, weekday: int) -> tuple[Span, ...]:
    days = (date(year, month, day) for day in range(1, _last_day(year, month) + 1))
    return tuple((day, day) for day in days if day.weekday() == weekday)


def _nth_span(spans: tuple[Span, ...], n: int, code: RefusalCode) -> Span:
    if n == 0 or n > len(spans) or n < -len(spans):
        raise Refused(code)
    return spans[n - 1] if n > 0 else spans[n]


def _part_of_year_span(unit: Unit, year: int) -> Span:
    if unit.kind == "season":
        first, last = _SEASON_MONTHS[unit.n]
    else:
        size = 3 if unit.kind == "quarter" else 6
        number = 12 // size if unit.n == -1 else unit.n
        if not 1 <= number <= 12 // size:
            raise Refused("no-such-quarter" if size == 3 else "no-such-half-year")
        first, last = number * size - size + 1, number * size
    end = year + (last < first)
    return date(year, first, 1), date(end, last, _last_day(end, last))


def school_year_span(first: int, calendar: Calendar) -> Span:
    """From 1 September of `first` to the day the registry ends its school years on."""
    month, day = calendar.school_year_end
    return date(first, *SCHOOL_START), date(first + 1, month, day)


def school_half_span(unit: Unit, first: int, calendar: Calendar) -> Span:
    """Half-years of a school year: September-December, January to its end."""
    if unit.n not in (1, 2, -1):
        raise Refused("no-such-half-year")
    if unit.n == 1:
        return date(first, *SCHOOL_START), date(first, 12, 31)
    return date(first + 1, 1, 1), school_year_span(first, calendar)[1]


@dataclass(slots=True)
class YearDates:
    """First and last days of the years that words name, seen from one context."""

    context: Period
    calendar: Calendar

    @property
    def in_school(self) -> bool:
        """Whether the context runs over school years rather than calendar years."""
        return is_over_school_years(self.context)

    def year_spans(self, year: Year, apart: bool = False) -> list[Span]:
        """First and last days of the years that the words name; raises Refused.

        apart: a range of years is given year by year, else as one stretch.
        """
        if year.kind == "school" or (year.kind == "either" and self.is_context_school_year(year)):
            # «2022-2023» read as a school year: its first year says which.
            firsts = year.years[:1] if year.kind == "either" else year.years
            spans = [school_year_span(y, self.calendar) for y in firsts or self.school_firsts(year)]
            if not firsts and not year.shift:
                # «учебный год» of the document: no further than the document itself.
                spans = clip_spans(spans, self.context)
        elif year.years or year.kind == "calendar":
            years = year.years or range(self.context.start.year, self.context.end.year + 1)
            spans = [(date(y, 1, 1), date(y, 12, 31)) for y in years]
        else:
            return [self._context_year_span(year)]
        return [(spans[0][0], spans[-1][1])] if year.spread and not apart else spans

    def is_context_school_year(self, year: Year) -> bool:
        first = year.years[0]
        context = self.context
        return self.in_school and (context.start.year, context.end.year) == (first, first + 1)

    def school_firsts(self, year: Year) -> list[int]:
        """First years of the school years that touch the context; of the next one if shifted."""
        start, end = self.context.start, self.context.end
        if year.shift:
            if end.year - start.year > 1:
                raise Refused("ambiguous")
            return [end.year]
        firsts = range(start.year - 1, end.year + 1)
        found = [school_year_span(first, self.calendar) for first in firsts]
        return [span[0].year for span in found if span[0] <= end and span[1] >= start]

    def _context_year_span(self, year: Year) -> Span:
        start, end = self.context.start, self.context.end
        if not year.shift:
            return start, end
        if year.shift < 0:
            # «предыдущий год» of a school year could be either.
            if start.year < end.year:
                raise Refused("ambiguous")
            return date(start.year - 1, 1, 1), date(start.year - 1, 12, 31)
        # «следующий год» of a plan over several years could be after any of them.
        if end.year - start.year > 1 or (start.year < end.year and not self.in_school):
            raise Refused("ambiguous")
        following = end.year if self.in_school else end.year + 1
        return date(following, 1, 1), date(following, 12, 31)


def clip_spans(spans: list[Span], context: Period) -> list[Span]:
    """The spans cut to the context, which each of them touches."""
    return [(max(a, context.start), min(b, context.end)) for a, b in spans]
