"""A deadline as plain values, for JSON."""

from innoreg.deadlines.values import Deadline


def as_plain(deadline: Deadline) -> dict[str, object]:
    """`kind`, `windows` ([start or None, end] as ISO days) and what a recurrence states.

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
    if deadline.refusal:
        refusal = deadline.refusal
        row["refusal"] = {"code": refusal.code, "words": refusal.words}
    return row
