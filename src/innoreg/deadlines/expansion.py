"""A deadline into its windows inside a context: a recurrence becomes the times it falls due."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from innoreg.deadlines.calendar_dates import (
    Refused,
    Span,
    half_years_of,
    is_over_school_years,
    month_span,
    months_earlier,
    unit_dates,
)
from innoreg.deadlines.deadline import Calendar, Deadline, Frequency, Period, Window
from innoreg.deadlines.rrule_text import due_months
from innoreg.deadlines.time_expressions import Unit

_DAY: Final = timedelta(days=1)
# Frequencies counted in days, as dateutil names them, and their days; those counted in months.
_DAYS_OF: Final[dict[Frequency | None, str]] = {"daily": "DAILY", "weekly": "WEEKLY"}
_LENGTHS: Final[dict[Frequency, int]] = {"daily": 1, "weekly": 7}
_MONTHS_OF: Final[dict[Frequency, int]] = {
    "monthly": 1,
    "quarterly": 3,
    "half-yearly": 6,
    "yearly": 12,
}
# The first days of the halves and of the decades of a month.
_CUTS: Final = {2: (1, 16), 3: (1, 11, 21)}


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
    freq = deadline.rrule_freq
    if freq in _DAYS_OF:
        yield from _days_and_weeks(deadline, context)
    elif deadline.by_positions and freq != "quarterly":
        yield from _positions_in_months(deadline, context, calendar)
    elif deadline.by_days:
        yield from _days_of_months(deadline, context)
    elif deadline.by_positions:
        # «последний месяц квартала»
        yield from _parts(_months_of_context(context, due_months(deadline)), deadline, context)
    elif deadline.interval > 1:
        months = _MONTHS_OF[freq or "yearly"] * deadline.interval
        turn_end = months_earlier(context.start.replace(day=1), -months) - _DAY
        blocks = _blocks(_month_starts(context, months), context, turn_end)
        yield from _parts(blocks, deadline, context)
    else:
        yield from _parts(_whole_periods(deadline, context, calendar), deadline, context)


def _recurring_days(freq: str, context: Period, **parts: Any) -> Iterator[date]:
    """The days of a recurrence in the context; `freq` and `parts` are those of dateutil's rrule."""
    # Loaded only where a recurrence is expanded: dateutil takes longer than most answers need.
    from dateutil import rrule

    start, end = (datetime.combine(day, time()) for day in (context.start, context.end))
    for moment in rrule.rrule(getattr(rrule, freq), dtstart=start, until=end, **parts):
        yield moment.date()


def _as_single_days(days: Iterator[date]) -> Iterator[Span]:
    """Each day as a span of its own."""
    return ((day, day) for day in days)


def _days_and_weeks(deadline: Deadline, context: Period) -> Iterator[Span]:
    """Days, chosen weekdays, or whole weeks; every so many of them, so many times in each."""
    freq = deadline.rrule_freq or "daily"
    name, size = _DAYS_OF[freq], _LENGTHS[freq]
    interval = deadline.interval
    parts: dict[str, Any] = {"interval": interval} if interval > 1 else {}
    if deadline.by_weekdays:
        parts["byweekday"] = deadline.by_weekdays
        yield from _as_single_days(_recurring_days(name, context, **parts))
    elif size * interval == 1:
        yield from _as_single_days(_recurring_days(name, context))
    elif interval == 1:
        first = context.start - timedelta(days=context.start.weekday())
        mondays = _recurring_days(name, Period(first, context.end), byweekday=0)
        weeks = ((day, day + timedelta(days=6)) for day in mondays)
        yield from _parts(weeks, deadline, context)
    else:
        # The first turn begins with the first Monday; what stands before it belongs to it.
        first = context.start + timedelta(days=-context.start.weekday() % size)
        starts = _recurring_days(name, Period(min(first, context.end), context.end), **parts)
        blocks = _blocks(starts, context, first + timedelta(days=size * interval - 1))
        yield from _parts(blocks, deadline, context)


def _month_starts(context: Period, months: int) -> Iterator[date]:
    """The first days of every so many months, from the first month of the context on."""
    first = context.start.replace(day=1)
    return _recurring_days("MONTHLY", Period(first, context.end), interval=months)


def _blocks(starts: Iterator[date], context: Period, turn_end: date) -> Iterator[Span]:
    """The stretches from each start to the next; less than half a turn at the end joins the last.

    turn_end: the last day of the first turn. A turn that is longer than the context keeps its end:
    «раз в 3 года» of a plan for one year is due when three are over.
    """
    days = list(starts)
    if not days:
        return
    turn = (turn_end - days[0]).days + 1
    if len(days) > 1 and 2 * ((context.end - days[-1]).days + 1) < turn:
        days.pop()
    for i, start in enumerate(days):
        if i + 1 < len(days):
            end = days[i + 1] - _DAY
        elif i:
            end = context.end
        else:
            end = max(context.end, turn_end)
        yield (context.start if i == 0 else start), end


def _parts(spans: Iterable[Span], deadline: Deadline, context: Period) -> Iterator[Span]:
    """The spans that touch the context, each in so many parts as the times it falls due in it."""
    count = deadline.count
    for start, end in spans:
        if start > context.end or end < context.start:
            continue
        first, last = max(start, context.start), min(end, context.end)
        if count == 1:
            # A turn longer than the context is due when it is over.
            yield first, (end if deadline.interval > 1 and start == context.start else last)
        elif 2 * ((last - first).days + 1) >= (end - start).days + 1:
            # Of a period the context has less than half of, nothing is due.
            cut = (part for part in split_span(start, end, count) if part[1] >= first)
            yield from ((max(a, first), min(b, last)) for a, b in cut if a <= last)


def split_span(start: date, end: date, count: int) -> list[Span]:
    """A stretch in so many parts: halves and decades of a month, whole months, else days."""
    days = (end - start).days + 1
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole = start.day == (end + _DAY).day == 1
    if whole and months > 1 and months % count == 0:
        size = months // count
        starts = [months_earlier(start, -size * i) for i in range(count)]
    elif whole and months == 1 and count in _CUTS:
        starts = [start.replace(day=day) for day in _CUTS[count]]
    else:
        starts = [start + timedelta(days=days * i // count) for i in range(min(count, days))]
    ends = [day - _DAY for day in starts[1:]]
    return list(zip(starts, [*ends, end], strict=True))


def _months_of_context(context: Period, chosen: tuple[int, ...]) -> Iterator[Span]:
    """The months of the context, only those of these numbers where there are some."""
    whole = Period(context.start.replace(day=1), context.end)
    parts = {"bymonth": chosen} if chosen else {}
    return (month_span(day) for day in _recurring_days("MONTHLY", whole, bymonthday=1, **parts))


def _positions_in_months(deadline: Deadline, context: Period, calendar: Calendar) -> Iterator[Span]:
    """The N-th week or weekdays of each month: «последний четверг месяца», «3 неделя».

    Nothing in a month that has no such week.
    """
    positions = deadline.by_positions
    if deadline.by_weekdays:
        from dateutil import rrule

        parts: dict[str, Any] = {"bymonth": deadline.by_month} if deadline.by_month else {}
        parts["byweekday"] = [
            rrule.weekdays[day](n) for n in positions for day in deadline.by_weekdays
        ]
        yield from _as_single_days(_recurring_days("MONTHLY", context, **parts))
        return
    if deadline.working:
        yield from _working_days_of_months(deadline, positions[0], context, calendar)
        return
    for first, _ in _months_of_context(context, deadline.by_month):
        weeks = set()
        for position in positions:
            try:
                weeks.add(unit_dates(Unit("week", position, first.month), first.year, calendar))
            except Refused:
                continue
        yield from (
            (max(start, context.start), end) for start, end in sorted(weeks) if end in context
        )


def _working_days_of_months(
    deadline: Deadline, position: int, context: Period, calendar: Calendar
) -> Iterator[Span]:
    """The N-th working day of each month, by the calendar of Russia and what the registry adds."""
    from innoreg.deadlines.workdays import is_working

    for first, last in _months_of_context(context, deadline.by_month):
        days = [first + _DAY * i for i in range((last - first).days + 1)]
        working = [day for day in days if is_working(day, calendar.working_days)]
        index = position - 1 if position > 0 else position
        if abs(position) <= len(working) and working[index] in context:
            yield working[index], working[index]


def _days_of_months(deadline: Deadline, context: Period) -> Iterator[Span]:
    """Days of each month that counts, or the days up to them; a day too large is the last."""
    chosen = deadline.by_month or due_months(deadline)
    months = list(_months_of_context(context, chosen))
    first = months[0][0] if months else context.start
    if deadline.interval > 1:
        size = _MONTHS_OF[deadline.rrule_freq or "monthly"] * deadline.interval
        starts = set(_month_starts(Period(first, context.end), size))
        months = [span for span in months if span[0] in starts]
    # «ежегодно до 1 марта» leaves the whole year, «ежемесячно до 5 числа» the month.
    yearly = deadline.rrule_freq == "yearly"
    start = context.start
    for month, last in months:
        if not yearly:
            start = max(month, context.start)
        for day in _days_in_order(deadline.by_days, last):
            if day not in context:
                continue
            yield (start if deadline.until else day), day
            start = day + _DAY


def _days_in_order(days: Sequence[int], last: date) -> list[date]:
    """The days of the month that ends on `last`, each once."""
    return sorted({last.replace(day=min(day, last.day)) if day > 0 else last for day in days})


def _whole_periods(deadline: Deadline, context: Period, calendar: Calendar) -> Iterator[Span]:
    """The whole months, quarters, half-years or years that may touch the context."""
    if deadline.by_month or deadline.rrule_freq == "monthly":
        months = _months_of_context(context, deadline.by_month)
        yield from _merge_neighbours(months) if deadline.rrule_freq == "yearly" else months
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
