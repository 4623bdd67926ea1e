"""A deadline into its windows inside a context: a recurrence becomes the times it falls due."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from innoreg.deadlines.calendar_dates import (
    Refused,
    Span,
    half_years_of,
    is_over_school_years,
    month_span,
    unit_dates,
)
from innoreg.deadlines.deadline import Calendar, Deadline, Frequency, Period, Window
from innoreg.deadlines.time_expressions import Unit

_DAY: Final = timedelta(days=1)
# The last day that every month has.
_SURE_DAY: Final = 28
# A report «до 10 числа» is due once its quarter or half-year is over.
_DUE_MONTHS: Final[dict[Frequency | None, tuple[int, ...]]] = {
    "quarterly": (1, 4, 7, 10),
    "half-yearly": (1, 7),
}


def expand(deadline: Deadline, context: Period, calendar: Calendar) -> tuple[Window, ...]:
    """Every window of the deadline, sorted; none when it is unscheduled or refused.

    A recurrence gives a window for each time it falls due inside the context: the day itself
    («по вторникам»), the days up to it («до 5 числа»: 1-5), or all of the week, month, quarter …
    in which it comes once. A day that a month does not have is its last.
    """
    if deadline.kind != "recurring":
        return deadline.windows
    spans = list(_occurrences(deadline, context, calendar))
    kept = _clip_to_windows(spans, deadline.within) if deadline.within else spans
    return tuple(Window(start, end) for start, end in kept)


def _clip_to_windows(spans: Sequence[Span], within: Sequence[Window]) -> list[Span]:
    """What of the spans lies in the windows the recurrence is confined to."""
    return [
        (max(start, window.start or start), min(end, window.end))
        for start, end in spans
        for window in within
        if start <= window.end and end >= (window.start or end)
    ]


def _occurrences(deadline: Deadline, context: Period, calendar: Calendar) -> Iterator[Span]:
    """Each time the recurrence falls due in the context, in order, before any confinement."""
    if deadline.rrule_freq == "daily":
        yield from _as_single_days(_recurring_days("DAILY", context))
    elif deadline.rrule_freq == "weekly":
        yield from _weekly_spans(deadline, context)
    elif deadline.by_position is not None and deadline.rrule_freq != "quarterly":
        yield from _positions_in_months(deadline, context, calendar)
    elif deadline.by_day is not None:
        yield from _days_of_months(deadline, deadline.by_day, context)
    else:
        yield from _clip_to_context(_whole_periods(deadline, context, calendar), context)


def _recurring_days(freq: str, context: Period, **parts: Any) -> Iterator[date]:
    """The days of a recurrence in the context; `freq` and `parts` are those of dateutil's rrule."""
    # LoadResult only where a recurrence is expanded: dateutil takes longer than most answers need.
    from dateutil import rrule

    start, end = (datetime.combine(day, time()) for day in (context.start, context.end))
    for moment in rrule.rrule(getattr(rrule, freq), dtstart=start, until=end, **parts):
        yield moment.date()


def _as_single_days(days: Iterator[date]) -> Iterator[Span]:
    """Each day as a span of its own."""
    return ((day, day) for day in days)


def _weekly_spans(deadline: Deadline, context: Period) -> Iterator[Span]:
    """A weekday of each week, or the whole weeks, clipped to the context."""
    if deadline.by_weekday is not None:
        return _as_single_days(_recurring_days("WEEKLY", context, byweekday=deadline.by_weekday))
    first = context.start - timedelta(days=context.start.weekday())
    mondays = _recurring_days("WEEKLY", Period(first, context.end), byweekday=0)
    return _clip_to_context(((day, day + timedelta(days=6)) for day in mondays), context)


def _months_of_context(context: Period, chosen: tuple[int, ...]) -> Iterator[Span]:
    """The months of the context, only those of these numbers where there are some."""
    whole = Period(context.start.replace(day=1), context.end)
    parts = {"bymonth": chosen} if chosen else {}
    return (month_span(day) for day in _recurring_days("MONTHLY", whole, bymonthday=1, **parts))


def _positions_in_months(deadline: Deadline, context: Period, calendar: Calendar) -> Iterator[Span]:
    """The N-th week or weekday of each month: «последний четверг месяца», «3 неделя».

    Nothing in a month that has no such week.
    """
    weekday = deadline.by_weekday
    unit = Unit("week" if weekday is None else "weekday", deadline.by_position or 1)
    for first, _ in _months_of_context(context, deadline.by_month):
        named = unit._replace(month=first.month, weekday=-1 if weekday is None else weekday)
        try:
            start, end = unit_dates(named, first.year, calendar)
        except Refused:
            continue
        if end in context:
            yield max(start, context.start), end


def _days_of_months(deadline: Deadline, day: int, context: Period) -> Iterator[Span]:
    """A day of each month that counts, or the days up to it; a day too large is the last."""
    chosen = deadline.by_month or _due_months(deadline)
    parts: dict[str, Any] = {"bymonth": chosen} if chosen else {}
    if day > _SURE_DAY:
        # «до 31 числа» is the 28th, 29th or 30th where a month is shorter: the last that it has.
        parts |= {"bymonthday": tuple(range(_SURE_DAY, day + 1)), "bysetpos": -1}
    else:
        parts["bymonthday"] = day
    due = _recurring_days("MONTHLY", context, **parts)
    if not deadline.until:
        yield from _as_single_days(due)
        return
    # «ежегодно до 1 марта» leaves the whole year, «ежемесячно до 5 числа» the month.
    yearly = deadline.rrule_freq == "yearly"
    start = context.start
    for end in due:
        yield (start if yearly else max(end.replace(day=1), context.start)), end
        start = end + _DAY


def _due_months(deadline: Deadline) -> tuple[int, ...]:
    """The months in which a recurrence by a day is due; empty for all of them."""
    if deadline.by_position is None:
        return _DUE_MONTHS.get(deadline.rrule_freq, ())
    first = deadline.by_position if deadline.by_position > 0 else 3
    return tuple(range(first, 13, 3))


def _whole_periods(deadline: Deadline, context: Period, calendar: Calendar) -> Iterator[Span]:
    """The whole months, quarters, half-years or years that may touch the context."""
    if deadline.by_month or deadline.rrule_freq == "monthly":
        months = _months_of_context(context, deadline.by_month)
        yield from months if deadline.rrule_freq == "monthly" else _merge_neighbours(months)
    elif deadline.rrule_freq == "quarterly":
        for quarter in range(context.start.year * 4, context.end.year * 4 + 4):
            yield unit_dates(Unit("quarter", quarter % 4 + 1), quarter // 4, calendar)
    elif deadline.rrule_freq == "half-yearly":
        yield from half_years_of(context, calendar)
    else:
        first = (9, 1) if is_over_school_years(context) else (1, 1)
        for year in range(context.start.year - 1, context.end.year + 1):
            yield date(year, *first), date(year + 1, *first) - _DAY


def _merge_neighbours(months: Iterator[Span]) -> Iterator[Span]:
    """The months with neighbouring ones made one span: «ежегодно, март-апрель»."""
    last: Span | None = None
    for start, end in months:
        if last and last[1] + _DAY == start:
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _clip_to_context(spans: Iterator[Span], context: Period) -> Iterator[Span]:
    """The spans that touch the context, cut to it."""
    for start, end in spans:
        if start <= context.end and end >= context.start:
            yield max(start, context.start), min(end, context.end)
