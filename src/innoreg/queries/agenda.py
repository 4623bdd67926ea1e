"""The duties of a day in the order of a Monday morning: late, this week, the next weeks, running, undated."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from innoreg.deadlines import Period
from innoreg.queries.due import Match, Row, row
from innoreg.queries.due_row import DueRow

WEEKS_AHEAD = 4
"""How many weeks after this one are shown: as far as a month's plan of a centre looks."""
_LONG_LATE = 365
"""Days after which what is late stands apart: a plan of another year, not work of this week."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every open duty of a day in exactly one part, and what was closed of this week.

    late: the longest late first. this_week: what ends in the week of the day, Monday to Sunday, and
    is not late, by day; what was done stays in it, what was taken off control does not. ahead: what
    ends in the weeks after it, by day. running: what began and ends later, and what goes on all the
    time. later: what has yet to begin and ends after those weeks.
    """

    day: date
    week: Period
    weeks_ahead: Period
    late: tuple[Row, ...]
    this_week: tuple[Row, ...]
    ahead: tuple[Row, ...]
    running: tuple[Row, ...]
    later: tuple[Row, ...]
    undated: tuple[Row, ...]

    @property
    def late_this_year(self) -> tuple[Row, ...]:
        """What is late by a year at most."""
        return tuple(each for each in self.late if not self._is_long_late(each))

    @property
    def long_late(self) -> tuple[Row, ...]:
        """What is late by more than a year."""
        return tuple(each for each in self.late if self._is_long_late(each))

    def late_since(self, since: date) -> tuple[Row, ...]:
        """What is late and was not yet late on the day `since`."""
        return tuple(each for each in self.late if each.window.due >= since)

    def _is_long_late(self, late: Row) -> bool:
        return (self.day - late.window.due).days > _LONG_LATE


def build_agenda(
    dated: Iterable[DueRow],
    undated: Iterable[DueRow],
    day: date,
    with_line: Callable[[DueRow], DueRow] = lambda window: window,
) -> Agenda:
    """The agenda of these rows, given in reading order; those of one day stay in it.

    with_line: looks up the line of a row, for those that are shown.
    """
    monday = day - timedelta(days=day.weekday())
    week = Period(monday, monday + timedelta(days=6))
    ahead = Period(week.end + timedelta(days=1), week.end + timedelta(weeks=WEEKS_AHEAD))
    parts: dict[str, list[Row]] = {
        name: [] for name in ("late", "this_week", "ahead", "running", "later")
    }
    for window in dated:
        if name := _part_of(window, day, week, ahead):
            match: Match = "running" if name == "running" else "due"
            parts[name].append(row(with_line(window), day, match))
    for found in parts.values():
        found.sort(key=lambda each: each.window.due)
    return Agenda(
        day,
        week,
        ahead,
        undated=tuple(
            row(with_line(window), day, "undated") for window in undated if not window.closed
        ),
        **{name: tuple(found) for name, found in parts.items()},
    )


def _part_of(window: DueRow, day: date, week: Period, ahead: Period) -> str | None:
    """The part of the agenda a window stands in; None of what is closed and over."""
    if window.is_continuous:
        over = window.closed or window.due < day
        return None if over else "running" if window.begins <= day else "later"
    if window.status(day) == "overdue":
        return "late"
    if window.due in week and window.closed != "cancelled":
        return "this_week"
    if window.closed or window.due < week.start:
        return None
    if window.due in ahead:
        return "ahead"
    return "running" if window.begins <= day else "later"
