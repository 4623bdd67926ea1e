"""The door to reading a deadline."""

from typing import Final

from innoreg.deadlines.values import Calendar, Deadline, Period

_DEFAULT: Final = Calendar()


def parse(text: str, context: Period, calendar: Calendar = _DEFAULT) -> Deadline:
    """The deadline these words state in this context; refused with a reason, never guessed.

    Never raises, whatever the text. The grammar is loaded at the first call: most commands find
    their windows in the index and read no deadline.
    """
    from innoreg.deadlines.reading import read_deadline

    return read_deadline(text, context, calendar)
