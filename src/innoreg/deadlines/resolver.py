"""Step 5: units given their years: where in the context, or in the year named, they fall."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from innoreg.deadlines.calendar_dates import (
    SCHOOL_START,
    Refused,
    Span,
    YearDates,
    clip_spans,
    months_earlier,
    school_half_span,
    school_year_span,
    unit_dates,
)
from innoreg.deadlines.deadline import August, CautionCode, Period, RefusalCode
from innoreg.deadlines.time_expressions import EACH, Length, Term, Unit, UnitKind, Year

_DAY = timedelta(days=1)
_AUGUST = 8
# «в конце четверти»: ten days, as the end of a month is.
_EDGE = timedelta(days=9)
# Periods that only the registry can date, the reason where it does not, the season of holidays.
_SCHOOL_PERIODS: dict[UnitKind, RefusalCode] = {
    "school-quarter": "undefined-school-quarter",
    "trimester": "undefined-school-trimester",
    "semester": "undefined-school-semester",
}
_SEASONS = ("", "winter", "spring", "summer", "autumn", "extra")
# A context that is longer runs over several years, and «до конца года» could be any of them.
_LONGEST_YEAR = 366
# Lengths that are counted in months, and those counted in days.
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(slots=True)
class Resolver(YearDates):
    """Dates of units and terms in one context.

    cautions: what the reader should look at, gathered while a term is resolved.
    """

    cautions: list[CautionCode] = field(default_factory=list)
    august: August = ""

    def note_order(self, terms: Sequence[Term]) -> None:
        """Take from the order of the months whether August opens the school year or closes it.

        «август, сентябрь» opens it, «июнь, июль, август» closes it, by itself it is neither.
        """
        self.august = self.calendar.august or _august_by_order(terms)

    def term_spans(self, term: Term) -> list[tuple[date | None, date]]:
        """What the term states, each as (first day or None, last day); raises Refused."""
        if term.form == "range":
            _refuse_range_in_month(*term.units)
            return [self._range_span(*term.units)]
        units = self._unit_spans(term.units[0])
        if term.form == "point":
            return list(self._refuse_two_civil_years(term.units[0], units))
        if term.form == "vague":
            raise Refused("vague")
        if term.form == "first-days":
            return [(start, min(start + _EDGE, end)) for start, end in units]
        if term.form == "last-days":
            return [(max(end - _EDGE, start), end) for start, end in units]
        if term.form == "from":
            units = self._year_with_edge_inside(term.units[0], units, 0)
            return [(start, self._context_end_after(start)) for start, _ in units]
        if term.form == "after":
            return [(end + _DAY, self._context_end_after(end + _DAY)) for _, end in units]
        if term.form == "by-start":
            return [
                (None, start) for start, _ in self._year_with_edge_inside(term.units[0], units, 0)
            ]
        if term.back:
            units = self._year_with_edge_inside(term.units[0], units, 0)
            return [(None, _day_before(start, term.back)) for start, _ in units]
        return [(None, end) for _, end in self._year_with_edge_inside(term.units[0], units, 1)]

    def spans_of_each_year(self, term: Term) -> list[tuple[date | None, date]]:
        """As `term_spans`, but a point or range without a year holds in each year of the context."""
        # These have their one place whatever the year.
        fixed = ("year", "holidays", *_SCHOOL_PERIODS)
        if any(unit.year or unit.kind in fixed for unit in term.units):
            return self.term_spans(term)
        if term.form == "range":
            forward, wrapped = self._range_places(*term.units)
            return list(clip_spans([*forward, *wrapped], self.context))
        if term.form == "point":
            return list(
                clip_spans(self._places_touching(term.units[0], self.context), self.context)
            )
        return self.term_spans(term)

    def _context_end_after(self, start: date) -> date:
        """The last day of the context; raises Refused where the start lies behind it."""
        if start > self.context.end:
            raise Refused("outside-context")
        return self.context.end

    def _year_with_edge_inside(self, unit: Unit, spans: list[Span], side: int) -> list[Span]:
        """Of the years that touch the context, the one that starts or ends in it; raises Refused.

        «до конца учебного года». side: 0 for the start, 1 for the end of the year.
        """
        year = unit.year
        if unit.kind != "year" or not year or year.years or year.shift:
            return spans
        if year.kind == "school":
            whole = [school_year_span(first, self.calendar) for first in self.school_firsts(year)]
            spans = [span for span in whole if span[side] in self.context]
            if not spans and self.in_school and len(whole) == 1:
                # The context is that school year, written a few days shorter.
                spans = [(self.context.start, self.context.end)]
        elif year.kind == "calendar":
            spans = [span for span in spans if span[side] in self.context]
        elif (self.context.end - self.context.start).days > _LONGEST_YEAR:
            spans = []
        if len(spans) != 1:
            raise Refused("ambiguous")
        return spans

    def _refuse_two_civil_years(self, unit: Unit, spans: list[Span]) -> list[Span]:
        """The spans; raises Refused for «календарный год» of a context that runs over two of them."""
        if len(spans) > 1 and unit.kind == "year" and unit.year == Year():
            raise Refused("ambiguous")
        return spans

    def _unit_spans(self, unit: Unit) -> list[Span]:
        """The dates of a unit: one span, or one for each year named beside it; raises Refused."""
        if unit.kind == "year":
            return self.year_spans(unit.year or Year((), "context"))
        if unit.kind in _SCHOOL_PERIODS:
            return self._school_period_spans(unit)
        if unit.kind == "holidays":
            return [self._holidays_span(unit)]
        year = unit.year
        if year and self._has_one_place(unit, year):
            return [unit_dates(unit, number, self.calendar) for number in year.years]
        if year and unit.kind == "half-year" and year.kind == "school" and not year.years:
            return [self._school_half_named(unit, year)]
        if year and unit.kind == "season" and unit.n == 1 and len(year.years) == 2:
            return [unit_dates(unit, year.years[0], self.calendar)]
        if year and year.kind == "either" and not self.is_context_school_year(year):
            raise Refused("ambiguous")  # «сентябрь 2022-2023»: which of them, or a school year?
        if year is None or not (year.years or year.shift or year.kind == "school"):
            if self._has_two_augusts(unit) and self._opens_in_august():
                return [self._unit_dates_in(unit, self.context.start.year, self.context)]
            return [self._place_in(unit, self.context, clip=True)]
        frames = self.year_spans(year, apart=True)
        # «учебного года» in a plan over several: the context says which, or it is ambiguous.
        if not year.years and len(frames) > 1:
            return [self._place_in(unit, self.context, clip=True)]
        return [self._place_in_year(unit, frame, year.wraps) for frame in frames]

    def _has_two_augusts(self, unit: Unit) -> bool:
        """Whether the unit lies in an August that may open as well as close the school year."""
        start, end = self.context.start, self.context.end
        return unit.month == _AUGUST and self.in_school and start.month > _AUGUST == end.month

    def _opens_in_august(self) -> bool:
        """Whether the plan begins in the August before its school year; raises Refused."""
        if not self.august:
            raise Refused("ambiguous", "august")
        return self.august == "opens"

    def _has_one_place(self, unit: Unit, year: Year) -> bool:
        """Whether a calendar year has one place for the unit; half-years and winters may differ."""
        named = bool(year.years) and year.kind == "calendar" and not year.wraps
        return named and unit.kind not in ("season", "half-year")

    def _school_half_named(self, unit: Unit, year: Year) -> Span:
        """The half of the school year of the context: «I полугодие учебного года»; raises Refused."""
        firsts = self.school_firsts(year)
        spans = [school_half_span(unit, first, self.calendar) for first in firsts]
        inside = [span for span in spans if span[0] in self.context and span[1] in self.context]
        if len(spans) > 1 and len(inside) != 1:
            raise Refused("ambiguous")
        return (inside or spans)[0]

    def _place_in_year(self, unit: Unit, frame: Span, wraps: int) -> Span:
        """The place of a unit in one year.

        wraps: how many New Years lie between the unit and the year at the end of its list; the earlier
        year is taken where the context has it.
        """
        if wraps:
            earlier = (months_earlier(day, 12 * wraps) for day in frame)
            try:
                span = self._place_in(unit, Period(*earlier))
            except Refused:
                span = None
            if span and span[0] in self.context and span[1] in self.context:
                return span
        span = self._place_in(unit, Period(*frame))
        half = unit.kind == "half-year" and self.in_school and frame[0].month == 1
        if half and not (span[0] in self.context and span[1] in self.context):
            # The words name a calendar year where half-years are those of a school year.
            raise Refused("ambiguous")
        return span

    def _place_in(self, unit: Unit, frame: Period, clip: bool = False) -> Span:
        """The one place of the unit in a period; raises Refused where there are several or none."""
        spans = self._places_touching(unit, frame)
        full = [span for span in spans if span[0] in frame and span[1] in frame]
        if len(full) > 1:
            raise Refused("ambiguous")
        if full:
            return full[0]
        if len(spans) > 1:
            spans = [s for s in spans if s[0] in self.context and s[1] in self.context]
            if len(spans) != 1:
                raise Refused("ambiguous")
        if not spans:
            raise Refused("outside-context")
        return self._clip(spans[0], frame) if clip else spans[0]

    def _clip(self, span: Span, frame: Period) -> Span:
        """The span cut to the frame; the reader is told."""
        self.cautions.append("partly-outside-context")
        return max(span[0], frame.start), min(span[1], frame.end)

    def _places_touching(self, unit: Unit, frame: Period) -> list[Span]:
        """Every place of the unit that touches the period; raises Refused where no year has one."""
        found: list[Span] = []
        # The code, not the error: kept, it keeps this frame and with it all that its callers hold.
        refused: RefusalCode | None = None
        early = unit.kind in ("season", "half-year")  # may begin in the year before
        for year in range(frame.start.year - early, frame.end.year + 1):
            try:
                span = self._unit_dates_in(unit, year, frame)
            except Refused as error:
                refused = error.code
                continue
            if span[0] <= frame.end and span[1] >= frame.start:
                found.append(span)
        if not found and refused:
            raise Refused(refused)
        return found

    def _unit_dates_in(self, unit: Unit, year: int, frame: Period) -> Span:
        """The dates of the unit in one year, a half-year being that of the school year or calendar."""
        if unit.kind == "half-year" and self._has_school_halves(frame):
            return school_half_span(unit, year, self.calendar)
        return unit_dates(unit, year, self.calendar)

    def _has_school_halves(self, frame: Period) -> bool:
        """Whether half-years in this period are those of the school year."""
        # A year that the words name is looked at by itself: from September it is a school year.
        if frame == self.context:
            return self.in_school
        return frame.start.month == 9 or self.in_school

    def _school_period_spans(self, unit: Unit) -> list[Span]:
        """The dates the registry has set for a school quarter, trimester, semester; raises Refused.

        Those of each that touches the context, where no number says which.
        """
        calendar = self.calendar
        periods = {
            "school-quarter": calendar.school_quarters,
            "trimester": calendar.school_trimesters,
            "semester": calendar.school_semesters,
        }[unit.kind]
        if unit.month == -1 or not periods:
            raise Refused(_SCHOOL_PERIODS[unit.kind])
        years: dict[int, list[Period]] = {}
        for period in sorted(periods, key=lambda each: each.start):
            first = period.start.year - (period.start.month < SCHOOL_START[0])
            years.setdefault(first, []).append(period)
        most = max(map(len, years.values()))
        if unit.month == EACH:
            return [
                (p.start, p.end)
                for p in sorted(periods, key=lambda each: each.start)
                if p.start <= self.context.end and p.end >= self.context.start
            ]
        if not (-1 <= unit.n <= most) or unit.n == 0:
            raise Refused("no-such-school-quarter")
        named = [
            year[unit.n - 1 if unit.n > 0 else -1] for year in years.values() if unit.n <= len(year)
        ]
        return [self._one_touching(named, _SCHOOL_PERIODS[unit.kind])]

    def _holidays_span(self, unit: Unit) -> Span:
        """The dates the registry has set for school holidays; raises Refused."""
        season = _SEASONS[unit.n]
        named = [
            each.period for each in self.calendar.school_holidays if season in ("", each.season)
        ]
        return self._one_touching(named, "undefined-holidays")

    def _one_touching(self, periods: Sequence[Period], none: RefusalCode) -> Span:
        """The one of these periods that touches the context; raises Refused, with `none` for none."""
        context = self.context
        found = [p for p in periods if p.start <= context.end and p.end >= context.start]
        if not found:
            raise Refused(none)
        if len(found) > 1:
            raise Refused("ambiguous")
        return found[0].start, found[0].end

    def _range_span(self, first: Unit, last: Unit) -> tuple[date, date]:
        """First and last day of a range; raises Refused."""
        if first.year is None and last.year is None:
            return self._range_without_year(first, last)
        if first.year == last.year and first.year and len(first.year.years) == 1:
            return _in_order(self._single_span(first)[0], self._single_span(last)[1])
        if last.year is None:
            start = self._single_span(first)[0]
            return start, self._end_after_start(last, start)
        first, last = _split_year_pair(first, last)
        end = self._single_span(last)[1]
        if first.year is None or first.year == last.year or first.year.wraps:
            return self._start_before_end(first._replace(year=last.year), end), end
        start = self._single_span(first)[0]
        if start > end:
            raise Refused("end-before-start")
        return start, end

    def _single_span(self, unit: Unit) -> Span:
        """The dates of a unit that has exactly one place; raises Refused."""
        spans = self._unit_spans(unit)
        if len(spans) != 1:
            raise Refused("ambiguous")
        return spans[0]

    def _end_after_start(self, unit: Unit, start: date) -> date:
        """The end of a range whose year stands at its start."""
        for year in (start.year - 1, start.year, start.year + 1):
            end = self._unit_dates_in(unit, year, self.context)[1]
            # «с 15 марта 2022 по 10 марта» is a slip, not a year less five days.
            if end >= start and not (end.year > start.year and end.month == start.month):
                return end
        raise Refused("end-before-start")

    def _start_before_end(self, unit: Unit, end: date) -> date:
        """The start of a range whose year stands at its end."""
        starts = []
        for frame in self.year_spans(unit.year or Year(), apart=True):
            try:
                starts.append(self._place_in(unit, Period(*frame))[0])
            except Refused as error:
                if error.code not in ("outside-context", "ambiguous"):
                    raise
        inside = [start for start in starts if start <= end]
        if inside:
            return max(inside)
        for start in starts:
            earlier = months_earlier(start, 12)
            if earlier in self.context and start.month != end.month:
                return earlier
        raise Refused("end-before-start")

    def _range_without_year(self, first: Unit, last: Unit) -> tuple[date, date]:
        """A range without a year: where all of it lies in the context, else what is left of it."""
        if first.kind == "year" or last.kind == "year":
            return self._single_span(first)[0], self._single_span(last)[1]
        if any(unit.kind in ("holidays", *_SCHOOL_PERIODS) for unit in (first, last)):
            return _in_order(self._single_span(first)[0], self._single_span(last)[1])
        if self._has_two_augusts(first) and self._opens_in_august():
            start = self._unit_dates_in(first, self.context.start.year, self.context)[0]
            return start, self._end_after_start(last, start)
        if self._has_two_augusts(last):
            self._opens_in_august()
        forward, wrapped = self._range_places(first, last)
        full = [s for s in (*forward, *wrapped) if s[0] in self.context and s[1] in self.context]
        if len(full) == 1:
            return full[0]
        # Several places, or several that stick out: nothing says which.
        if full or len(forward) > 1:
            raise Refused("ambiguous")
        if wrapped:
            raise Refused("end-before-start")
        if not forward:
            raise Refused("outside-context")
        return self._clip(forward[0], self.context)

    def _range_places(self, first: Unit, last: Unit) -> tuple[list[Span], list[Span]]:
        """Where the range touches the context: inside one year, and over a New Year."""
        forward: list[Span] = []
        wrapped: list[Span] = []
        refused: RefusalCode | None = None
        for year in range(self.context.start.year - 1, self.context.end.year + 1):
            try:
                start = self._unit_dates_in(first, year, self.context)[0]
                end = self._unit_dates_in(last, year, self.context)[1]
                found = forward
                if end < start:
                    # «ноябрь - февраль» runs over a New Year; «20-10 марта» is a slip.
                    if start.month == end.month and start.year == end.year:
                        raise Refused("end-before-start")
                    end, found = self._unit_dates_in(last, year + 1, self.context)[1], wrapped
            except Refused as error:
                refused = error.code
                continue
            if start <= self.context.end and end >= self.context.start:
                found.append((start, end))
        if refused and not forward and not wrapped:
            raise Refused(refused)
        return forward, wrapped


def _split_year_pair(first: Unit, last: Unit) -> tuple[Unit, Unit]:
    """The units with one year for each: «сентябрь - май 2022-2023 гг.»."""
    year = last.year
    if not (year and first.year and first.year.wraps and len(year.years) == 2):
        return first, last
    years = (Year(year.years[:1]), Year(year.years[1:]))
    return first._replace(year=years[0]), last._replace(year=years[1])


def _august_by_order(terms: Sequence[Term]) -> August:
    """What the order of the months says of August; empty where it says nothing."""
    months = [unit.month for term in terms for unit in term.units if unit.month > 0]
    others = [month for month in months if month != _AUGUST]
    # From September on.
    places = [(month - _AUGUST - 1) % 12 for month in others]
    if _AUGUST not in months or not others or places != sorted(places):
        return ""
    count = len(months) - len(others)
    if months[:count] == [_AUGUST] * count:
        return "opens"
    return "closes" if months[-count:] == [_AUGUST] * count else ""


def _refuse_range_in_month(first: Unit, last: Unit) -> None:
    """Refuse «октябрь - 5 октября»: from the first day, or on the fifth? Raises Refused."""
    if first.kind == "month" and last.kind != "month" and first[2:4] == last[2:4] and last.month:
        raise Refused("ambiguous", "nested")


def _in_order(start: date, end: date) -> tuple[date, date]:
    """The two days; raises Refused where the second precedes the first."""
    if end < start:
        raise Refused("end-before-start")
    return start, end


def _day_before(day: date, length: Length) -> date:
    """The day so long before another; raises Refused for working days of years not yet decreed."""
    if length.working:
        # Loaded for the few terms that ask for it.
        from innoreg.deadlines.workdays import is_calendar_known, working_day_from

        if not is_calendar_known(day.year):
            raise Refused("working-days")
        return working_day_from(day, -length.number)
    if length.unit in _MONTHS:
        return months_earlier(day, _MONTHS[length.unit] * length.number)
    return day - timedelta(days=_DAYS.get(length.unit, 1) * length.number)
