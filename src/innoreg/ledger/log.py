"""The log: every step of the register in time order, by subject; made once, read for any day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from innoreg.ledger.assignments import Held, from_openings
from innoreg.ledger.changes import amended, repealed
from innoreg.ledger.effects import Acts, happened, in_time
from innoreg.ledger.life import STARTING
from innoreg.ledger.sources import clause_events, happenings, openings
from innoreg.ledger.step import Problem, Step
from innoreg.ledger.texts import differing
from innoreg.model.program import Program
from innoreg.model.registry import Registry


@dataclass(frozen=True, slots=True)
class Log:
    """Steps by subject, oldest first; appointments in time order; problems of the clauses."""

    steps: Mapping[str, tuple[Step, ...]]
    held: tuple[Held, ...]
    repeals: tuple[Step, ...]
    problems: tuple[Problem, ...]


class _Timed(NamedTuple):
    """A step and its rank: on one day openings come first, then orders by rank, then events."""

    phase: int
    rank: int
    step: Step

    @property
    def moment(self) -> tuple[date, int, int]:
        return self.step.day or date.min, self.phase, self.rank


def written(registry: Registry) -> Log:
    """The log of the whole register, the same for any order of its files."""
    orders = in_time(registry)
    rows = [*from_openings(registry), *(row for own in orders for row in own.appointed)]
    problems: list[Problem] = []
    timed = [_Timed(0, 0, step) for step in openings(registry)]
    for rank, own in enumerate(orders):
        timed += _steps(rank, happened(own), problems)
    timed += list(_inherited(registry, timed))
    timed += _changes(orders, timed, problems)
    timed += [_Timed(2, 0, step) for step in happenings(registry)]
    timed += [_Timed(2, 0, step) for own in orders for step in clause_events(own)]
    steps = _by_subject(timed)
    problems += differing(registry, steps)
    voiding = (step for own in orders for step in steps.get(own.order.id, ()) if step.voids)
    return Log(steps, tuple(rows), tuple(voiding), tuple(problems))


def _steps(rank: int, facts: Iterable[Step | Problem], problems: list[Problem]) -> Iterator[_Timed]:
    for fact in facts:
        if isinstance(fact, Step):
            yield _Timed(1, rank, fact)
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
    touched = defaultdict[str, list[Step]](list)
    for each in timed:
        for source in {each.step.order, each.step.source} - {None}:
            touched[source or ""].append(each.step)
    gone: set[str] = set()
    found: list[_Timed] = []
    for rank, own in enumerate(orders):
        for act in own.acts:
            if act.placed.clause.kind == "amend":
                made = list(_steps(rank, amended(act, touched), problems))
                touched[act.order.id] += [each.step for each in made]
                touched[act.ref] += [each.step for each in made]
                found += made
            elif act.placed.clause.kind == "repeal":
                found += _steps(rank, repealed(act, touched, gone), problems)
    return found


def _by_subject(timed: list[_Timed]) -> Mapping[str, tuple[Step, ...]]:
    found = defaultdict[str, list[Step]](list)
    for each in sorted(timed, key=lambda each: each.moment):
        found[each.step.subject].append(each.step)
    return {subject: tuple(steps) for subject, steps in found.items()}
