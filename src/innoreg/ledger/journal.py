"""Every step in time order: from orders and from the records' own openings and events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from innoreg.ledger.affiliation import canonical
from innoreg.ledger.amendments import amended, repealed
from innoreg.ledger.assignments import Held, from_openings
from innoreg.ledger.life_cycle import STARTING
from innoreg.ledger.order_effects import Acts, appointments, happened, in_time
from innoreg.ledger.step import Problem, Step, StepKind
from innoreg.ledger.wordings import differing
from innoreg.model.assignment import Opening
from innoreg.model.base import Record
from innoreg.model.event import Event
from innoreg.model.pair import Pair
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.site import Site

EVENTS: dict[str, StepKind] = {
    "done": "done",
    "extended": "extended",
    "cancelled": "cancelled",
    "reopened": "reopened",
}


def openings(registry: Registry) -> Iterator[Step]:
    """What was so before the register began."""
    for site in registry.all(Site):
        yield from _opening(site, site.id, site.opening, ("opening",))
    for pair in registry.all(Pair):
        yield from _opening(pair, pair.id, pair.opening, ("opening",))
    for program in registry.all(Program):
        yield from _opening(program, program.id, program.opening, ("opening",))
        for index, project in enumerate(program.projects):
            path = ("projects", index, "opening")
            yield from _opening(program, f"{program.id}/{project.id}", project.opening, path)


def _opening(record: Record, ref: str, opening: Opening | None, path: Path) -> Iterator[Step]:
    if opening is None:
        return
    yield Step(
        opening.from_,
        ref,
        "opening",
        record,
        path,
        start=opening.from_,
        end=opening.to,
        words=(opening.basis,),
    )
    if opening.completed:
        yield Step(opening.completed, ref, "completed", record, (*path, "completed"))


def happenings(registry: Registry) -> Iterator[Step]:
    """Events of sites; consents and reports of pairs."""
    for site in registry.all(Site):
        yield from _events(registry, site, site.id, site.events, ("events",))
    for pair in registry.all(Pair):
        yield from _consents(pair)
        for index, report in enumerate(pair.reports):
            yield Step(report.on, pair.id, "reported", pair, ("reports", index))


def events_of_items(registry: Registry) -> Iterator[Step]:
    """What happened to the items of plans."""
    for roadmap in registry.all(Roadmap):
        for key, path, item, *_above in placed_items(roadmap):
            if item.events:
                ref = f"{roadmap.id}/{key}"
                yield from _events(registry, roadmap, ref, item.events, (*path, "events"))


def clause_events(own: Acts) -> Iterator[Step]:
    """What happened to the terms of an order's clauses."""
    for act in own.acts:
        if events := act.placed.clause.events:
            path = (*act.placed.path, "events")
            yield from _events(own.registry, own.order, act.ref, events, path)


def _events(
    registry: Registry, record: Record, ref: str, events: tuple[Event, ...], path: Path
) -> Iterator[Step]:
    for index, event in enumerate(events):
        done: StepKind = "submitted" if isinstance(record, Site) else "done"
        yield Step(
            event.on,
            ref,
            done if event.event == "done" else EVENTS[event.event],
            record,
            (*path, index),
            report=event.report,
            occurrence=event.occurrence,
            addressee=canonical(registry, event.for_),
            words=(event.to,) if event.event == "extended" else (),
            other=_shown(event),
        )


def _shown(event: Event) -> str | None:
    """What moved or cancelled it, or shows that it was done."""
    if event.event == "done":
        return event.evidence
    return None if event.event == "reopened" else event.basis


def _consents(pair: Pair) -> Iterator[Step]:
    """On each day of an answer: refused while anybody's last answer is no; consented by all."""
    asked = {m.person for m in (*pair.mentors, *pair.mentees) if m.person}
    asked |= {c.person for c in pair.consents}
    answers: dict[str, bool] = {}
    for index, consent in sorted(enumerate(pair.consents), key=lambda each: each[1].on):
        answers[consent.person] = consent.given
        if not all(answers.values()):
            yield Step(consent.on, pair.id, "refused", pair, ("consents", index))
        elif asked <= answers.keys():
            yield Step(consent.on, pair.id, "consented", pair, ("consents", index))


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
