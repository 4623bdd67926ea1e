"""Whether August opens a plan of a school year or closes it, by the order of its rows."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from innoreg.deadlines.deadline import August

_AUGUST: Final = 8
_MONTH: Final = re.compile(
    r"январ()|феврал()|март()|апрел()|ма[йяею]\b()|июн()|июл()|август()|сентябр()|октябр()|ноябр()"
    r"|декабр()|\b\d{1,2}\.(\d\d)(?!\d)"
)
_IS_AUGUST: Final = re.compile(r"август|\d\.0?8\b", re.IGNORECASE)


def names_august(words: str) -> bool:
    """Whether a term may lie in August."""
    return bool(_IS_AUGUST.search(words))


def august_of_rows(lists: Iterable[Sequence[str]]) -> August:
    """What the order of the rows says, each list by itself; empty where it says nothing.

    Before the months from September on August opens the year, behind all others it closes it.
    """
    found = {
        _august_of_list([month for text in rows if (month := _month_of(text))]) for rows in lists
    }
    found.discard(None)
    return found.pop() or "" if len(found) == 1 else ""


def _august_of_list(months: Sequence[int]) -> August | None:
    """What one list says; None for one without August or with nothing else."""
    others = [month for month in months if month != _AUGUST]
    if len(others) in (0, len(months)):
        return None
    count = len(months) - len(others)
    # From September on, as a plan of a school year runs.
    places = [(month - _AUGUST - 1) % 12 for month in others]
    if places != sorted(places):
        return ""
    if months[:count] == [_AUGUST] * count:
        return "opens"
    return "closes" if months[-count:] == [_AUGUST] * count else ""


def _month_of(text: str) -> int | None:
    """The first month a term names."""
    match = _MONTH.search(text.lower())
    if not match:
        return None
    # Groups 1 to 12 are the names of the months, 13 is the month of «15.03».
    if match.lastindex == 13:
        number = int(match[13])
        return number if 1 <= number <= 12 else None
    return match.lastindex
