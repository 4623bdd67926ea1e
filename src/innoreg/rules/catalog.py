"""All rules, in the order of docs/diagnostics.md."""

from innoreg.rules import (
    amendments,
    clauses,
    course,
    dates,
    deadlines,
    events,
    identity,
    numbers,
    orders,
    organisations,
    pairs,
    people,
    printed,
    privacy,
    references,
    responsible,
    results,
    roles,
    sites,
    terms,
    wording,
)
from innoreg.rules.rule import Rule

_FILES = (
    references,
    identity,
    dates,
    numbers,
    deadlines,
    terms,
    printed,
    responsible,
    events,
    orders,
    clauses,
    course,
    results,
    amendments,
    sites,
    people,
    roles,
    pairs,
    organisations,
    wording,
    privacy,
)


# Those that need the replay or look for words in texts; the others mostly read plans.
_REPLAYED = {
    *(amendments, course, dates, identity, pairs, people, printed, privacy, references),
    *(responsible, results, roles, sites, wording),
}


def _rules_of(module: object) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(rule for module in _FILES for rule in _rules_of(module))
HALVES: tuple[tuple[Rule, ...], tuple[Rule, ...]] = (
    tuple(r for module in _FILES if module not in _REPLAYED for r in _rules_of(module)),
    tuple(r for module in _FILES if module in _REPLAYED for r in _rules_of(module)),
)
"""All of them in two parts of about the same work, which share little; the second takes longer."""
