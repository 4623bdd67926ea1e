"""The door to the language: text, context and calendar in, a deadline out. Light to import."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from innoreg.deadlines.deadline import Calendar, Deadline, Period

_USUAL: Final = Calendar()


def parse(text: str, context: Period, calendar: Calendar = _USUAL) -> Deadline:
    """The deadline these words state in this context; refused with a reason, never guessed.

    Never raises, whatever the text.
    """
    return _reader()(text, context, calendar)


# Documents repeat their words, and rules, rows and the journal ask for the same term in turn. The
# bound only keeps a long-lived program from growing: the trees we know have fewer terms.
@lru_cache(maxsize=65536)
def parse_once(text: str, context: Period, calendar: Calendar) -> Deadline:
    """As `parse`, but the answer for the same words, context and calendar is kept."""
    return _reader()(text, context, calendar)


@cache
def _reader() -> Callable[[str, Period, Calendar], Deadline]:
    # Imported at the first call: grammar and lexicon take ten times as long to load as the values
    # do, and most commands that import `parse` answer from the cache and never read a term.
    from innoreg.deadlines.pipeline import read_deadline

    return read_deadline
