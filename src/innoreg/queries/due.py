"""What is due, what runs, what is overdue: rows in the order a person reads them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from innoreg.deadlines import Period
from innoreg.queries.due_row import Dated, DueRow, KnownPerson, RowList, Rows, Status
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.nothing_found import Nothing, look_around
from innoreg.queries.period_choice import ChosenPeriod, PeriodRequest, choose_period, month_of

Match = Literal["due", "running", "undated"]


class Row(NamedTuple):
    """One window in an answer; `people`: whom the filter found behind a group that answers.

    days_left: None where no last day is known, and for what runs continuously, which is never due.
    over: it ran to a day before today, the last one of its document's period.
    """

    window: DueRow
    match: Match
    status: Status
    days_left: int | None
    people: tuple[KnownPerson, ...] = ()
    over: bool = False


class Answer(NamedTuple):
    """The rows, the period they were asked for (None: all time), and the nearest other ones.

    undated: the open ones to which no day can be given, whatever the period. chosen: None of what
    is overdue and of what is only asked without a date. overdue_before: of days from today on, how
    many rows `overdue` has by the same filters; None of other periods. Of an answer without rows: before, after:
    what else the filters find, the last earlier and the first later; nothing: what was looked
    through. incomplete: files were not read, or only in part.
    """

    today: date
    rows: tuple[Row, ...]
    undated: tuple[Row, ...] = ()
    chosen: ChosenPeriod | None = None
    before: Period | None = None
    after: Period | None = None
    only_undated: bool = False
    nothing: Nothing | None = None
    overdue_before: int | None = None
    incomplete: bool = False


class _FilteredRows:
    """The rows that pass a filter; a period is chosen by what lies in it, and then shown."""

    def __init__(self, rows: Rows, chosen: Filter) -> None:
        self._rows: Dated = rows.prefiltered(chosen.ids)
        self._filter = chosen
        self._found: dict[Period, list[DueRow]] = {}

    def all(self) -> Sequence[DueRow]:
        # Whoever has asked for all has no need to ask for some.
        every = (*self._rows.all(), *self._rows.undated())
        listed = RowList(self._filter.passing(every))
        self._rows = listed
        return listed.all()

    def undated(self) -> Iterator[DueRow]:
        return self._filter.passing(self._rows.undated())

    def touching(self, period: Period) -> list[DueRow]:
        # The period is chosen by whether anything touches it, and the same rows are then shown.
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
    # Sorting is stable: of one day the rows stay in reading order.
    found.sort(key=lambda row: (row.match == "running", row.window.due))
    undated = _open_undated(passing, rows, chosen, today)
    late = None
    # Who asks what comes from today on would take an empty answer for «nothing to do».
    if asked._replace(within=None) == PeriodRequest() and wanted.status is None:
        late = sum(1 for _late in _overdue_windows(passing, today))
    if found:
        return Answer(today, tuple(found), undated, when, overdue_before=late)
    # An empty answer says where to look instead.
    nothing = look_around(rows, chosen, period.start, period.end)
    before = month_of(nothing.before) if nothing.before else None
    after = month_of(nothing.after) if nothing.after else None
    return Answer(today, (), undated, when, before, after, nothing=nothing, overdue_before=late)


def undated(rows: Rows, wanted: Filters, today: date) -> Answer:
    """Every open thing to which no day can be given, in reading order."""
    chosen = Filter(rows, wanted, today)
    found = _open_undated(_FilteredRows(rows, chosen), rows, chosen, today)
    nothing = None if found else look_around(rows, chosen, today, today)
    return Answer(today, (), found, only_undated=True, nothing=nothing)


def _open_undated(
    passing: "_FilteredRows", rows: Rows, chosen: Filter, today: date
) -> tuple[Row, ...]:
    found = filter(chosen.wants_undated, passing.undated())
    return tuple(row(rows.with_line(window), today, "undated", chosen) for window in found)


def overdue(rows: Rows, wanted: Filters, today: date) -> Answer:
    """What was due before today and no event closed; the longest overdue first.

    Asked of one district, school or site, what it has reported itself is left out, though others
    have yet to report.
    """
    chosen = Filter(rows, wanted, today)
    passing = _FilteredRows(rows, chosen)
    found = [
        row(rows.with_line(window), today, "due", chosen)
        for window in _overdue_windows(passing, today)
    ]
    found.sort(key=lambda row: row.window.due)
    undated = _open_undated(passing, rows, chosen, today)
    if found:
        return Answer(today, tuple(found), undated)
    nothing = look_around(rows, chosen, today, today - timedelta(days=1))
    return Answer(today, (), undated, nothing=nothing)


def _overdue_windows(passing: "_FilteredRows", today: date) -> Iterator[DueRow]:
    return (window for window in passing.open_before(today) if window.status(today) == "overdue")


def row(window: DueRow, today: date, match: Match, chosen: Filter | None = None) -> Row:
    """A window as a row of an answer."""
    people = chosen.people(window) if chosen else ()
    if window.is_continuous:
        return Row(window, "running", window.status(today), None, people, window.due < today)
    left = (window.due - today).days if window.is_dated else None
    return Row(window, match, window.status(today), left, people)
