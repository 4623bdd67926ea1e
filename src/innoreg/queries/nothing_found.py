"""What stands around an empty answer: what was asked, of how many duties, and where there is something."""

from datetime import date
from typing import NamedTuple

from innoreg.queries.due_row import Rows
from innoreg.queries.filters import Filter


class Nothing(NamedTuple):
    """Why nothing was found. asked: the filters as options. duties: how many have a term at all.

    before, after: the last day before those asked about, and the first one after them, on which
    something that passes the filters falls due.
    """

    asked: tuple[str, ...]
    duties: int
    before: date | None
    after: date | None


def look_around(rows: Rows, chosen: Filter, start: date, end: date) -> Nothing:
    """What is near the days from `start` to `end`; WrongUsage where a filter names nobody."""
    chosen.check_words(rows)
    earlier, later = (chosen.passing(r) for r in (rows.due_before(start), rows.due_after(end)))
    # What runs continuously never falls due.
    before = next((window for window in earlier if not window.is_continuous), None)
    after = next((window for window in later if not window.is_continuous), None)
    duties = len({row.ref for row in rows.all()})
    return Nothing(chosen.asked, duties, before and before.due, after and after.due)
