"""The words of a term as dated windows, one by one."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from innoreg.deadlines import Calendar, Period, Window, expand, parse_once

TermKind = Literal["by", "on", "during", "continuous", "recurring", "unscheduled"]


class DatedTerm(NamedTuple):
    """One window of a term. kind and window are None where the words are not understood."""

    words: str
    kind: TermKind | None
    window: Window | None


UNDATED = DatedTerm("", "unscheduled", None)


def dated(words: tuple[str, ...], period: Period, calendar: Calendar) -> list[DatedTerm]:
    """Every window the words give in `period`, by their ends; the undatable last."""
    found = [term for text in words for term in _dated(text, period, calendar)]
    return sorted(found, key=_end)


def by_hand(words: tuple[str, ...], windows: Iterable[Window]) -> list[DatedTerm]:
    """The windows a keeper has set beside words that cannot be dated."""
    text = "; ".join(words)
    return [DatedTerm(text, "by" if w.start is None else "during", w) for w in windows]


def last_day(words: tuple[str, ...], period: Period, calendar: Calendar) -> date | None:
    """The last day of all the windows."""
    return max((t.window.end for t in dated(words, period, calendar) if t.window), default=None)


def _dated(text: str, period: Period, calendar: Calendar) -> Iterator[DatedTerm]:
    deadline = parse_once(text, period, calendar)
    windows = expand(deadline, period, calendar)
    for window in windows:
        yield DatedTerm(text, deadline.kind, window)
    if not windows:
        yield DatedTerm(text, deadline.kind, None)


def _end(term: DatedTerm) -> date:
    return term.window.end if term.window else date.max
