"""What is due, what runs, what is overdue: rows in the order a person reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from innoreg.deadlines import Period
from innoreg.model.registry import Registry
from innoreg.queries.filters import Filter, Filters, behind_groups
from innoreg.queries.obligation import obligations
from innoreg.queries.occurrence import Occurrence, occurrences
from innoreg.queries.periods import Asked, Chosen, choose

Match = Literal["due", "running"]


@dataclass(frozen=True, slots=True)
class Row:
    """One occurrence in an answer; `people`: whom the filter found behind a group that answers."""

    occurrence: Occurrence
    match: Match
    days_left: int
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows, the period they were asked for (None: all time), and the nearest other ones."""

    today: date
    rows: tuple[Row, ...]
    chosen: Chosen | None = None
    before: Period | None = None
    after: Period | None = None


def all_occurrences(registry: Registry, wanted: Filters, today: date) -> list[Occurrence]:
    """Every occurrence that passes the filters, in reading order."""
    return _passing(registry, Filter(registry, wanted), today)


def _passing(registry: Registry, chosen: Filter, today: date) -> list[Occurrence]:
    return [
        occurrence
        for obligation in obligations(registry, today)
        if chosen.wants(obligation)
        for occurrence in occurrences(obligation)
        if chosen.wants_occurrence(occurrence)
    ]


def due(registry: Registry, asked: Asked, wanted: Filters, today: date) -> Answer:
    """What falls due in the period, and what touches it and ends later."""
    everything = all_occurrences(registry, wanted, today)
    chosen = choose(asked, everything, today)
    period = chosen.period
    rows = [
        row(o, today, wanted, "due" if o.due in period else "running")
        for o in everything
        if o.touches(period)
    ]
    rows.sort(key=lambda row: (row.match == "running", row.occurrence.due))
    before, after = (None, None) if rows else _nearest_periods(everything, period)
    return Answer(today, tuple(rows), chosen, before, after)


def overdue(registry: Registry, wanted: Filters, today: date) -> Answer:
    """What was due before today and no event closed; the longest overdue first.

    Asked of one district, school or site, what it has reported itself is left out, though others
    have yet to report.
    """
    chosen = Filter(registry, wanted)
    rows = [
        row(o, today, wanted, "due")
        for o in _passing(registry, chosen, today)
        if o.status == "overdue" and chosen.owed_by_those_asked(o)
    ]
    rows.sort(key=lambda row: row.occurrence.due)
    return Answer(today, tuple(rows))


def row(occurrence: Occurrence, today: date, wanted: Filters, match: Match) -> Row:
    """An occurrence as a row of an answer."""
    behind = behind_groups(occurrence, wanted.responsible) if wanted.responsible else ()
    return Row(occurrence, match, (occurrence.due - today).days, behind)


def _nearest_periods(
    everything: Iterable[Occurrence], period: Period
) -> tuple[Period | None, Period | None]:
    """The nearest earlier and later months in which something falls due."""
    everything = list(everything)
    earlier = max((o.due for o in everything if o.due < period.start), default=None)
    later = min((o.due for o in everything if o.due > period.end), default=None)
    return _month_of(earlier), _month_of(later)


def _month_of(day: date | None) -> Period | None:
    if day is None:
        return None
    chosen = choose(Asked(month=f"{day.year}-{day.month}"), (), day)
    return chosen.period
