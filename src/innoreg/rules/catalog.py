"""All rules in the order of docs/diagnostics.md, and `check`, which asks them of a registry."""

from functools import partial
from pathlib import PurePosixPath

from innoreg.diagnostics import OF_WHOLE, Diagnostic, by_place
from innoreg.model.registry import Registry
from innoreg.process import run_in_fork
from innoreg.rules import (
    acceptance,
    amendments,
    applications,
    clause_subjects,
    clause_words,
    date_order,
    deadline_wording,
    duplicates,
    events,
    groups,
    indicators,
    item_numbering,
    misspelt_names,
    order_requisites,
    pair_orders,
    pairs,
    people,
    printing,
    privacy,
    references,
    responsible,
    results_tables,
    roles,
    school_lists,
    sites,
    step_sequence,
    tax_codes,
    undated_duties,
)
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Rule

_FILES = (
    references,
    duplicates,
    date_order,
    item_numbering,
    deadline_wording,
    undated_duties,
    groups,
    responsible,
    events,
    order_requisites,
    printing,
    clause_subjects,
    clause_words,
    step_sequence,
    sites,
    amendments,
    people,
    roles,
    pairs,
    pair_orders,
    tax_codes,
    results_tables,
    school_lists,
    applications,
    indicators,
    misspelt_names,
    privacy,
)


# Those that need the replay or look for words in texts; the others mostly read plans.
_REPLAYED = {
    *(amendments, step_sequence, date_order, duplicates, pairs, people, privacy, references),
    *(responsible, roles, sites, misspelt_names, undated_duties, groups, results_tables),
    school_lists,
    applications,
    indicators,
}


def _rules_of(module: object) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = (
    *(rule for module in _FILES for rule in _rules_of(module)),
    acceptance.accepted_nothing,
)
HALVES: tuple[tuple[Rule, ...], tuple[Rule, ...]] = (
    tuple(r for module in _FILES if module not in _REPLAYED for r in _rules_of(module)),
    tuple(r for module in _FILES if module in _REPLAYED for r in _rules_of(module)),
)
"""All of them in two parts of about the same work, which share little; the second takes longer."""


_WORTH_A_PROCESS = 1000
"""From so many files on a second process saves more than its making costs."""


def check(registry: Registry) -> list[Diagnostic]:
    """What the rules find, in reading order.

    Of a part that could only be salvaged nothing but errors is told: what is missing from it may
    stand in the words that could not be read.
    """
    view = View(registry)
    one, other = HALVES
    # The copy begins later and sends what it found, so it has the lighter half.
    work = partial(_run_rules, view, one)
    lighter = run_in_fork(work) if len(registry.records) >= _WORTH_A_PROCESS else work
    heavier, _papers = _run_rules(view, other)
    few, papers = lighter()
    # Asked again: whoever keeps the findings learns here which files they depend on.
    for path in papers:
        registry.file_kind(path)
    found = [each for each in (*few, *heavier) if _is_reported(registry, each)]
    view.found = acceptance.with_acceptances(registry, found)
    left_over = acceptance.accepted_nothing(view)
    return by_place((*view.found, *(each for each in left_over if _is_reported(registry, each))))


def _run_rules(view: View, rules: tuple[Rule, ...]) -> tuple[list[Diagnostic], list[str]]:
    """What some rules find, and the files beside the records that they asked for."""
    return [each for rule in rules for each in rule(view)], [*view.registry.papers]


def _is_reported(registry: Registry, found: Diagnostic) -> bool:
    if not registry.broken:
        return True
    if found.code in OF_WHOLE:
        return False
    file = found.place.file
    if found.severity == "error" or PurePosixPath(file).stem not in registry.broken:
        return True
    return file in registry.doubts and found.place.line not in registry.doubts[file]
