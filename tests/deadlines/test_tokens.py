"""Classes of tokens and the patterns of the grammar: names only, every rule compiles."""

import re

import pytest

from innoreg.deadlines.grammar import RULES, STAGES, Rule
from innoreg.deadlines.grammar_engine import rule_expression
from innoreg.deadlines.pattern_groups import GROUPS
from innoreg.deadlines.tokens import TokenClass, class_set, letter_pattern

CLASSES = {name: letter for name, letter in vars(TokenClass).items() if name.isupper()}
PATTERNS = {**GROUPS, **{rule.name: rule.pattern for rule in RULES}}


def test_each_class_has_a_letter_of_its_own() -> None:
    assert len(set(CLASSES.values())) == len(CLASSES)
    assert all(len(letter) == 1 for letter in CLASSES.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_compiles(rule: Rule) -> None:
    assert re.compile(rule_expression(rule))


def test_a_stage_compiles_into_one_group_a_rule() -> None:
    """The engine takes the number of the group for the number of the rule."""
    for stage in STAGES:
        for rule in stage:
            assert re.compile(rule_expression(rule)).groups == 0


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_hold_names_and_signs_of_regular_expressions_only(name: str) -> None:
    words = re.findall(r"[^\W\d]+", PATTERNS[name])
    assert [word for word in words if word not in CLASSES and word not in GROUPS] == []
    assert re.sub(r"\(\?(?::|<?[=!])|\{\d,\d\}|[\w ()\[\]|?*+^$]", "", PATTERNS[name]) == ""


@pytest.mark.parametrize("name", PATTERNS)
def test_no_quantifier_is_possessive(name: str) -> None:
    """Python 3.11.2 matches possessive quantifiers and atomic groups wrongly."""
    assert not re.search(r"[?*+}]\+|\(\?>", PATTERNS[name])


def test_each_group_is_used() -> None:
    used = {word for pattern in PATTERNS.values() for word in re.findall("[a-z_]+", pattern)}
    assert set(GROUPS) == used


def test_a_name_stands_for_its_letter_also_inside_a_set() -> None:
    pattern = letter_pattern("[NUM ORD]+ (?!month)", {"month": "[MONTH MONTHGEN]"})
    assert re.fullmatch(pattern, TokenClass.NUM + TokenClass.ORD)
    assert not re.match(pattern, TokenClass.NUM + TokenClass.MONTHGEN)


def test_a_dash_in_a_set_is_no_range() -> None:
    assert re.fullmatch(letter_pattern("[NUM DASH ORD]"), TokenClass.DASH)


@pytest.mark.parametrize("pattern", ["n", "NUN", "[NUM x]", "months"])
def test_a_name_there_is_not_is_an_error(pattern: str) -> None:
    with pytest.raises(KeyError):
        letter_pattern(pattern, GROUPS)
    with pytest.raises(KeyError):
        class_set(pattern)
