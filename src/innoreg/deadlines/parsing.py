"""The door to reading a deadline."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from innoreg.deadlines.period import Period
from innoreg.deadlines.values import Calendar, Deadline

_DEFAULT: Final = Calendar()


def parse(text: str, context: Period, calendar: Calendar = _DEFAULT) -> Deadline:
    """The deadline these words state in this context; refused with a reason, never guessed.

    Never raises, whatever the text.
    """
    return _reader()(text, context, calendar)


@lru_cache(maxsize=65536)
def parse_once(text: str, context: Period, calendar: Calendar) -> Deadline:
    """The same; what was read once is kept, for documents repeat their words."""
    return _reader()(text, context, calendar)


@cache
def _reader() -> Callable[[str, Period, Calendar], Deadline]:
    """Loads the grammar at the first call: most commands find their windows in the index."""
    from innoreg.deadlines.reading import read_deadline

    return read_deadline
