"""Who takes part in a programme on a day: organisations and districts that documents name."""

from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.ledger.state import State
from innoreg.model.district import District
from innoreg.model.program import Program


def participants(state: State, program: Program) -> tuple[str, ...]:
    """Canonical references on the state's day; a group means its members on the first day it took part."""
    found: list[str] = []
    for each in program.participants:
        if each.covers(state.day):
            named = (ref for ref in (each.organisation, each.district) if ref)
            found += (canonical_ref(state.registry, ref) for ref in named)
            found += state.groups.members(each.group, each.from_ or state.day)
    return tuple(dict.fromkeys(found))


def districts_of_participants(state: State, program: Program) -> frozenset[str]:
    """The districts among them, and those in which the organisations lie."""
    registry = state.registry
    places = (
        ref if registry.get(District, ref) else district_of(registry, ref)
        for ref in participants(state, program)
    )
    return frozenset(ref for ref in places if ref)
