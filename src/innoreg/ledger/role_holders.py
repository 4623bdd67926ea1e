"""Who holds a role on a day, and who controls an order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.ledger.assignments import HeldRole
from innoreg.ledger.state import State
from innoreg.model.clause import Control
from innoreg.model.order import Order
from innoreg.model.party import Party
from innoreg.model.registry import Registry


def assignments_on_day(
    state: State,
    *,
    role: str | None = None,
    district: str | None = None,
    program: str | None = None,
    person: str | None = None,
) -> tuple[HeldRole, ...]:
    """The assignments that last on the state's day, in the order of their documents.

    district: for the district itself or an organisation in it. program: rows of no programme
    belong to any.
    """
    registry = state.registry
    rows = (row for row in state.assignments if row.covers(state.day))
    wanted, place = canonical_ref(registry, program), canonical_ref(registry, district)
    who = canonical_ref(registry, person)
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
) -> tuple[HeldRole, ...]:
    """The assignments behind a party named by its role, on some day from `start` to `end`.

    start None: any day up to `end`. A party that names a district or organisation as well means
    the holders for that one. A party without a role has none.
    """
    if party.role is None:
        return ()
    rows = state.in_role(party.role, canonical_ref(state.registry, program))
    # A row without a scope is a role for the whole programme, so it answers for every district.
    scopes = {
        canonical_ref(state.registry, ref) for ref in (party.district, party.organisation) if ref
    }
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
        return (canonical_ref(state.registry, party.person),)
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
        if isinstance(clause, Control) and state.is_in_force(target):
            signed = order.signatory if clause.by_signatory else None
            person = clause.person or (signed.person if signed else None)
            post = clause.post or (signed.post if signed else None)
            yield Controller(canonical_ref(state.registry, person), post, target.ref)
