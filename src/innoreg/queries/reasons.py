"""Why something is what it is: the chain of documents behind a record, a person, a body or an order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from innoreg.ledger import HeldRole, State, Step, controllers
from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.base import Record
from innoreg.model.clause import EntryIntoForce
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site
from innoreg.queries.dossier import build_dossier
from innoreg.queries.obligation import Obligation

Kind = Literal[
    "step", "role", "signed", "issued", "controls", "owes", "rests_on", "basis_of", "takes_part"
]
_WITH_DOSSIER = ("person", "district", "authority", "school")


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """One link: a step of the ledger, a role held, an order signed, issued or controlled, a duty.

    day: None where it is not known. subject: what a step happened to, where that is not the thing
    asked about. record, path: where the words stand.
    """

    kind: Kind
    day: date | None
    record: Record
    path: Path = ()
    order: str | None = None
    clause: str | None = None
    step: Step | None = None
    role: HeldRole | None = None
    duty: Obligation | None = None
    subject: str | None = None


def find_reasons(state: State, ref: str) -> tuple[Reason, ...]:
    """Every link behind what `ref` names, oldest first, what bears no day before all others."""
    target = state.registry.find(ref)
    if target is None or target.path:
        return tuple(_reasons_of_steps(state, state.why(ref)))
    found = [*_own_reasons(state, target)]
    # Stable: of one day they stay in the order of the documents.
    return tuple(sorted(found, key=lambda each: each.day or date.min))


def _own_reasons(state: State, target: Target) -> Iterator[Reason]:
    if isinstance(target.record, Order):
        yield from _reasons_of_order(state, target.record)
    elif target.kind in _WITH_DOSSIER:
        yield from _orders_of(state, target)
        yield from _roles_of(state, target)
        yield from _sites_of(state, target)
        yield from _participation_of(state, target)
        yield from _duties_of(state, target)
    else:
        if isinstance(target.record, Site) and target.record.application:
            yield from _reasons_of_application(state, target.record.application)
        yield from _reasons_of_steps(state, state.why(target.ref))
        if isinstance(target.record, Program) and not target.path:
            found = _participants_of(target.record)
            yield from (each for each in found if each.day is None or each.day <= state.day)


def _reasons_of_application(state: State, application: str) -> Iterator[Reason]:
    """What happened to the application of a site before the order; the grant is the site's own step."""
    ref = canonical_ref(state.registry, application)
    before = tuple(step for step in state.why(ref) if step.kind != "granted")
    for reason in _reasons_of_steps(state, before):
        yield replace(reason, subject=ref)


def _day_of(registry: Registry, order: str | None, day: date | None) -> date | None:
    """The day of what an order did; None where the order itself bears no day."""
    record = registry.get(Order, order)
    return None if record and not record.date else day


def _reasons_of_steps(state: State, steps: tuple[Step, ...]) -> Iterator[Reason]:
    for step in steps:
        day = _day_of(state.registry, step.order, step.day)
        yield Reason("step", day, step.record, step.path, step.order, step.clause, step)


def _reasons_of_order(state: State, order: Order) -> Iterator[Reason]:
    """Who signed it, from when it is in force, and what its clauses did to whom."""
    if state.first_documents[order.id].day > state.day:
        return
    yield from _acts_around(state, order)
    if order.signatory:
        yield Reason("signed", order.date, order, ("signatory",), order.id)
    for own in _reasons_of_steps(state, state.why(order.id)):
        entry = next(
            (p for p in order.placed_clauses() if isinstance(p.clause, EntryIntoForce)), None
        )
        if own.step and own.step.kind == "in_force" and entry:
            own = replace(own, clause=entry.key, path=entry.path)
        yield own
    made = [
        (step, ref)
        for ref, steps in state.steps.items()
        for step in steps
        # Whom a list appoints stands below with the district; the same row is no second step.
        if step.order == order.id and ref != order.id and step.kind != "appointed"
    ]
    for step, ref in sorted(made, key=lambda each: _reading_order(each[0].path)):
        (own,) = _reasons_of_steps(state, (step,))
        # What an instruction puts on control is the clause itself.
        yield own if ref == f"{order.id}/{step.clause}" else replace(own, subject=ref)
    yield from _control_of(state, order)
    for held in state.assignments:
        if held.order == order.id:
            yield _role_reason(state, held)


def _acts_around(state: State, order: Order) -> Iterator[Reason]:
    """The acts that the order rests on, and the orders that rest on it by that day."""
    registry = state.registry
    for index, act in enumerate(order.basis):
        other = registry.get(Order, act) if isinstance(act, str) else None
        subject = other.id if other else act if isinstance(act, str) else None
        yield Reason("rests_on", order.date, order, ("basis", index), order.id, subject=subject)
    for later in registry.all(Order):
        named = [registry.get(Order, act) for act in later.basis if isinstance(act, str)]
        if any(each is order for each in named) and state.has_order(later.id):
            yield Reason("basis_of", later.date, later, ("basis",), later.id, subject=later.id)


def _participants_of(program: Program) -> Iterator[Reason]:
    for index, each in enumerate(program.participants):
        yield Reason("takes_part", each.from_, program, ("participants", index))


def _participation_of(state: State, target: Target) -> Iterator[Reason]:
    """The programmes that a body, district or school takes part in by itself or as one of a group."""
    for program in state.registry.all(Program):
        for reason in _participants_of(program):
            each = program.participants[int(reason.path[1])]
            if reason.day and reason.day > state.day:
                continue
            named = [
                canonical_ref(state.registry, ref) for ref in (each.organisation, each.district)
            ]
            if target.ref in (*named, *state.groups.members(each.group, reason.day or state.day)):
                yield replace(reason, subject=target.ref)


def _reading_order(path: Path) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in path
    )


def _control_of(state: State, order: Order) -> Iterator[Reason]:
    for who in controllers(state, order.id):
        target = state.registry.find(who.clause)
        if target and target.clause:
            day = _day_of(state.registry, order.id, order.exists_from)
            yield Reason(
                "controls", day, order, target.path, order.id, target.clause.key, subject=who.person
            )


def _orders_of(state: State, target: Target) -> Iterator[Reason]:
    """The orders that a body issued, that a person signed or controls."""
    registry = state.registry
    for order in registry.signed_orders:
        if not state.has_order(order.id):
            continue
        if target.kind == "authority" and canonical_ref(registry, order.issuer) == target.ref:
            yield Reason("issued", order.date, order, ("issuer",), order.id)
        signed = order.signatory and canonical_ref(registry, order.signatory.person)
        if signed == target.ref:
            yield Reason("signed", order.date, order, ("signatory",), order.id)
        for reason in _control_of(state, order):
            if reason.subject == target.ref:
                yield replace(reason, subject=None)


def _roles_of(state: State, target: Target) -> Iterator[Reason]:
    """The roles a person holds, or that are held for a district or organisation."""
    for held in state.assignments:
        if target.ref in (held.person, *held.scope):
            yield _role_reason(state, held)


def _role_reason(state: State, held: HeldRole) -> Reason:
    day = _day_of(state.registry, held.order, held.known)
    return Reason("role", day, held.record, held.path, held.order, held.clause, role=held)


def _sites_of(state: State, target: Target) -> Iterator[Reason]:
    """What made an organisation a site, and what became of it."""
    for site in state.registry.all(Site):
        if target.ref in [canonical_ref(state.registry, ref) for ref in site.organisations]:
            for reason in _reasons_of_steps(state, state.why(site.id)):
                yield replace(reason, subject=site.id)


def _duties_of(state: State, target: Target) -> Iterator[Reason]:
    registry = state.registry
    found = build_dossier(registry, target, state.day)
    every = [owed.obligation for owed in found.owed] if found else []
    every.sort(key=lambda own: (registry.source(own.record).file, _reading_order(own.path)))
    for own in every:
        order = own.order.id if own.order else None
        since = own.duty.since or (own.order.exists_from if own.order else own.begins)
        day = _day_of(state.registry, order, since)
        clause = None if isinstance(own.record, Roadmap) else own.duty.clause
        yield Reason("owes", day, own.record, own.path, order, clause, duty=own)
