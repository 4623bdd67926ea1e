"""A text read by the grammar, stage by stage: what its rules fit is replaced by what they make."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from innoreg.deadlines.classes import CLASSES
from innoreg.deadlines.grammar import GROUPS, NEEDS, RULES, STAGES, Rule
from innoreg.deadlines.tokens import Token

_NAME = re.compile(r"\[[^\]]*\]|[A-Z]{2,}|[a-z]{2,}")


def _letters(name: re.Match[str]) -> str:
    word = name[0]
    if word.startswith("["):
        return word
    return f"(?:{GROUPS[word]})" if word.islower() else re.escape(CLASSES[word])


def expression(rule: Rule) -> str:
    """The pattern of a rule with the letters of its classes."""
    return _NAME.sub(_letters, rule.pattern).replace(" ", "")


@cache
def _pattern(stage: int) -> re.Pattern[str]:
    """A stage as one pattern; not made at import, for most commands read no deadline."""
    return re.compile("|".join(f"({expression(rule)})" for rule in STAGES[stage]))


@cache
def _alone(rule: Rule) -> re.Pattern[str]:
    return re.compile(expression(rule))


class Place(NamedTuple):
    """Where a stage has something to do: [start, end) of the classes, the number of the rule."""

    start: int
    end: int
    rule: int


def _find(stage: int, classes: str, start: int) -> Place | None:
    match = _pattern(stage).search(classes, start)
    while match and match.end() == match.start():
        match = _pattern(stage).search(classes, match.end() + 1)
    return Place(match.start(), match.end(), (match.lastindex or 1) - 1) if match else None


def _ahead(stage: int, classes: str) -> tuple[int, Place] | None:
    """The next stage that has something to do, and where."""
    places = (
        (later, _find(later, classes, 0))
        for later in range(stage, len(STAGES))
        if not (needs := NEEDS[later]) or not needs.isdisjoint(classes)
    )
    return next(((later, place) for later, place in places if place), None)


# Plans say the same things with other dates: one string of classes for thousands of cells.
_find_again = lru_cache(maxsize=16384)(_find)
_ahead_again = lru_cache(maxsize=16384)(_ahead)
_LONGEST_KEPT = 48


# A rule that took the words of [start, end), and what it made of them.
Used = tuple[str, int, int, list[Token]]


def read(tokens: list[Token], used: list[Used] | None = None) -> list[Token]:
    """The statements of a text; used: takes the rules that found them."""
    classes = "".join([token.cls for token in tokens])
    ahead = _ahead_again if len(classes) <= _LONGEST_KEPT else _ahead
    found = ahead(0, classes)
    while found:
        stage, place = found
        tokens = _pass(stage, place, classes, tokens, used)
        classes = "".join([token.cls for token in tokens])
        found = ahead(stage + 1, classes)
    return tokens


def _pass(
    stage: int, place: Place | None, classes: str, tokens: list[Token], used: list[Used] | None
) -> list[Token]:
    find = _find_again if len(classes) <= _LONGEST_KEPT else _find
    out: list[Token] = []
    done = 0
    while place:
        start, end, number = place
        rule = STAGES[stage][number]
        made = rule.make(tokens[start:end])
        if made is None:
            rule, made, end = _next_made(STAGES[stage][number + 1 :], classes, start, tokens)
        if made is None:
            end = start + 1
        else:
            out += tokens[done:start]
            out += made
            done = end
            if used is not None:
                used.append((rule.name, tokens[start].start, tokens[end - 1].end, made))
        place = find(stage, classes, end) if end < len(classes) else None
    out += tokens[done:]
    return out


def _next_made(
    rules: Sequence[Rule], classes: str, start: int, tokens: list[Token]
) -> tuple[Rule, list[Token] | None, int]:
    """What the next willing rule makes: one that declines leaves the words to those after it."""
    for rule in rules:
        match = _alone(rule).match(classes, start)
        if match and match.end() > start:
            made = rule.make(tokens[start : match.end()])
            if made is not None:
                return rule, made, match.end()
    return RULES[0], None, start
