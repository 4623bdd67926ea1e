"""Step 5: units given their years: where in the context, or in the year named, they fall."""

from collections.abc import Sequence
from datetime import date, timedelta

from innoreg.deadlines.calendar_dates import (
    Refused,
    Span,
    clip_spans,
    months_earlier,
    school_year_span,
)
from innoreg.deadlines.deadline import August, Period, RefusalCode, WorkingDays
from innoreg.deadlines.time_expressions import Length, Term, Unit, Year
from innoreg.deadlines.unit_places import AUGUST, SCHOOL_PERIODS, UnitPlaces

_DAY = timedelta(days=1)
# «в конце четверти»: ten days, as the end of a month is.
_EDGE = timedelta(days=9)
# A context that is longer runs over several years, and «до конца года» could be any of them.
_LONGEST_YEAR = 366
# Lengths that are counted in months, and those counted in days.
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


class Resolver(UnitPlaces):
    """Dates of terms in one context: of lists of units, and of ranges."""

    __slots__ = ()

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
        units = self.unit_spans(term.units[0])
        if term.form == "point":
            self.refuse_two_civil_years(term.units[0], units)
            return [*units]
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
            return [
                (None, _day_before(start, term.back, self.calendar.working_days))
                for start, _ in units
            ]
        return [(None, end) for _, end in self._year_with_edge_inside(term.units[0], units, 1)]

    def spans_of_each_year(self, term: Term) -> list[tuple[date | None, date]]:
        """As `term_spans`, but a point or range without a year holds in each year of the context."""
        # These have their one place whatever the year.
        fixed = ("year", "holidays", *SCHOOL_PERIODS)
        if any(unit.year or unit.kind in fixed for unit in term.units):
            return self.term_spans(term)
        if term.form == "range":
            forward, wrapped = self._range_places(*term.units)
            return list(clip_spans([*forward, *wrapped], self.context))
        if term.form == "point":
            return list(clip_spans(self.places_touching(term.units[0], self.context), self.context))
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

    def _range_span(self, first: Unit, last: Unit) -> tuple[date, date]:
        """First and last day of a range; raises Refused."""
        if first.year is None and last.year is None:
            return self._range_without_year(first, last)
        if first.year == last.year and first.year and len(first.year.years) == 1:
            return _in_order(self.single_span(first)[0], self.single_span(last)[1])
        if last.year is None:
            start = self.single_span(first)[0]
            return start, self._end_after_start(last, start)
        first, last = _split_year_pair(first, last)
        end = self.single_span(last)[1]
        if first.year is None or first.year == last.year or first.year.wraps:
            return self._start_before_end(first._replace(year=last.year), end), end
        start = self.single_span(first)[0]
        if start > end:
            raise Refused("end-before-start")
        return start, end

    def _end_after_start(self, unit: Unit, start: date) -> date:
        """The end of a range whose year stands at its start."""
        for year in (start.year - 1, start.year, start.year + 1):
            end = self.unit_dates_in(unit, year, self.context)[1]
            # «с 15 марта 2022 по 10 марта» is a slip, not a year less five days.
            if end >= start and not (end.year > start.year and end.month == start.month):
                return end
        raise Refused("end-before-start")

    def _start_before_end(self, unit: Unit, end: date) -> date:
        """The start of a range whose year stands at its end."""
        starts = []
        for frame in self.year_spans(unit.year or Year(), apart=True):
            try:
                starts.append(self.place_in(unit, Period(*frame))[0])
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
            return self.single_span(first)[0], self.single_span(last)[1]
        if any(unit.kind in ("holidays", *SCHOOL_PERIODS) for unit in (first, last)):
            return _in_order(self.single_span(first)[0], self.single_span(last)[1])
        if self.has_two_augusts(first) and self.opens_in_august():
            start = self.unit_dates_in(first, self.context.start.year, self.context)[0]
            return start, self._end_after_start(last, start)
        if self.has_two_augusts(last):
            self.opens_in_august()
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
        return self.clip(forward[0], self.context)

    def _range_places(self, first: Unit, last: Unit) -> tuple[list[Span], list[Span]]:
        """Where the range touches the context: inside one year, and over a New Year."""
        forward: list[Span] = []
        wrapped: list[Span] = []
        refused: RefusalCode | None = None
        for year in range(self.context.start.year - 1, self.context.end.year + 1):
            try:
                start = self.unit_dates_in(first, year, self.context)[0]
                end = self.unit_dates_in(last, year, self.context)[1]
                found = forward
                if end < start:
                    # «ноябрь - февраль» runs over a New Year; «20-10 марта» is a slip.
                    if start.month == end.month and start.year == end.year:
                        raise Refused("end-before-start")
                    end, found = self.unit_dates_in(last, year + 1, self.context)[1], wrapped
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
    others = [month for month in months if month != AUGUST]
    # From September on.
    places = [(month - AUGUST - 1) % 12 for month in others]
    if AUGUST not in months or not others or places != sorted(places):
        return ""
    count = len(months) - len(others)
    if months[:count] == [AUGUST] * count:
        return "opens"
    return "closes" if months[-count:] == [AUGUST] * count else ""


def _refuse_range_in_month(first: Unit, last: Unit) -> None:
    """Refuse «октябрь - 5 октября»: from the first day, or on the fifth? Raises Refused."""
    if first.kind == "month" and last.kind != "month" and first[2:4] == last[2:4] and last.month:
        raise Refused("ambiguous", "nested")
    if first.kind == "weekday" and last.kind == "day" and first.month == last.month:
        # «вторая среда февраля – 9 февраля»: a range, or said twice?
        raise Refused("ambiguous", "nested")


def _in_order(start: date, end: date) -> tuple[date, date]:
    """The two days; raises Refused where the second precedes the first."""
    if end < start:
        raise Refused("end-before-start")
    return start, end


def _day_before(day: date, length: Length, days: WorkingDays) -> date:
    """The day so long before another; raises Refused for working days of years not yet decreed."""
    if length.working:
        # Loaded for the few terms that ask for it.
        from innoreg.deadlines.workdays import is_calendar_known, working_day_from

        if not is_calendar_known(day.year, days):
            raise Refused("working-days")
        return working_day_from(day, -length.number, days)
    if length.unit in _MONTHS:
        return months_earlier(day, _MONTHS[length.unit] * length.number)
    return day - timedelta(days=_DAYS.get(length.unit, 1) * length.number)
