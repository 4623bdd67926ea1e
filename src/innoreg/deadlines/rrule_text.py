"""A recurrence in the words of RFC 5545: «FREQ=WEEKLY;INTERVAL=2;BYDAY=TU»."""

from typing import Final

from innoreg.deadlines.deadline import Deadline, Frequency

_NAMES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# RFC 5545 has no quarters: three months, six.
_PERIODS: Final[dict[Frequency, tuple[str, int]]] = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
    "half-yearly": ("MONTHLY", 6),
    "yearly": ("YEARLY", 1),
}
# The months in which a report by a day is due, once its quarter or half-year is over.
DUE_MONTHS: Final[dict[Frequency | None, tuple[int, ...]]] = {
    "quarterly": (1, 4, 7, 10),
    "half-yearly": (1, 7),
}
# The last day that every month has.
_SURE_DAY: Final = 28


def rrule_text(deadline: Deadline) -> str | None:
    """The rule of the days that are named, or of the first days of the turns; None if it has none.

    It begins with the first day of the context. Weeks of a month, several times in a period and
    working days by a calendar are nothing that the standard can say.
    """
    freq = deadline.rrule_freq
    week_of_month = bool(deadline.by_positions) and not deadline.by_weekdays
    if (
        not freq
        or deadline.count > 1
        or deadline.working
        or (week_of_month and freq != "quarterly")
    ):
        return None
    name, size = _PERIODS[freq]
    parts: dict[str, object] = {"FREQ": name}
    interval = size * deadline.interval
    of_quarter = freq == "quarterly" and bool(deadline.by_positions)
    months = deadline.by_month or (due_months(deadline) if deadline.by_days or of_quarter else ())
    if months and freq not in ("daily", "weekly"):
        parts["FREQ"], interval = "MONTHLY", 1
        parts["BYMONTH"] = _listed(months)
    if interval > 1:
        parts["INTERVAL"] = interval
    if deadline.by_days:
        parts |= _month_days(deadline.by_days)
    if deadline.by_weekdays:
        positions = deadline.by_positions or ("",)
        days = [f"{n}{_NAMES[day]}" for n in positions for day in deadline.by_weekdays]
        parts["BYDAY"] = ",".join(days)
    return ";".join(f"{key}={value}" for key, value in parts.items())


def due_months(deadline: Deadline) -> tuple[int, ...]:
    """The months in which a recurrence by a day is due; empty for all of them."""
    if deadline.by_position is None:
        return DUE_MONTHS.get(deadline.rrule_freq, ())
    first = deadline.by_position if deadline.by_position > 0 else 3
    return tuple(range(first, 13, 3))


def _month_days(days: tuple[int, ...]) -> dict[str, object]:
    """The days of a month; the last it has for one it does not have."""
    if len(days) == 1 and days[0] > _SURE_DAY:
        return {"BYMONTHDAY": _listed(range(_SURE_DAY, days[0] + 1)), "BYSETPOS": -1}
    return {"BYMONTHDAY": _listed(days)}


def _listed(numbers: range | tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))
