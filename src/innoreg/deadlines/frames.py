"""The years that words name, in one context: calendar years, school years, the context itself."""

from dataclasses import dataclass
from datetime import date

from innoreg.deadlines.calendars import Refused, Span, over_school_years, school_year
from innoreg.deadlines.period import Period
from innoreg.deadlines.units import Year
from innoreg.deadlines.values import Calendar


@dataclass(slots=True)
class Frames:
    """Years as first and last days."""

    context: Period
    calendar: Calendar

    @property
    def in_school(self) -> bool:
        """Whether the context runs over school years rather than calendar years."""
        return over_school_years(self.context)

    def years(self, year: Year, apart: bool = False) -> list[Span]:
        """The years some words name; with `apart` a range of years one by one."""
        if year.kind == "school" or (year.kind == "either" and self._is_school_year(year)):
            firsts = year.years[:1] if year.kind == "either" else year.years
            spans = [school_year(y, self.calendar) for y in firsts or self.school_firsts(year)]
            if not firsts and not year.shift:
                spans = clip_all(spans, self.context)
        elif year.years or year.kind == "calendar":
            years = year.years or range(self.context.start.year, self.context.end.year + 1)
            spans = [(date(y, 1, 1), date(y, 12, 31)) for y in years]
        else:
            return [self._context_year(year)]
        return [(spans[0][0], spans[-1][1])] if year.spread and not apart else spans

    def _is_school_year(self, year: Year) -> bool:
        first = year.years[0]
        context = self.context
        return self.in_school and (context.start.year, context.end.year) == (first, first + 1)

    def school_firsts(self, year: Year) -> list[int]:
        """First years of the school years that touch the context, or of the one after."""
        start, end = self.context.start, self.context.end
        if year.shift:
            if end.year - start.year > 1:
                raise Refused("ambiguous")
            return [end.year]
        firsts = range(start.year - 1, end.year + 1)
        found = [school_year(first, self.calendar) for first in firsts]
        return [span[0].year for span in found if span[0] <= end and span[1] >= start]

    def _context_year(self, year: Year) -> Span:
        start, end = self.context.start, self.context.end
        if not year.shift:
            return start, end
        if end.year - start.year > 1 or (start.year < end.year and not self.in_school):
            raise Refused("ambiguous")
        following = end.year if self.in_school else end.year + 1
        return date(following, 1, 1), date(following, 12, 31)


def clip_all(spans: list[Span], context: Period) -> list[Span]:
    return [(max(a, context.start), min(b, context.end)) for a, b in spans]
