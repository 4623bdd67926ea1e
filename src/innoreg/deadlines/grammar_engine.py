"""Applies the grammar to tokens, stage by stage: what a rule matches is replaced by its action.

The technique is that of a cascaded chunk parser: each token is one letter, a stage is one regular
expression over the letters of a text, and the search runs in C.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from innoreg.deadlines.grammar import NEEDS, RULES, STAGES, Rule
from innoreg.deadlines.pattern_groups import GROUPS
from innoreg.deadlines.tokens import Token, letter_pattern

# Beyond this length two texts hardly ever have the same classes, and keeping them costs memory.
_LONGEST_KEPT = 48


class AppliedRule(NamedTuple):
    """The name of a rule, [start, end) of what it matched in the normalised text, and its tokens."""

    rule: str
    start: int
    end: int
    made: list[Token]


class Place(NamedTuple):
    """Where a stage has something to do: [start, end) of the letters, the number of the rule."""

    start: int
    end: int
    rule: int


def rule_expression(rule: Rule) -> str:
    """The pattern of a rule as a regular expression over letters."""
    return letter_pattern(rule.pattern, GROUPS)


# Patterns are compiled when first needed: most commands read no term, most terms need few stages.
@cache
def _stage_pattern(stage: int) -> re.Pattern[str]:
    return re.compile("|".join(f"({rule_expression(rule)})" for rule in STAGES[stage]))


@cache
def _rule_pattern(rule: Rule) -> re.Pattern[str]:
    return re.compile(rule_expression(rule))


def apply_grammar(tokens: list[Token], applied: list[AppliedRule] | None = None) -> list[Token]:
    """The statements of a text, from its tokens.

    applied: where given, each rule that replaced words is appended to it.
    """
    letters = "".join([token.cls for token in tokens])
    find = _find_stage_again if len(letters) <= _LONGEST_KEPT else _find_stage
    found = find(0, letters)
    while found:
        stage, place = found
        tokens = _apply_stage(stage, place, letters, tokens, applied)
        letters = "".join([token.cls for token in tokens])
        found = find(stage + 1, letters)
    return tokens


def _find_stage(stage: int, letters: str) -> tuple[int, Place] | None:
    """The next stage that has something to do, and where."""
    places = (
        (later, _find_place(later, letters, 0))
        for later in range(stage, len(STAGES))
        if not (needs := NEEDS[later]) or not needs.isdisjoint(letters)
    )
    return next(((later, place) for later, place in places if place), None)


def _find_place(stage: int, letters: str, start: int) -> Place | None:
    """The first match of a stage at or after `start`; one of no words is none."""
    match = _stage_pattern(stage).search(letters, start)
    while match and match.end() == match.start():
        match = _stage_pattern(stage).search(letters, match.end() + 1)
    return Place(match.start(), match.end(), (match.lastindex or 1) - 1) if match else None


# Plans say the same things with other dates: thousands of cells share one string of letters. The
# bound only keeps a long-lived program from growing.
_find_place_again = lru_cache(maxsize=16384)(_find_place)
_find_stage_again = lru_cache(maxsize=16384)(_find_stage)


def _apply_stage(
    stage: int,
    place: Place | None,
    letters: str,
    tokens: list[Token],
    applied: list[AppliedRule] | None,
) -> list[Token]:
    """The tokens after one stage, whose first match is `place`."""
    find = _find_place_again if len(letters) <= _LONGEST_KEPT else _find_place
    out: list[Token] = []
    done = 0
    while place:
        start, end, number = place
        rule = STAGES[stage][number]
        made = rule.action(tokens[start:end])
        if made is None:
            rule, made, end = _next_match(STAGES[stage][number + 1 :], letters, start, tokens)
        if made is None:
            # Nobody wants this word: look on from the next one.
            end = start + 1
        else:
            out += tokens[done:start]
            out += made
            done = end
            if applied is not None:
                where = (tokens[start].start, tokens[end - 1].end)
                applied.append(AppliedRule(rule.name, *where, made))
        place = find(stage, letters, end) if end < len(letters) else None
    out += tokens[done:]
    return out


def _next_match(
    rules: Sequence[Rule], letters: str, start: int, tokens: list[Token]
) -> tuple[Rule, list[Token] | None, int]:
    """The next of these rules that matches at `start` and whose action does not decline.

    The rule, what its action made, and where its match ends; None was made if there is none.
    """
    for rule in rules:
        match = _rule_pattern(rule).match(letters, start)
        if match and match.end() > start:
            made = rule.action(tokens[start : match.end()])
            if made is not None:
                return rule, made, match.end()
    return RULES[0], None, start
