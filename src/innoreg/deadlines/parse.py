"""From the words of a document to a deadline."""

from dataclasses import replace
from typing import Final

from innoreg.deadlines.cell import Cell, Unreadable
from innoreg.deadlines.compose import compose
from innoreg.deadlines.grammar import Used, read
from innoreg.deadlines.resolve import Resolver
from innoreg.deadlines.tokens import Note, tokenize
from innoreg.deadlines.values import Calendar, Deadline, Period, Reading, Refusal

_DEFAULT: Final = Calendar()
# The longest real cell has some 300 signs; beyond this the text is no term.
_LONGEST: Final = 4000


def parse(text: str, context: Period, calendar: Calendar = _DEFAULT) -> Deadline:
    """The deadline these words state in this context; refused with a reason, never guessed.

    Never raises, whatever the text.
    """
    if len(text) > _LONGEST:
        return Deadline(text, None, refusal=Refusal("too-long", text[:80], 0, len(text)))
    folded, tokens, notes = tokenize(text)
    tokens, used = read(tokens)
    cell = Cell(text, folded, tokens, context, Resolver(context, calendar))
    try:
        deadline = compose(cell)
    except Unreadable as fault:
        start, end = cell.place(fault.token)
        refusal = Refusal(fault.code, text[start:end], start, end)
        deadline = Deadline(text, None, refusal=refusal)
    return replace(
        deadline,
        remark=cell.remarked,
        warnings=tuple(dict.fromkeys(cell.cautions)),
        readings=_readings(cell, notes, used),
    )


def _readings(cell: Cell, notes: list[Note], used: list[Used]) -> tuple[Reading, ...]:
    found = [
        *((note.rule, note.start, note.end, {"value": note.value}) for note in notes),
        *((use.rule, use.start, use.end, {"made": use.made}) for use in used),
    ]
    readings = []
    for rule, start, end, meaning in found:
        first, last = cell.folded.place(start), cell.folded.place(end - 1) + 1
        readings.append(Reading(first, last, cell.text[first:last], rule, meaning))
    return tuple(sorted(readings, key=lambda r: (r.start, -r.end)))
