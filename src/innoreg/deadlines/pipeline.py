"""The way of a text through the language, step by step; loaded with the first term read."""

from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from innoreg.deadlines.deadline import Calendar, Deadline, Period, Refusal, Window
from innoreg.deadlines.grammar_engine import AppliedRule, apply_grammar
from innoreg.deadlines.interpreter import interpret
from innoreg.deadlines.lexicon import WORDS
from innoreg.deadlines.normalizer import NormalizedText, normalize
from innoreg.deadlines.offsets import day_of_offset, read_offset, split_dated_offset
from innoreg.deadlines.parse_state import ParseState, Unreadable
from innoreg.deadlines.plain_terms import read_plain
from innoreg.deadlines.resolver import Resolver
from innoreg.deadlines.tokenizer import tokenize
from innoreg.deadlines.tokens import Token
from innoreg.deadlines.unread_tokens import is_doubtful

# The longest real cell has some 300 signs; beyond this the text is no term. The limit also bounds
# the time, which for junk grows with the square of the length: about a second for 4,000 brackets.
_LONGEST: Final = 4000
# Why a term that is counted from something may have been refused as a date.
_MAY_BE_COUNTED: Final = frozenset({"not-understood", "ambiguous", "no-month"})


class Reading(NamedTuple):
    """How some words were read: [start, end) in the verbatim text, the words, the rule's name.

    meaning: what the rule made of them (units, years, terms, numbers); empty when it set them
    aside.
    """

    start: int
    end: int
    words: str
    rule: str
    meaning: tuple[object, ...]


def read_deadline(text: str, context: Period, calendar: Calendar) -> Deadline:
    """The deadline that the text states in this context, or its refusal; never raises."""
    if len(text) > _LONGEST:
        return Deadline(text, None, refusal=Refusal("too-long", text[:80], 0, len(text)))
    normalized, tokens, doubtful = _statements(text)
    state = ParseState(text, normalized, tokens, doubtful, context, Resolver(context, calendar))
    try:
        deadline = interpret(state)
    except Unreadable as fault:
        if fault.code in _MAY_BE_COUNTED and (offset := read_offset(normalized.text)):
            return Deadline(text, "unscheduled", offset=offset)
        if fault.code == "relative-to-date" and (
            counted := _counted_from_date(text, normalized.text, context, calendar)
        ):
            return counted
        start, end = state.place(fault.token)
        refusal = Refusal(fault.code, text[start:end], start, end, fault.readings)
        return Deadline(text, None, refusal=refusal)
    if deadline.kind == "unscheduled":
        deadline.offset = read_offset(normalized.text)
    return deadline


def _counted_from_date(
    text: str, normalized: str, context: Period, calendar: Calendar
) -> Deadline | None:
    """«в течение 10 дней после 1 марта»: from the day after it; None where the date is not one day."""
    split = split_dated_offset(normalized)
    if split is None:
        return None
    offset, is_stretch, words = split
    dated = read_deadline(words, context, calendar)
    if dated.kind != "on" or len(dated.windows) != 1 or dated.warnings or dated.remark:
        return None
    day = dated.windows[0].end
    if offset.unit == "working-day":
        # Loaded for the few terms that ask for it.
        from innoreg.deadlines.workdays import is_calendar_known

        if not is_calendar_known(day.year, calendar.working_days):
            return None
    due = day_of_offset(offset, day, calendar.working_days)
    if offset.exact:
        return Deadline(text, "on", (Window(due, due),))
    if is_stretch:
        return Deadline(text, "during", (Window(day + timedelta(days=1), due),))
    return Deadline(text, "by", (Window(None, due),))


# The statements of a text are the same in every context, and one term is asked for in several in
# turn. No more are kept than that takes: to let go of thousands costs as much as half of reading them.
@lru_cache(maxsize=256)
def _statements(text: str) -> tuple[NormalizedText, tuple[Token, ...], tuple[Token, ...]]:
    """The normalised text, its statements, and the words that may change a date they touch."""
    normalized = normalize(text, WORDS)
    if plain := read_plain(normalized.text):
        return normalized, plain, ()
    tokens, _notes = tokenize(text, normalized)
    # Taken before the grammar, so that no rule can hide one.
    doubtful = tuple(token for token in tokens if is_doubtful(token, normalized.text))
    return normalized, tuple(apply_grammar(tokens)), doubtful


def explain(text: str) -> tuple[Reading, ...]:
    """How the words of the text were read, from left to right: mended words and applied rules."""
    if len(text) > _LONGEST:
        return ()
    applied: list[AppliedRule] = []
    normalized = normalize(text, WORDS)
    tokens, notes = tokenize(text, normalized)
    apply_grammar(tokens, applied)
    steps = [
        *((note.rule, note.start, note.end, (note.value,)) for note in notes),
        *((one.rule, one.start, one.end, tuple(t.value for t in one.made)) for one in applied),
    ]
    readings = []
    for rule, start, end, values in steps:
        first, last = normalized.place(start), normalized.place(end - 1) + 1
        meaning = tuple(value for value in values if value is not None)
        readings.append(Reading(first, last, text[first:last], rule, meaning))
    return tuple(sorted(readings, key=lambda reading: (reading.start, -reading.end)))
