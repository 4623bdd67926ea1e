"""The table of rules: named once, shown by an example, never skipped for the sake of speed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.periods import CALENDAR
from innoreg.deadlines import parse
from innoreg.deadlines.grammar import RULES, STAGES, Rule, stage_pattern
from innoreg.deadlines.words import CLASSES

# Their examples are refused on purpose, or set aside.
ASIDE = {"holidays", "reference"}


def test_names_and_examples_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    read = parse(rule.example, CALENDAR)
    assert rule.name in {reading.rule for reading in read.readings}
    assert (read.refusal is None) or rule.name in ASIDE


@settings(max_examples=400)
@given(st.text(alphabet=sorted(CLASSES.values()), max_size=8))
def test_a_stage_with_something_to_do_is_not_skipped(classes: str) -> None:
    for needs, stage in STAGES:
        if re.search(stage_pattern(stage), classes):
            assert not needs.isdisjoint(classes)
