"""Load: who carries how much in which week or month, and how much of it at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from innoreg.deadlines import Period
from innoreg.model.district import District
from innoreg.model.registry import Registry
from innoreg.queries.asked_scope import AskedScope
from innoreg.queries.due_row import DueRow, RowList
from innoreg.queries.filters import Filters
from innoreg.queries.nothing_found import Nothing
from innoreg.queries.occurrence_rows import RegistryRows, find_around, find_rows
from innoreg.queries.period_choice import (
    ChosenPeriod,
    PeriodRequest,
    choose_period,
    month_of,
    nearest_year,
)
from innoreg.queries.record_names import find_by_words
from innoreg.queries.responsible_people import Carrier, district_carriers

By = Literal["responsible", "district"]
Per = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What one carrier has to do. cells: what falls due in each of the periods.

    leads: how many of them they are named first in. peak: most windows open on one day, and the
    days on which that is so; a term without a first day counts on its last day only.
    """

    carrier: Carrier
    cells: tuple[tuple[DueRow, ...], ...]
    leads: int
    peak: int
    peak_days: Period | None

    @property
    def total(self) -> int:
        """How much falls due in all the periods."""
        return sum(len(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Load:
    """Who carries how much; the most loaded first. What runs continuously is left out.

    nothing: why there are no rows, if there are none.
    """

    today: date
    chosen: ChosenPeriod
    periods: tuple[Period, ...]
    rows: tuple[Carried, ...]
    nothing: Nothing | None = None


def load(
    registry: Registry,
    asked: PeriodRequest,
    wanted: Filters,
    today: date,
    by: By,
    per: Per,
    rows: RegistryRows | None = None,
) -> Load:
    """The load in the period asked about; the nearest year with items where none was named.

    rows: those of the day, where they are at hand.
    """
    all_rows = rows or RegistryRows(registry, today)
    every = [
        o
        for o in find_rows(all_rows, wanted, today)
        # What runs all year would make every week look the same.
        if o.closed != "cancelled" and o.kind != "continuous"
    ]
    listed = RowList(every)
    named = asked != PeriodRequest()
    chosen = choose_period(asked, listed, today) if named else nearest_year(listed, today)
    period = chosen.period
    periods = _choose_periods(period, [o.due for o in every if o.due in period], per)
    scope = AskedScope(registry, wanted)
    shares = defaultdict[str, list[tuple[DueRow, bool]]](list)
    known: dict[str, Carrier] = {}
    for occurrence in (o for o in every if o.due in period):
        carriers = (
            district_carriers(registry, occurrence)
            if by == "district"
            else scope.carriers(occurrence)
        )
        for carrier, first in carriers:
            known.setdefault(carrier.key, carrier)
            shares[carrier.key].append((occurrence, first))
    district = find_by_words(registry, District, wanted.district) if by == "district" else None
    # Of districts that share a thing with the one asked for only a part of the load is known here.
    carried = [
        _carried_by(known[key], own, periods)
        for key, own in shares.items()
        if district is None or known[key].id == district.id
    ]
    carried.sort(key=lambda row: (-row.total, row.carrier.text))
    start, end = period.start, period.end
    nothing = find_around(all_rows, wanted, today, start, end) if not carried else None
    return Load(today, chosen, periods, tuple(carried), nothing)


def _carried_by(
    carrier: Carrier, own: list[tuple[DueRow, bool]], periods: tuple[Period, ...]
) -> Carried:
    cells = tuple(tuple(o for o, _first in own if o.due in period) for period in periods)
    peak, days = find_peak(o for o, _first in own)
    return Carried(carrier, cells, sum(first for _o, first in own), peak, days)


def find_peak(occurrences: Iterable[DueRow]) -> tuple[int, Period | None]:
    """How many windows are open at once at most, and the first days on which so many are."""
    spans = [(o.start or o.due, o.due) for o in occurrences]
    best: tuple[int, Period | None] = (0, None)
    # The count only rises on a day something begins: no other days need looking at.
    for day in sorted({start for start, _end in spans}):
        open_then = [end for start, end in spans if start <= day <= end]
        if len(open_then) > best[0]:
            best = len(open_then), Period(day, min(open_then))
    return best


def _choose_periods(period: Period, days: list[date], per: Per) -> tuple[Period, ...]:
    """The months of a year all, else the weeks or months from the first to the last with days."""
    if not days:
        return ()
    first, last = min(days), max(days)
    # A year is shown with all its months, so that two years can be laid side by side.
    if per == "month" and period.start.year == period.end.year:
        first, last = period.start, period.end
    return tuple(_split_period(period, first, last, per))


def _split_period(period: Period, first: date, last: date, per: Per) -> Iterator[Period]:
    day = first.replace(day=1) if per == "month" else first - timedelta(days=first.weekday())
    day = max(day, period.start)
    while day <= last:
        end = min(_end_of_part(day, per), period.end)
        yield Period(day, end)
        # There is no day after the last one of the calendar.
        if end == date.max:
            return
        day = end + timedelta(days=1)


def _end_of_part(day: date, per: Per) -> date:
    if per == "week":
        left = min(6 - day.weekday(), (date.max - day).days)
        return day + timedelta(days=left)
    return month_of(day).end
