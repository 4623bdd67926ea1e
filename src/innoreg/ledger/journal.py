"""Every step in time order: from orders and from the records' own openings and events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.amendments import amendment_steps, repeal_steps
from innoreg.ledger.application_steps import (
    application_steps,
    applications_by_site,
    protocol_steps,
)
from innoreg.ledger.assignments import HeldRole, roles_from_openings
from innoreg.ledger.life_cycle import STARTING
from innoreg.ledger.order_effects import OrderActs, appointment_steps, order_steps, orders_in_time
from innoreg.ledger.step import Problem, Step
from innoreg.ledger.wordings import find_differing_amendments
from innoreg.model.assignment import Opening
from innoreg.model.base import Record
from innoreg.model.event import Assessed, SiteEvent
from innoreg.model.pair import Consent, Pair, placed_steps
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.site import Site


def opening_steps(registry: Registry) -> Iterator[Step]:
    """What was so before the register began."""
    subjects: Iterable[Site | Pair | Program]
    subjects = (*registry.all(Site), *registry.all(Pair), *registry.all(Program))
    for record in subjects:
        yield from _opening_steps(record, record.id, record.opening, ("opening",))
        for index, project in enumerate(record.projects if isinstance(record, Program) else ()):
            path = ("projects", index, "opening")
            yield from _opening_steps(record, f"{record.id}/{project.id}", project.opening, path)


def _opening_steps(record: Record, ref: str, opening: Opening | None, path: Path) -> Iterator[Step]:
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


def event_steps(registry: Registry) -> Iterator[Step]:
    """Events of sites; consents, plans and reports of pairs."""
    for site in registry.all(Site):
        yield from _steps_of_events(registry, site, site.id, site.events, ("events",))
    for pair in registry.all(Pair):
        yield from _consent_steps(registry, pair)
        if pair.plan and pair.plan.approved:
            yield Step(pair.plan.approved, pair.id, "plan_approved", pair, ("plan", "approved"))
        yield from _report_steps(registry, pair)


def item_event_steps(registry: Registry) -> Iterator[Step]:
    """What happened to the items of plans and to the rows of the plans of pairs."""
    for roadmap in registry.all(Roadmap):
        for key, path, item, *_above in placed_items(roadmap):
            if item.events:
                ref = f"{roadmap.id}/{key}"
                yield from _steps_of_events(registry, roadmap, ref, item.events, (*path, "events"))
    for pair in registry.all(Pair):
        for key, path, step in placed_steps(pair):
            if step.events:
                ref = f"{pair.id}/{key}"
                yield from _steps_of_events(registry, pair, ref, step.events, (*path, "events"))


def clause_event_steps(own: OrderActs) -> Iterator[Step]:
    """What happened to the terms of an order's clauses."""
    for act in own.acts:
        if events := act.placed.clause.events:
            path = (*act.placed.path, "events")
            yield from _steps_of_events(own.registry, own.order, act.ref, events, path)


def _steps_of_events(
    registry: Registry, record: Record, ref: str, events: tuple[SiteEvent, ...], path: Path
) -> Iterator[Step]:
    for index, event in enumerate(events):
        submitted = event.event == "done" and isinstance(record, Site)
        yield Step(
            event.on,
            ref,
            "submitted" if submitted else event.event,
            record,
            (*path, index),
            report=event.report,
            occurrence=event.occurrence,
            addressee=canonical_ref(registry, event.for_),
            words=(event.to,) if event.event == "extended" else (),
            end=event.until if isinstance(event, Assessed) else None,
            other=_basis_or_evidence(event),
        )


def _basis_or_evidence(event: SiteEvent) -> str | None:
    """What moved or cancelled it, or shows that it was done."""
    if event.event == "done":
        return event.evidence
    if event.event == "assessed":
        return event.outcome
    return None if event.event == "reopened" else event.basis


def _report_steps(registry: Registry, pair: Pair) -> Iterator[Step]:
    """Each report of the pair; one that answers a duty is done there, for this pair."""
    for index, report in enumerate(pair.reports):
        path = ("reports", index)
        yield Step(report.on, pair.id, "reported", pair, path)
        if report.for_:
            ref = canonical_ref(registry, report.for_)
            number = report.occurrence
            yield Step(report.on, ref, "done", pair, path, occurrence=number, addressee=pair.id)


def _consent_steps(registry: Registry, pair: Pair) -> Iterator[Step]:
    """On each day of an answer: refused while anybody's last answer is no; consented by all."""
    # Whoever answered counts as asked, though the pair no longer names them.
    asked = {*sides_asked(registry, pair), *(_who(registry, c) for c in pair.consents)}
    answers: dict[str, bool] = {}
    for index, consent in sorted(enumerate(pair.consents), key=lambda each: each[1].on):
        answers[_who(registry, consent)] = consent.given
        if not all(answers.values()):
            yield Step(consent.on, pair.id, "refused", pair, ("consents", index))
        elif asked <= answers.keys():
            yield Step(consent.on, pair.id, "consented", pair, ("consents", index))


def _who(registry: Registry, consent: Consent) -> str:
    return canonical_ref(registry, consent.who)


def sides_asked(registry: Registry, pair: Pair) -> tuple[str, ...]:
    """Whose consent a pair needs: the people it names, in a pair of schools the schools."""
    members = (*pair.mentors, *pair.mentees)
    named = (m.school if pair.level == "school" else m.person for m in members)
    return tuple(dict.fromkeys(canonical_ref(registry, ref) for ref in named if ref))


class Journal(NamedTuple):
    """Steps by subject, oldest first; appointments in time order; problems of the clauses."""

    steps: Mapping[str, tuple[Step, ...]]
    held: tuple[HeldRole, ...]
    repeals: tuple[Step, ...]
    problems: tuple[Problem, ...]


class _Timed(NamedTuple):
    """A step and when: on one day openings come first, then orders by rank, then events."""

    day: date
    phase: int
    rank: int
    step: Step


# Not the whole tuple: steps do not compare, and of one moment they stay in the order of reading.
_moment = itemgetter(0, 1, 2)


def _with_moments(phase: int, steps: Iterable[Step], rank: int = 0) -> list[_Timed]:
    return [_Timed(step.day or date.min, phase, rank, step) for step in steps]


def build_journal(registry: Registry, *, every: bool = True) -> Journal:
    """The log of the whole register, the same for any order of its files.

    every: with what concerns nothing else: the events of items of plans, the steps of people.
    """
    # The order below matters: projects inherit the starts gathered so far, amendments and repeals
    # reach the steps of every order, also of later ones, and events come after all orders.
    orders = orders_in_time(registry)
    rows = [*roles_from_openings(registry), *(row for own in orders for row in own.appointed)]
    problems: list[Problem] = []
    timed = _with_moments(0, opening_steps(registry))
    # A council decides before the order of the same day, and on what had come before it.
    timed += _with_moments(1, application_steps(registry), -2)
    timed += _with_moments(1, protocol_steps(registry, on_reports=False), -1)
    for rank, own in enumerate(orders):
        timed += _with_moments(1, _sift_problems(order_steps(own), problems), rank)
        timed += _with_moments(1, appointment_steps(own) if every else (), rank)
    timed += list(_inherited_starts(registry, timed))
    asked = applications_by_site(registry)
    timed += [
        each._replace(step=replace(each.step, subject=asked[each.step.subject]))
        for each in (timed if asked else ())
        if each.step.kind == "granted" and each.step.subject in asked
    ]
    timed += _change_steps(orders, timed, problems)
    timed += _with_moments(2, event_steps(registry))
    # A report may be handed in on the day of the meeting that accepts it.
    timed += _with_moments(3, protocol_steps(registry, on_reports=True))
    timed += _with_moments(2, item_event_steps(registry) if every else ())
    timed += _with_moments(2, (step for own in orders for step in clause_event_steps(own)))
    steps = _steps_by_subject(timed)
    problems += find_differing_amendments(registry, steps)
    voiding = (step for own in orders for step in steps.get(own.order.id, ()) if step.voids)
    return Journal(steps, tuple(rows), tuple(voiding), tuple(problems))


def _sift_problems(facts: Iterable[Step | Problem], problems: list[Problem]) -> Iterator[Step]:
    for fact in facts:
        if isinstance(fact, Step):
            yield fact
        else:
            problems.append(fact)


def _inherited_starts(registry: Registry, timed: list[_Timed]) -> Iterator[_Timed]:
    """A project that nothing starts by its own name starts with its programme."""
    begun = defaultdict[str, list[_Timed]](list)
    for each in timed:
        if each.step.kind in STARTING:
            begun[each.step.subject].append(each)
    for program in registry.all(Program):
        for ref in (f"{program.id}/{project.id}" for project in program.projects):
            for each in begun[program.id] if ref not in begun else ():
                yield each._replace(step=replace(each.step, subject=ref, start=None, end=None))


def _change_steps(
    orders: list[OrderActs], timed: list[_Timed], problems: list[Problem]
) -> list[_Timed]:
    """Amendments and repeals, which reach the subjects that other clauses touched."""
    touched = _steps_by_source(each.step for each in timed)
    gone: set[str] = set()
    found: list[_Timed] = []
    for rank, own in enumerate(orders):
        for act in own.acts:
            if act.placed.clause.kind == "amend":
                made = list(_sift_problems(amendment_steps(act, touched), problems))
                # A repeal of this order must find what it amended, so these steps join in.
                touched[act.order.id] += made
                touched[act.ref] += made
                found += _with_moments(1, made, rank)
            elif act.placed.clause.kind == "repeal":
                found += _with_moments(
                    1, _sift_problems(repeal_steps(act, touched, gone), problems), rank
                )
    return found


def _steps_by_source(steps: Iterable[Step]) -> defaultdict[str, list[Step]]:
    """Steps by the order, and by the clause, that made them."""
    found = defaultdict[str, list[Step]](list)
    for step in steps:
        if step.order:
            found[step.order].append(step)
            if step.clause:
                found[f"{step.order}/{step.clause}"].append(step)
    return found


def _steps_by_subject(timed: list[_Timed]) -> Mapping[str, tuple[Step, ...]]:
    found = defaultdict[str, list[Step]](list)
    for each in sorted(timed, key=_moment):
        found[each.step.subject].append(each.step)
    return {subject: tuple(steps) for subject, steps in found.items()}
