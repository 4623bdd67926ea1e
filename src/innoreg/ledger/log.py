"""The log: every step of the register in time order, by subject; made once, read for any day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from innoreg.ledger.assignments import Held, from_openings
from innoreg.ledger.changes import amended, repealed
from innoreg.ledger.effects import Acts, appointments, happened, in_time
from innoreg.ledger.life import STARTING
from innoreg.ledger.sources import clause_events, events_of_items, happenings, openings
from innoreg.ledger.step import Problem, Step
from innoreg.ledger.texts import differing
from innoreg.model.program import Program
from innoreg.model.registry import Registry


class Log(NamedTuple):
    """Steps by subject, oldest first; appointments in time order; problems of the clauses."""

    steps: Mapping[str, tuple[Step, ...]]
    held: tuple[Held, ...]
    repeals: tuple[Step, ...]
    problems: tuple[Problem, ...]


class _Timed(NamedTuple):
    """A step and when: on one day openings come first, then orders by rank, then events."""

    day: date
    phase: int
    rank: int
    step: Step


_moment = itemgetter(0, 1, 2)


def _timed(phase: int, steps: Iterable[Step], rank: int = 0) -> list[_Timed]:
    return [_Timed(step.day or date.min, phase, rank, step) for step in steps]


def written(registry: Registry, *, every: bool = True) -> Log:
    """The log of the whole register, the same for any order of its files.

    every: with what concerns nothing else: the events of items of plans, the steps of people.
    """
    orders = in_time(registry)
    rows = [*from_openings(registry), *(row for own in orders for row in own.appointed)]
    problems: list[Problem] = []
    timed = _timed(0, openings(registry))
    for rank, own in enumerate(orders):
        timed += _timed(1, _steps(happened(own), problems), rank)
        timed += _timed(1, appointments(own) if every else (), rank)
    timed += list(_inherited(registry, timed))
    timed += _changes(orders, timed, problems)
    timed += _timed(2, happenings(registry))
    timed += _timed(2, events_of_items(registry) if every else ())
    timed += _timed(2, (step for own in orders for step in clause_events(own)))
    steps = _by_subject(timed)
    problems += differing(registry, steps)
    voiding = (step for own in orders for step in steps.get(own.order.id, ()) if step.voids)
    return Log(steps, tuple(rows), tuple(voiding), tuple(problems))


def _steps(facts: Iterable[Step | Problem], problems: list[Problem]) -> Iterator[Step]:
    for fact in facts:
        if isinstance(fact, Step):
            yield fact
        else:
            problems.append(fact)


def _inherited(registry: Registry, timed: list[_Timed]) -> Iterator[_Timed]:
    """A project that nothing starts by its own name starts with its programme."""
    begun = defaultdict[str, list[_Timed]](list)
    for each in timed:
        if each.step.kind in STARTING:
            begun[each.step.subject].append(each)
    for program in registry.all(Program):
        for ref in (f"{program.id}/{project.id}" for project in program.projects):
            for each in begun[program.id] if ref not in begun else ():
                yield each._replace(step=replace(each.step, subject=ref, start=None, end=None))


def _changes(orders: list[Acts], timed: list[_Timed], problems: list[Problem]) -> list[_Timed]:
    """Amendments and repeals, which reach the subjects that other clauses touched."""
    touched = _touched(each.step for each in timed)
    gone: set[str] = set()
    found: list[_Timed] = []
    for rank, own in enumerate(orders):
        for act in own.acts:
            if act.placed.clause.kind == "amend":
                made = list(_steps(amended(act, touched), problems))
                touched[act.order.id] += made
                touched[act.ref] += made
                found += _timed(1, made, rank)
            elif act.placed.clause.kind == "repeal":
                found += _timed(1, _steps(repealed(act, touched, gone), problems), rank)
    return found


def _touched(steps: Iterable[Step]) -> defaultdict[str, list[Step]]:
    """Steps by the order, and by the clause, that made them."""
    found = defaultdict[str, list[Step]](list)
    for step in steps:
        if step.order:
            found[step.order].append(step)
            if step.clause:
                found[f"{step.order}/{step.clause}"].append(step)
    return found


def _by_subject(timed: list[_Timed]) -> Mapping[str, tuple[Step, ...]]:
    found = defaultdict[str, list[Step]](list)
    for each in sorted(timed, key=_moment):
        found[each.step.subject].append(each.step)
    return {subject: tuple(steps) for subject, steps in found.items()}
