"""The table of rules: each named once, and used by the example beside it."""

import pytest

from deadlines.periods import CALENDAR
from innoreg.deadlines import parse
from innoreg.deadlines.grammar import RULES, Rule

# Their examples are refused on purpose, or set aside.
ASIDE = {"holidays", "reference"}


def test_names_and_examples_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    read = parse(rule.example, CALENDAR)
    assert rule.name in {reading.rule for reading in read.readings}
    assert (read.refusal is None) or rule.name in ASIDE
