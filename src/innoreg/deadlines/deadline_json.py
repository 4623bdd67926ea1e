"""A deadline as JSON has it."""

from innoreg.deadlines.deadline import Deadline
from innoreg.deadlines.rrule_text import rrule_text


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
    if deadline.refusal:
        refusal = deadline.refusal
        row["refusal"] = {"code": refusal.code, "words": refusal.words}
    return row
