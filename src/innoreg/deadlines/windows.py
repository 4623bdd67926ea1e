"""Step 6: dated statements into windows: resolved, labelled, sorted, merged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from innoreg.deadlines.calendar_dates import Refused
from innoreg.deadlines.deadline import CautionCode, Kind, Period, Window
from innoreg.deadlines.parse_state import Unreadable
from innoreg.deadlines.resolver import Resolver
from innoreg.deadlines.time_expressions import Term
from innoreg.deadlines.tokens import Token

_DAY = timedelta(days=1)
# Units that name days; all others name stretches.
_EXACT = ("day", "weekday")


@dataclass(slots=True)
class DatedStatement:
    """One statement and the windows it states; `label` are the words beside it."""

    token: Token
    term: Term
    kind: Kind
    windows: list[tuple[date | None, date]]
    cautions: list[CautionCode] = field(default_factory=list)
    label: str | None = None


def resolve_statement(token: Token, resolver: Resolver, every: bool = False) -> DatedStatement:
    """The statement with its windows in the context of the resolver; raises Unreadable.

    every: a month or range without a year holds in each year of the context, as it does for a
    recurrence.
    """
    term = token.value
    assert isinstance(term, Term)
    resolver.cautions.clear()
    try:
        windows = resolver.spans_of_each_year(term) if every else resolver.term_spans(term)
    except Refused as refused:
        raise Unreadable(refused.code, token, refused.readings) from None
    except (ValueError, OverflowError):  # beyond the first or last year a date can have
        raise Unreadable("outside-context", token) from None
    if not windows:
        raise Unreadable("outside-context", token)
    cautions = [*resolver.cautions, *_doubts(term, windows)]
    return DatedStatement(token, term, term_kind(term), windows, cautions)


def term_kind(term: Term) -> Kind:
    """The kind of deadline one term states: «до …» is by, a day is on, all else is during."""
    if term.form in ("by", "through", "by-start", "before"):
        return "by"
    return "on" if term.form == "point" and term.units[0].kind in _EXACT else "during"


def _doubts(term: Term, windows: Sequence[tuple[date | None, date]]) -> list[CautionCode]:
    """A caution where the weekday beside a date is not the weekday of that date."""
    first, last = term.units[0], term.units[-1]
    if first.weekday < 0 and last.weekday < 0:
        return []
    if "day" not in (first.kind, last.kind):
        return []
    start, end = windows[0][0] or windows[0][1], windows[-1][1]
    if term.form == "from":
        end = start
    elif term.form == "after":
        start = end = start - _DAY
    elif term.form in ("before", "by-start"):
        return []
    ends = ((first, start), (last, end))
    wrong = any(unit.weekday not in (-1, day.weekday()) for unit, day in ends)
    return ["weekday-contradicts"] if wrong else []


def is_outside(stated: DatedStatement, context: Period) -> bool:
    """Whether no window of the statement touches the context."""
    # A loop: most statements have one window, for which `any` takes three times as long.
    for start, end in stated.windows:
        if end >= context.start and (start or end) <= context.end:
            return False
    return True


def context_window(context: Period) -> Window:
    """The whole context as one window: «постоянно», «в течение всего периода»."""
    return Window(context.start, context.end)


def merge_windows(stated: Sequence[DatedStatement]) -> tuple[Window, ...]:
    """The windows of the statements, sorted by start and end.

    Those that overlap or touch become one; open ones stay apart, for «до 1 марта, до 1 мая» are
    two stages.
    """
    # Most texts state one window: there is nothing to sort or to merge.
    if len(stated) == 1 and len(stated[0].windows) == 1:
        start, end = stated[0].windows[0]
        return (Window(start, end, stated[0].label),)
    every = [Window(start, end, one.label) for one in stated for start, end in one.windows]
    closed: list[Window] = []
    for window in sorted((w for w in every if w.start), key=_start_and_end):
        last = closed[-1] if closed else None
        if last and window.start and window.start <= last.end + _DAY:
            closed[-1] = Window(last.start, max(last.end, window.end), _joined_labels(last, window))
        else:
            closed.append(window)
    opened: dict[date, Window] = {}
    for window in every:
        if window.start is None:
            same = opened.get(window.end)
            opened[window.end] = (
                Window(None, window.end, _joined_labels(same, window)) if same else window
            )
    return tuple(sorted([*closed, *opened.values()], key=_start_and_end))


def _start_and_end(window: Window) -> tuple[date, date]:
    return (window.start or window.end, window.end)


def _joined_labels(first: Window, second: Window) -> str | None:
    """The labels of two windows that become one; None where neither has one."""
    labels = dict.fromkeys(w.label for w in (first, second) if w.label)
    return "; ".join(labels) or None
