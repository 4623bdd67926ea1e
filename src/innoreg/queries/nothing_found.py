"""What stands around an empty answer: what was asked, of how many duties, and where there is something."""

from datetime import date
from typing import NamedTuple

from innoreg.queries.due_row import DueRow, Rows
from innoreg.queries.filters import Filter


class Nothing(NamedTuple):
    """Why nothing was found. asked: the filters as options. duties: how many have a term at all.

    today: the day asked on: documents of later days are not there yet.
    before, after: the last day before those asked about, and the first one after them, on which
    something that passes the filters falls due. cancelled: how many terms of the days asked about
    would be in the answer had they not been taken off control.
    """

    asked: tuple[str, ...]
    duties: int
    before: date | None
    after: date | None
    today: date
    cancelled: int = 0


def look_around(rows: Rows, chosen: Filter, start: date, end: date) -> Nothing:
    """What is near the days from `start` to `end`; WrongUsage where a filter names nobody."""
    chosen.check_words(rows)
    # What goes on all the time falls due on no day.
    earlier = (row for row in chosen.passing(rows.due_before(start)) if _falls_due(row, chosen))
    later = (row for row in chosen.passing(rows.due_after(end)) if _falls_due(row, chosen))
    before, after = next(earlier, None), next(later, None)
    duties = len({row.ref for row in rows.all()})
    cancelled = sum(
        row.closed == "cancelled" and start <= row.due <= end and not row.is_continuous
        for row in chosen.passing(rows.all())
    )
    near = before and before.due, after and after.due
    return Nothing(chosen.asked, duties, *near, chosen.day, cancelled)


def _falls_due(row: DueRow, chosen: Filter) -> bool:
    # Nor is what was taken off, unless that is asked for.
    return not row.is_continuous and (row.closed != "cancelled" or chosen.wants_cancelled)
