"""Who holds a role on a day, and who controls an order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from innoreg.ledger.affiliation import canonical, district_of
from innoreg.ledger.assignments import Held
from innoreg.ledger.replayer import replay
from innoreg.ledger.state import State
from innoreg.model.clause import Control
from innoreg.model.order import Order
from innoreg.model.party import Party
from innoreg.model.registry import Registry


def assignments(
    registry: Registry,
    day: date,
    *,
    role: str | None = None,
    district: str | None = None,
    program: str | None = None,
    person: str | None = None,
) -> tuple[Held, ...]:
    """Who holds which role on `day`; see `held` for the filters."""
    state = replay(registry, day)
    return held(state, role=role, district=district, program=program, person=person)


def held(
    state: State,
    *,
    role: str | None = None,
    district: str | None = None,
    program: str | None = None,
    person: str | None = None,
) -> tuple[Held, ...]:
    """The assignments that last on the state's day, in the order of their documents.

    district: for the district itself or an organisation in it. program: rows of no programme
    belong to any.
    """
    registry = state.registry
    rows = (row for row in state.assignments if row.covers(state.day))
    wanted, place = canonical(registry, program), canonical(registry, district)
    who = canonical(registry, person)
    return tuple(
        row
        for row in rows
        if role in (None, row.role)
        and row.serves(wanted)
        and who in (None, row.person)
        and (place is None or any(_lies_in(registry, ref, place) for ref in row.scope))
    )


def _lies_in(registry: Registry, ref: str, district: str) -> bool:
    return ref == district or district_of(registry, ref) == district


def holders(
    state: State, party: Party, program: str | None, start: date | None, end: date
) -> tuple[Held, ...]:
    """The assignments behind a party named by its role, on some day from `start` to `end`.

    start None: any day up to `end`. A party that names a district or organisation as well means
    the holders for that one. A party without a role has none.
    """
    if party.role is None:
        return ()
    rows = state.in_role(party.role, canonical(state.registry, program))
    scopes = {canonical(state.registry, ref) for ref in (party.district, party.organisation) if ref}
    return tuple(
        row
        for row in rows
        if row.overlaps(start, end)
        and (not scopes or not row.scope or not scopes.isdisjoint(row.scope))
    )


def people(
    state: State, party: Party, program: str | None, start: date | None, end: date
) -> tuple[str, ...]:
    """The ids of the people a party means in those days: named, or holders of its role."""
    if party.person:
        return (canonical(state.registry, party.person) or party.person,)
    rows = holders(state, party, program, start, end)
    return tuple(dict.fromkeys(row.person for row in rows))


@dataclass(frozen=True, slots=True)
class Controller:
    """A person, a post, or both; `clause` is the reference of the control clause."""

    person: str | None
    post: str | None
    clause: str


def controllers(state: State, order: str | None) -> tuple[Controller, ...]:
    """Who controls the order on the state's day; usually one, none where no clause says."""
    record = state.registry.get(Order, order)
    return tuple(_controllers(state, record)) if record else ()


def _controllers(state: State, order: Order) -> Iterator[Controller]:
    for target in state.registry.parts(order).values():
        clause = target.clause.clause if target.clause else None
        if isinstance(clause, Control) and state.in_force(target):
            yield _controller(state, order, clause, target.ref)


def _controller(state: State, order: Order, clause: Control, ref: str) -> Controller:
    signed = order.signatory if clause.by_signatory else None
    person = clause.person or (signed.person if signed else None)
    return Controller(
        canonical(state.registry, person), clause.post or (signed.post if signed else None), ref
    )
