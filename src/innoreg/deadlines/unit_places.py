"""Where one unit falls: in the year that is named, or in the context; with what registries can date."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from innoreg.deadlines.calendar_dates import (
    SCHOOL_START,
    Refused,
    Span,
    YearDates,
    months_earlier,
    school_half_span,
    unit_dates,
)
from innoreg.deadlines.deadline import August, CautionCode, Period, RefusalCode
from innoreg.deadlines.time_expressions import EACH, Unit, UnitKind, Year

AUGUST = 8
# Periods that only the registry can date, the reason where it does not, the season of holidays.
SCHOOL_PERIODS: dict[UnitKind, RefusalCode] = {
    "school-quarter": "undefined-school-quarter",
    "trimester": "undefined-school-trimester",
    "semester": "undefined-school-semester",
}
# Units that a calendar year has once; half-years may be those of school years, winters of two years.
_ONCE_A_YEAR = ("day", "month", "week", "decade", "quarter", "third", "half", "weekday")
_SEASONS = ("", "winter", "spring", "summer", "autumn", "extra")


@dataclass(slots=True)
class UnitPlaces(YearDates):
    """Dates of single units in one context.

    cautions: what the reader should look at, gathered while a term is resolved. august: whether an
    August without a year opens the school year of the context or closes it; empty where unknown.
    """

    cautions: list[CautionCode] = field(default_factory=list)
    august: August = ""

    def refuse_two_civil_years(self, unit: Unit, spans: list[Span]) -> None:
        """Raise Refused for «календарный год» of a context that runs over two of them."""
        if len(spans) > 1 and unit.kind == "year" and unit.year == Year():
            raise Refused("ambiguous")

    def unit_spans(self, unit: Unit) -> list[Span]:
        """The dates of a unit: one span, or one for each year named beside it; raises Refused."""
        year = unit.year
        named = year and year.years and year.kind == "calendar" and not year.wraps
        if year and named and unit.kind in _ONCE_A_YEAR:
            return [unit_dates(unit, number, self.calendar) for number in year.years]
        if unit.kind == "year":
            return self.year_spans(unit.year or Year((), "context"))
        if unit.kind in SCHOOL_PERIODS:
            return self._school_period_spans(unit)
        if unit.kind == "holidays":
            return [self._holidays_span(unit)]
        if year and unit.kind == "half-year" and year.kind == "school" and not year.years:
            return [self._school_half_named(unit, year)]
        if year and unit.kind == "season" and unit.n == 1 and len(year.years) == 2:
            return [unit_dates(unit, year.years[0], self.calendar)]
        if year and year.kind == "either" and not self.is_context_school_year(year):
            raise Refused("ambiguous")  # «сентябрь 2022-2023»: which of them, or a school year?
        if year is None or not (year.years or year.shift or year.kind == "school"):
            if self.has_two_augusts(unit) and self.opens_in_august():
                return [self.unit_dates_in(unit, self.context.start.year, self.context)]
            return [self.place_in(unit, self.context, clip=True)]
        frames = self.year_spans(year, apart=True)
        # «учебного года» in a plan over several: the context says which, or it is ambiguous.
        if not year.years and len(frames) > 1:
            return [self.place_in(unit, self.context, clip=True)]
        return [self._place_in_year(unit, frame, year.wraps) for frame in frames]

    def has_two_augusts(self, unit: Unit) -> bool:
        """Whether the unit lies in an August that may open as well as close the school year."""
        start, end = self.context.start, self.context.end
        return unit.month == AUGUST and self.in_school and start.month > AUGUST == end.month

    def opens_in_august(self) -> bool:
        """Whether the plan begins in the August before its school year; raises Refused."""
        if not self.august:
            raise Refused("ambiguous", "august")
        return self.august == "opens"

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
                span = self.place_in(unit, Period(*earlier))
            except Refused:
                span = None
            if span and span[0] in self.context and span[1] in self.context:
                return span
        span = self.place_in(unit, Period(*frame))
        half = unit.kind == "half-year" and self.in_school and frame[0].month == 1
        if half and not (span[0] in self.context and span[1] in self.context):
            # The words name a calendar year where half-years are those of a school year.
            raise Refused("ambiguous")
        return span

    def place_in(self, unit: Unit, frame: Period, clip: bool = False) -> Span:
        """The one place of the unit in a period; raises Refused where there are several or none."""
        spans = self.places_touching(unit, frame)
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
        return self.clip(spans[0], frame) if clip else spans[0]

    def clip(self, span: Span, frame: Period) -> Span:
        """The span cut to the frame; the reader is told."""
        self.cautions.append("partly-outside-context")
        return max(span[0], frame.start), min(span[1], frame.end)

    def places_touching(self, unit: Unit, frame: Period) -> list[Span]:
        """Every place of the unit that touches the period; raises Refused where no year has one."""
        found: list[Span] = []
        # The code, not the error: kept, it keeps this frame and with it all that its callers hold.
        refused: RefusalCode | None = None
        early = unit.kind in ("season", "half-year")  # may begin in the year before
        for year in range(frame.start.year - early, frame.end.year + 1):
            try:
                span = self.unit_dates_in(unit, year, frame)
            except Refused as error:
                refused = error.code
                continue
            if span[0] <= frame.end and span[1] >= frame.start:
                found.append(span)
        if not found and refused:
            raise Refused(refused)
        return found

    def unit_dates_in(self, unit: Unit, year: int, frame: Period) -> Span:
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
            raise Refused(SCHOOL_PERIODS[unit.kind])
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
        return [self._one_touching(named, SCHOOL_PERIODS[unit.kind])]

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

    def single_span(self, unit: Unit) -> Span:
        """The dates of a unit that has exactly one place; raises Refused."""
        spans = self.unit_spans(unit)
        if len(spans) != 1:
            raise Refused("ambiguous")
        return spans[0]
