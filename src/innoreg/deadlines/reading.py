"""The whole way of a text: tokens, statements, deadline; and how the words were read."""

from functools import lru_cache
from typing import Final

from innoreg.deadlines.cell import Cell, Unreadable
from innoreg.deadlines.compose import compose
from innoreg.deadlines.fold import Folded
from innoreg.deadlines.passes import Used, read
from innoreg.deadlines.period import Period
from innoreg.deadlines.resolve import Resolver
from innoreg.deadlines.tokens import Token, tokenize
from innoreg.deadlines.values import Calendar, Deadline, Reading, Refusal

# The longest real cell has some 300 signs; beyond this the text is no term.
_LONGEST: Final = 4000


def read_deadline(text: str, context: Period, calendar: Calendar) -> Deadline:
    """See `innoreg.deadlines.parsing`."""
    if len(text) > _LONGEST:
        return Deadline(text, None, refusal=Refusal("too-long", text[:80], 0, len(text)))
    folded, tokens = _stated(text)
    cell = Cell(text, folded, tokens, context, Resolver(context, calendar))
    try:
        return compose(cell)
    except Unreadable as fault:
        start, end = cell.place(fault.token)
        refusal = Refusal(fault.code, text[start:end], start, end)
        return Deadline(text, None, refusal=refusal)


@lru_cache(maxsize=4096)
def _stated(text: str) -> tuple[Folded, tuple[Token, ...]]:
    """The statements of a text, which are the same in every context: plans repeat their words."""
    folded, tokens, _notes = tokenize(text)
    return folded, tuple(read(tokens))


def readings(text: str) -> tuple[Reading, ...]:
    """How the words of a text are read, from left to right."""
    if len(text) > _LONGEST:
        return ()
    used: list[Used] = []
    folded, tokens, notes = tokenize(text)
    read(tokens, used)
    found = [
        *((note.rule, note.start, note.end, (note.value,)) for note in notes),
        *((rule, start, end, tuple(t.value for t in made)) for rule, start, end, made in used),
    ]
    told = []
    for rule, start, end, meaning in found:
        first, last = folded.place(start), folded.place(end - 1) + 1
        said = tuple(value for value in meaning if value is not None)
        told.append(Reading(first, last, text[first:last], rule, said))
    return tuple(sorted(told, key=lambda reading: (reading.start, -reading.end)))
