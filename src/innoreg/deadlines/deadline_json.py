"""A deadline as JSON has it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from innoreg.deadlines.deadline import Calendar, Deadline, Offset, Window
from innoreg.deadlines.offsets import day_of_offset
from innoreg.deadlines.rrule_text import rrule_text

_ANCHORS: Final[Mapping[str, str]] = {
    "signing": "signing",
    "entry": "in_force",
    "publication": "publication",
    "receipt": "receipt",
}
# Years are told in months.
_UNITS: Final[Mapping[str, tuple[str, int]]] = {
    "day": ("day", 1),
    "working-day": ("working_day", 1),
    "week": ("week", 1),
    "month": ("month", 1),
    "year": ("month", 12),
}


def with_anchor(deadline: Deadline, day: date, calendar: Calendar) -> Deadline:
    """The deadline once the day it is counted from is known; any other is as it was."""
    if deadline.offset is None:
        return deadline
    due = day_of_offset(deadline.offset, day, calendar.working_days)
    exact = deadline.offset.exact
    window = Window(due if exact else None, due)
    return Deadline(deadline.text, "on" if exact else "by", (window,), offset=deadline.offset)


def _relative(offset: Offset) -> dict[str, object]:
    """What a term is counted from, in the words of the interface."""
    unit, size = _UNITS[offset.unit]
    return {
        "anchor": _ANCHORS.get(offset.anchor, "event"),
        "offset": offset.number * size,
        "unit": unit,
        "direction": "after" if offset.direction > 0 else "before",
    }


def deadline_to_dict(deadline: Deadline) -> dict[str, object]:
    """The deadline as JSON has it: `kind`, `windows` as [start or None, end], its recurrence.

    A refused deadline has kind None, no windows and a `refusal`.
    """
    row: dict[str, object] = {
        "kind": deadline.kind,
        "windows": [
            [w.start.isoformat() if w.start else None, w.end.isoformat()] for w in deadline.windows
        ],
    }
    if deadline.rrule_freq:
        row["rrule_freq"] = deadline.rrule_freq
    if deadline.by_day is not None:
        row["by_day"] = deadline.by_day
    if deadline.by_month:
        row["by_month"] = list(deadline.by_month)
    several: dict[str, object] = {
        "by_days": list(deadline.by_days) if len(deadline.by_days) > 1 else None,
        "by_weekdays": list(deadline.by_weekdays),
        "by_position": deadline.by_position,
        "by_positions": list(deadline.by_positions) if len(deadline.by_positions) > 1 else None,
        "interval": deadline.interval if deadline.interval > 1 else None,
        "count": deadline.count if deadline.count > 1 else None,
        "per": deadline.rrule_freq if deadline.count > 1 else None,
        "working": deadline.working or None,
    }
    more = {key: value for key, value in several.items() if value}
    # The rule is given where the keys from before it could not say all.
    if more and (rule := rrule_text(deadline)):
        more["rrule"] = rule
    row |= more
    if deadline.offset:
        offset = deadline.offset
        row["offset"] = {
            "number": offset.number,
            "unit": offset.unit,
            "direction": "after" if offset.direction > 0 else "before",
            "anchor": offset.anchor,
            "words": offset.words,
        }
        row["relative"] = _relative(offset)
    if deadline.refusal:
        refusal = deadline.refusal
        row["refusal"] = {"code": refusal.code, "words": refusal.words}
    return row
