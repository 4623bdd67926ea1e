"""The table of rules: each named once, and used by the example beside it."""

from collections.abc import Iterable
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as expressions  # type: ignore[attr-defined]
from typing import Any

import pytest

from deadlines.periods import CALENDAR
from innoreg.deadlines import explain, parse
from innoreg.deadlines.grammar import NEEDS, RULES, STAGES, Rule
from innoreg.deadlines.grammar_engine import rule_expression

# Their examples are refused on purpose, or set aside.
ASIDE = {
    "holidays",
    "reference",
    "edge of each term",
    "day with its weekday",
    "every other",
    "and so on",
    "part of several months",
    "start in a month",
}


def test_names_and_examples_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    read = parse(rule.example, CALENDAR)
    assert rule.name in {reading.rule for reading in explain(rule.example)}
    assert (read.refusal is None) or rule.name in ASIDE


def may_fit(parts: Iterable[tuple[Any, Any]], without: frozenset[str]) -> bool:
    """Whether the parts of a pattern may fit somewhere in a text without these letters."""
    return all(_may_fit(sign, what, without) for sign, what in parts)


def _may_fit(sign: Any, what: Any, without: frozenset[str]) -> bool:
    if sign is signs.LITERAL:
        return chr(what) not in without
    if sign is signs.IN:
        return any(kind is not signs.LITERAL or chr(each) not in without for kind, each in what)
    if sign is signs.BRANCH:
        return any(may_fit(branch, without) for branch in what[1])
    if sign in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
        return what[0] == 0 or may_fit(what[2], without)
    if sign is signs.SUBPATTERN:
        return may_fit(what[3], without)
    return sign is not signs.ASSERT or may_fit(what[1], without)


def test_a_stage_that_is_passed_over_has_nothing_to_do() -> None:
    assert len(NEEDS) == len(STAGES)
    for rules, needs in zip(STAGES, NEEDS, strict=True):
        for rule in rules:
            fits = needs and may_fit(expressions.parse(rule_expression(rule)), needs)
            assert not fits, rule.name
