"""The table of rules: each named once, and used by the example beside it."""

import pytest

from deadlines.periods import CALENDAR
from innoreg.deadlines import parse
from innoreg.deadlines.grammar import RULES, Rule
from innoreg.deadlines.spelling import MENDINGS

# Their examples are refused on purpose, or set aside.
ASIDE = {"holidays", "reference"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("сентбярь", "slip"),
        ("маpт", "look-alike letters"),
        ("c 1 сентября", "look-alike letters"),
        ("до10марта втечение года", "lost space"),
        ("сен тябрь", "broken word"),
        ("20221 года", "footnote mark"),
    ],
)
def test_mended_words_say_why(text: str, name: str) -> None:
    assert name in MENDINGS
    assert name in {reading.rule for reading in parse(text, CALENDAR).readings}


def test_names_and_examples_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    read = parse(rule.example, CALENDAR)
    assert rule.name in {reading.rule for reading in read.readings}
    assert (read.refusal is None) or rule.name in ASIDE
