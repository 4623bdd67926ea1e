"""Everything that the first page of a day shows: duties, reports of sites, lapsed terms, news."""

from dataclasses import dataclass
from datetime import date, timedelta

from innoreg.deadlines import Period
from innoreg.ledger import State, Step
from innoreg.queries.agenda import Agenda, build_agenda
from innoreg.queries.due import Row, row
from innoreg.queries.due_row import DueRow, Rows
from innoreg.queries.execution_scores import Score, score_rows
from innoreg.queries.filters import Filters
from innoreg.queries.standings import Entry, register_entries


@dataclass(frozen=True, slots=True, eq=False)
class DayOverview:
    """What a head of a centre asks on a morning.

    since: the day from which something counts as new. reports: reports of sites that are owed, by
    day. lapsed: whose term is over and no order ended it. news: what orders and events did from
    `since` on, the latest first. year: the terms of this year that have come, and how they were kept.
    is_empty: no document of that day demands anything, open or closed.
    """

    state: State
    since: date
    agenda: Agenda
    reports: tuple[Row, ...]
    lapsed: tuple[Entry, ...]
    news: tuple[Step, ...]
    year: Score
    is_empty: bool

    @property
    def newly_late(self) -> tuple[Row, ...]:
        """What is late and was not on the day `since`."""
        return self.agenda.late_since(self.since)


def monday_before(day: date) -> date:
    """The last Monday before the day: that of a week ago on a Monday."""
    return day - timedelta(days=day.weekday() or 7)


def build_overview(state: State, rows: Rows, since: date | None = None) -> DayOverview:
    """The overview of the state's day; `since` absent: the Monday before."""
    day = state.day
    first = since or monday_before(day)
    every, undated = tuple(rows.all()), tuple(rows.undated())
    reports = [
        row(rows.with_line(window), day, "due") for window in every if _is_owed_report(window)
    ]
    reports.sort(key=lambda each: each.window.due)
    entries = register_entries(state, Filters())
    return DayOverview(
        state,
        first,
        build_agenda(every, undated, day, rows.with_line),
        tuple(reports),
        tuple(entry for entry in entries if entry.phase == "lapsed"),
        _news(state, first),
        score_rows(every, Period(date(day.year, 1, 1), date(day.year, 12, 31)), day),
        not (every or undated),
    )


def _is_owed_report(window: DueRow) -> bool:
    return window.document == window.site and not window.closed


def _news(state: State, since: date) -> tuple[Step, ...]:
    """The steps from `since` to the state's day, the latest first, those of a day in reading order."""
    found = {
        id(step): step
        for chain in state.steps.values()
        for step in chain
        if step.day and since <= step.day <= state.day
    }
    return tuple(sorted(found.values(), key=lambda step: step.day or since, reverse=True))
