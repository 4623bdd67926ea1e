"""From the words of a document to a deadline."""

from innoreg.deadlines.values import Calendar, Deadline, Period, Refusal


def parse(text: str, context: Period, calendar: Calendar = Calendar()) -> Deadline:  # noqa: ARG001, B008
    """The deadline these words state in this context; refused, never guessed, never raising."""
    return Deadline(text, None, refusal=Refusal("not-understood", text, 0, len(text)))
