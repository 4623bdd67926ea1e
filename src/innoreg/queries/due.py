"""What is due, what runs, what is overdue: rows in the order a person reads them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from innoreg.deadlines import Period
from innoreg.queries.due_row import Dated, DueRow, KnownPerson, RowList, Rows, Status
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.nothing_found import Nothing, look_around
from innoreg.queries.period_choice import ChosenPeriod, PeriodRequest, choose_period, month_of

Match = Literal["due", "running"]


class Row(NamedTuple):
    """One window in an answer; `people`: whom the filter found behind a group that answers."""

    window: DueRow
    match: Match
    status: Status
    days_left: int
    people: tuple[KnownPerson, ...] = ()


class Answer(NamedTuple):
    """The rows, the period they were asked for (None: all time), and the nearest other ones.

    Of an answer without rows: before, after: what else the filters find, the last earlier and the
    first later; nothing: what was looked through.
    """

    today: date
    rows: tuple[Row, ...]
    chosen: ChosenPeriod | None = None
    before: Period | None = None
    after: Period | None = None
    nothing: Nothing | None = None


class _FilteredRows:
    """The rows that pass a filter; a period is chosen by what lies in it, and then shown."""

    def __init__(self, rows: Rows, chosen: Filter) -> None:
        self._rows: Dated = rows.prefiltered(chosen.ids)
        self._filter = chosen
        self._found: dict[Period, list[DueRow]] = {}

    def all(self) -> Sequence[DueRow]:
        # Whoever has asked for all has no need to ask for some.
        listed = RowList(list(self._filter.passing(self._rows.all())))
        self._rows = listed
        return listed.all()

    def touching(self, period: Period) -> list[DueRow]:
        if period not in self._found:
            found = self._filter.passing(self._rows.touching(period))
            self._found[period] = list(found)
        return self._found[period]

    def open_before(self, day: date) -> Iterator[DueRow]:
        return self._filter.passing(self._rows.open_before(day))

    def due_before(self, day: date) -> Iterator[DueRow]:
        return self._filter.passing(self._rows.due_before(day))

    def due_after(self, day: date) -> Iterator[DueRow]:
        return self._filter.passing(self._rows.due_after(day))


def due(rows: Rows, asked: PeriodRequest, wanted: Filters, today: date) -> Answer:
    """What falls due in the period, and what touches it and ends later."""
    chosen = Filter(rows, wanted, today)
    passing = _FilteredRows(rows, chosen)
    when = choose_period(asked, passing, today)
    period = when.period
    found = [
        row(window, today, "due" if window.due in period else "running", chosen)
        for window in map(rows.with_line, passing.touching(period))
    ]
    found.sort(key=lambda row: (row.match == "running", row.window.due))
    if found:
        return Answer(today, tuple(found), when)
    nothing = look_around(rows, chosen, period.start, period.end)
    before = month_of(nothing.before) if nothing.before else None
    after = month_of(nothing.after) if nothing.after else None
    return Answer(today, (), when, before, after, nothing)


def overdue(rows: Rows, wanted: Filters, today: date) -> Answer:
    """What was due before today and no event closed; the longest overdue first.

    Asked of one district, school or site, what it has reported itself is left out, though others
    have yet to report.
    """
    chosen = Filter(rows, wanted, today)
    found = [
        row(rows.with_line(window), today, "due", chosen)
        for window in _FilteredRows(rows, chosen).open_before(today)
        if window.status(today) == "overdue" and chosen.owed_by_those_asked(window)
    ]
    found.sort(key=lambda row: row.window.due)
    if found:
        return Answer(today, tuple(found))
    nothing = look_around(rows, chosen, today, today - timedelta(days=1))
    return Answer(today, (), nothing=nothing)


def row(window: DueRow, today: date, match: Match, chosen: Filter | None = None) -> Row:
    """A window as a row of an answer."""
    people = chosen.people(window) if chosen else ()
    return Row(window, match, window.status(today), (window.due - today).days, people)
