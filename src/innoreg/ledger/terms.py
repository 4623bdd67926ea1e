"""The words of a term as dated windows, one by one."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from innoreg.deadlines import Period, Window, expand
from innoreg.model.reading import read
from innoreg.model.roadmap import ExplicitWindow
from innoreg.model.settings import Settings

TermKind = Literal["by", "on", "during", "continuous", "recurring", "unscheduled"]


class DatedTerm(NamedTuple):
    """One window of a term. kind and window are None where the words are not understood."""

    words: str
    kind: TermKind | None
    window: Window | None


UNDATED = DatedTerm("", "unscheduled", None)


def dated(words: tuple[str, ...], period: Period, settings: Settings) -> list[DatedTerm]:
    """Every window the words give in `period`, by their ends; the undatable last."""
    found = [term for text in words for term in _dated(text, period, settings)]
    return sorted(found, key=_end)


def by_hand(words: tuple[str, ...], windows: tuple[ExplicitWindow, ...]) -> list[DatedTerm]:
    """The windows a keeper has set beside words that cannot be dated."""
    text = "; ".join(words)
    return [
        DatedTerm(text, "by" if w.from_ is None else "during", Window(w.from_, w.to))
        for w in windows
    ]


def last_day(words: tuple[str, ...], period: Period, settings: Settings) -> date | None:
    """The last day of all the windows."""
    return max((t.window.end for t in dated(words, period, settings) if t.window), default=None)


def _dated(text: str, period: Period, settings: Settings) -> Iterator[DatedTerm]:
    deadline = read(text, period, settings)
    windows = expand(deadline, period)
    for window in windows:
        yield DatedTerm(text, deadline.kind, window)
    if not windows:
        yield DatedTerm(text, deadline.kind, None)


def _end(term: DatedTerm) -> date:
    return term.window.end if term.window else date.max
