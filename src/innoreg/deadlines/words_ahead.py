"""The words right before a date: which belong to it, and whether they make it that of something else."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines.lexicon import WORDS
from innoreg.deadlines.parse_state import (
    SIGNS,
    ParseState,
    Unreadable,
    has_any,
    term_form,
)
from innoreg.deadlines.time_expressions import IN_BRACKETS
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set, make_token

_FROM: Final = class_set("FROM SINCE OF")
# Words with which a date begins that stands apart from what is before it: «семинар в марте».
_LEADS: Final = class_set("FROM SINCE OF TO BY BETWEEN TOWARDS NOT AFTER EVE IN FOR")
_BEFORE_EDGE: Final = class_set("FROM SINCE OF TO")
_ENDS: Final = class_set("BY AFTER EVE SINCE")
# What has a number of its own. Stems.
_NUMBERED: Final = (
    "сош", "оош", "нош", "школ", "групп", "класс", "лице", "гимнази", "отряд", "смен", "корпус", "дом", "кабинет",
    "сад", "доу", "дошк", "модул", "урок", "этап", "тур", "тема", "темы", "вариант", "блок", "подгрупп",
)  # fmt: skip
_PREPARED: Final = "подготовки"
_LIMITED: Final = class_set("BY AFTER EVE")
_UNKNOWN: Final = class_set("UNKNOWN")
_COURSE: Final = class_set("COURSE")
_DAYWORD: Final = class_set("DAYWORD")


def check_limit(state: ParseState, attached: Sequence[Token], after: Token) -> None:
    """Refuse a date that is of what stands before it; raises Unreadable.

    «до конкурса в марте», «в начале курсов 5 мая», «в период подготовки к 9 мая».
    """
    prepared = attached and attached[-1].value == _PREPARED
    if prepared and state.normalized.text[after.start : after.end].startswith("к"):
        raise Unreadable("relative-to-date", make_token("", None, [attached[-1], after]))
    text = state.normalized.text[after.start : after.end]
    named = attached and str(attached[-1].value).startswith(_NUMBERED) and text.isdigit()
    if named and not has_any(attached[-2:-1], NUMBERS):
        # «группы 1, 2 – 15 марта»
        raise Unreadable("ambiguous", make_token("", None, [attached[-1], after]))
    if term_form(after) != "point":
        return
    for i, token in enumerate(attached):
        following = attached[i + 1 : i + 2]
        begins = i == 0 and token.cls == TokenClass.TOWARDS
        edge = token.cls == TokenClass.EDGE and (
            has_any(attached[:i][-1:], _BEFORE_EDGE) or state.verbatim(token).endswith("е")
        )
        day = token.cls in NUMBERS and has_any(following, _DAYWORD)
        if token.cls in _ENDS or edge or day or (begins and token.start == state.tokens[0].start):
            raise Unreadable("ambiguous", make_token("", None, [token, after]))
    if has_any(attached, NUMBERS) and has_any(attached[-1:], _DAYWORD):
        # «5 резервный день мая»
        raise Unreadable("not-understood", make_token("", None, [attached[-1], after]))


def attached_words(state: ParseState, run: Sequence[Token], after: Token) -> list[Token]:
    """The words right before a date: those behind the last sign or line end."""
    words: list[Token] = []
    following = after
    for token in reversed(run):
        if (
            token.cls in SIGNS
            or token.value == IN_BRACKETS
            or "(" in state.normalized.text[token.end : following.start]
            or state.is_line_broken(token, following)
        ):
            break
        words.insert(0, token)
        following = token
    return words


def is_apart(state: ParseState, run: Sequence[Token], after: Token) -> bool:
    """Whether a preposition keeps a date apart from the words before it: «семинар в марте»."""
    text = state.normalized.text
    between = text[run[-1].end : after.start].split()
    first = text[after.start : after.end].split()[:1]
    known = [WORDS.get(word.rstrip(".")) for word in (*between, *first)]
    return any(head and head[0] in _LEADS for head in known)


def _words_of(state: ParseState, start: int, end: int) -> list[Token]:
    """The known words of a stretch of the normalised text."""
    words = state.normalized.text[start:end].split()
    return [Token(*WORDS[word], start, end) for word in words if word in WORDS]


def is_throughout(state: ParseState, before: Token, after: Token) -> bool:
    """Whether «в течение» stands between a phrase and the date behind it."""
    return has_any(_words_of(state, before.end, after.end), _COURSE)


def refuse_event_dated(words: Sequence[Token], after: Token) -> None:
    """Refuse a point in a bracket behind «до …», «перед …»; raises Unreadable."""
    limit = max(i for i, token in enumerate(words) if token.cls in _LIMITED)
    if term_form(after) == "point" and has_any(words[limit + 1 :], _UNKNOWN):
        raise Unreadable("ambiguous", make_token("", None, [words[limit], after]))
