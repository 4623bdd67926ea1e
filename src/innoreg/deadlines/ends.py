"""Ends that are told in words: «стартовал 11 декабря и завершится 20 декабря», «до набора групп»."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from innoreg.deadlines.parse_state import (
    SIGNS,
    UNDATED,
    WORDS_ASIDE,
    ParseState,
    Unreadable,
    has_any,
    is_point,
    term_form,
)
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token

_STATED: Final = TokenClass.STATED
# Verbs of ending and lasting. Nouns and adjectives are names of what happens («завершающий этап»).
_ENDING: Final = re.compile(
    "заверш(?!ени|ающ)|законч|заканч|оконч(?!ани|ательн)|оканч|прекра[тщ](?!ени)|длит(?!ельн)"
    "|продл(?!ен)|закро|закрыва(?!ни|ющ)|закрыл|закрыт[аоы]?$|действ(?:ует|уют|овать|овал)|работа(?:ет|ют|ть|л)"
    "|истек(?!ш)|финиш(?!н)"
)
# What joins a start to its end, where it joins two statements.
JOINED: Final = re.compile(r"[\s,]но\s|\sи\s+(?:до|по|не\s+по\w+)\s")
_BREAKS: Final = class_set("SEMI")
_UNTIL: Final = class_set("BY TOWARDS")
_ENDS: Final = UNDATED | _UNTIL
_DATED: Final = class_set("STATED")
_JOINING: Final = class_set("DASH AND")
_AND: Final = class_set("AND")
_TO_DATE: Final = ("by", "through")
# How the name of an event begins up to which something goes on.
_UP_TO: Final = re.compile(r"\s*(?:до\s|по\s+(?:день|дату|момент|окончание|завершение))")


def check_ends(state: ParseState, tokens: Sequence[Token]) -> None:
    """Refuse dates that are the two ends of one stretch, or an end that is an event.

    Raises Unreadable: which of the words belong to which end is not read.
    """
    at = [i for i, token in enumerate(tokens) if token.cls == _STATED]
    if at and term_form(tokens[at[0]]) == "from":
        _check_open(state, tokens[at[0]], tokens[: at[0]], [])
    _check_alternatives(tokens)
    for i, following in pairwise([*at, len(tokens)]):
        between = _same_sentence(state, tokens[i:following])
        if following < len(tokens) and _begins_with_ending(tokens[i + 1 : following]):
            # «1 марта; завершится 20 марта»: of what else, where nothing is named?
            raise Unreadable("ambiguous", make_token("", None, tokens[i : following + 1]))
        if (
            len(at) > 1
            and any(map(_is_ending, between))
            and (i != at[-1] or _is_joined(state, tokens, at))
        ):
            raise Unreadable("ambiguous", make_token("", None, [tokens[i], *between]))
        end = tokens[following : following + 1]
        if term_form(tokens[i]) == "from":
            _check_open(state, tokens[i], between, end)
        if end and len(between) == following - i - 1:
            _check_joined(state, tokens[i], between, end[0])
        if has_any(between[:1], _JOINING) and between[1:] and _is_limit(state, between, 1):
            # «1 марта – до особого распоряжения»
            raise Unreadable("ambiguous", make_token("", None, [tokens[i], between[1]]))


def _same_sentence(state: ParseState, tokens: Sequence[Token]) -> list[Token]:
    """The tokens behind the first one, up to a semicolon or a line end."""
    found: list[Token] = []
    for before, token in pairwise(tokens):
        if token.cls in _BREAKS or state.is_line_broken(before, token):
            break
        found.append(token)
    return found


def _is_joined(state: ParseState, tokens: Sequence[Token], at: Sequence[int]) -> bool:
    """Whether no semicolon and no line end stands before the last of the dates."""
    between = tokens[at[-2] : at[-1]]
    return len(_same_sentence(state, between)) == len(between) - 1


def check_bracket(state: ParseState, outer: Sequence[Token], inner: Sequence[Token]) -> None:
    """Refuse «1 марта (завершится 20 марта)», «с 1 марта (до набора групп)»; raises Unreadable."""
    if not has_any(outer, _DATED):
        return
    ending = has_any(inner, _DATED) and any(map(_is_ending, inner))
    if ending or (term_form(outer[-1]) == "from" and _is_limit(state, inner, 0)):
        raise Unreadable("ambiguous", make_token("", None, inner))


def _begins_with_ending(tokens: Sequence[Token]) -> bool:
    """Whether the first word of the tokens is a verb of ending."""
    words = [token for token in tokens if token.cls not in SIGNS]
    return bool(words) and _is_ending(words[0])


def _is_ending(token: Token) -> bool:
    word = token.value
    return token.cls in WORDS_ASIDE and isinstance(word, str) and bool(_ENDING.match(word))


def _check_alternatives(tokens: Sequence[Token]) -> None:
    """Refuse «до 20 марта или до набора групп»; raises Unreadable."""
    for i, token in enumerate(tokens):
        following = tokens[i + 1 : i + 2]
        if token.cls == TokenClass.CRITICAL and token.value == "or" and has_any(following, _ENDS):
            raise Unreadable("ambiguous", make_token("", None, [token, *following]))


def _check_joined(state: ParseState, start: Token, between: Sequence[Token], end: Token) -> None:
    """Refuse «1 марта, но не позднее 20 марта», «март и до 20 апреля»; raises Unreadable."""
    words = state.normalized.text[start.end : end.start].split()
    if term_form(end) not in _TO_DATE:
        return
    opened, alone = term_form(start) == "from", term_form(start) == "point"
    # «во II полугодии, но не позднее 1 ноября» is due by that day.
    turned = "но" in words and (opened or is_point(start, "day"))
    if turned or (opened and "а" in words) or (alone and has_any(between[-1:], _AND)):
        raise Unreadable("ambiguous", make_token("", None, [start, end]))


def _check_open(
    state: ParseState, start: Token, between: Sequence[Token], end: Sequence[Token]
) -> None:
    """Refuse «с 1 марта до набора групп», with a last day or without one; raises Unreadable."""
    if between and _UP_TO.match(state.normalized.text, start.end):
        raise Unreadable("ambiguous", make_token("", None, [start, between[0]]))
    for i in range(len(between)):
        if _is_limit(state, between, i):
            raise Unreadable("ambiguous", between[i])
    if has_any(between, UNDATED) and end and term_form(end[0]) in _TO_DATE:
        raise Unreadable("ambiguous", make_token("", None, [start, end[0]]))


def _is_limit(state: ParseState, tokens: Sequence[Token], at: int) -> bool:
    """Whether an event is named up to which something goes on: «до набора групп»."""
    token, text = tokens[at], state.normalized.text
    if token.cls in UNDATED:
        return bool(_UP_TO.match(text, token.start))
    return token.cls in _UNTIL and has_any(tokens[at + 1 : at + 2], WORDS_ASIDE)
