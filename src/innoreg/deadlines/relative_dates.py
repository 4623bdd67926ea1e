"""Dates that something is counted from, which are not the term itself."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines.lexicon import WORDS
from innoreg.deadlines.parse_state import (
    TEMPORAL,
    WORDS_ASIDE,
    ParseState,
    Unreadable,
    has_any,
    is_point,
    phrases_and_gaps,
    term_form,
)
from innoreg.deadlines.time_expressions import RELATIVE, Recurrence
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token

# Forms that run to the end of the context, which their words do not say.
_OPEN: Final = ("from", "after")
_MEASURES: Final = class_set("NUM ORD DAYWORD WEEK WEEKS LENGTHWORD MONTHWORD HOUR YEARWORD FOR")


def check_relative(state: ParseState, tokens: Sequence[Token]) -> None:
    """Refuse what is counted from a date, or how long it lasts from an open one; raises Unreadable.

    «в течение 10 дней после 1 марта», «по вторникам через неделю», «3 дня, начиная с 15 марта».
    """
    for before, run, after in phrases_and_gaps(tokens):
        pair = [token for token in (before, after) if token]
        dated = [token for token in pair if token.cls in TEMPORAL]
        if len(pair) < 2 or not dated:
            continue
        counted = [token for token in pair if token.value == RELATIVE]
        lasting = counted or [token for token in pair if token.cls == TokenClass.LENGTH]
        opened = any(term_form(token) in _OPEN for token in dated)
        day = next((token for token in dated if is_point(token, "day")), None)
        if day and counted and _is_all_day(state, counted[0]):
            continue
        if counted and _is_daily(dated[0]) and not _is_measured(state, counted[0]):
            continue  # «ежедневно перед началом занятий»
        if (counted and (not run or _is_turn(state, counted[0]))) or (
            lasting and opened and not has_any(run, WORDS_ASIDE)
        ):
            raise Unreadable("relative-to-date", make_token("", None, pair))


def _is_all_day(state: ParseState, token: Token) -> bool:
    """«15 июня в течение дня»: at any hour of it."""
    words = state.normalized.text[token.start : token.end].rstrip(".").split()
    return len(words) == 3 and words[0] == "в" and words[2] == "дня"


def _is_daily(token: Token) -> bool:
    return isinstance(token.value, Recurrence) and token.value.freq == "daily"


def _is_measured(state: ParseState, token: Token) -> bool:
    """Whether words say how long before or after: «через день», «за 3 дня до начала»."""
    words = state.normalized.text[token.start : token.end].split()
    known = [WORDS.get(word.rstrip("."), ("",))[0] for word in words]
    return any(cls in _MEASURES for cls in known) or any(map(str.isdigit, words))


def _is_turn(state: ParseState, token: Token) -> bool:
    """«через день», «спустя неделю»: beside a date they are counted from it, or a rhythm."""
    word = state.normalized.text[token.start : token.end].split()[0]
    return WORDS.get(word, ("",))[0] == TokenClass.AFTER
