"""Everything about one district, person or school on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from innoreg.ledger.affiliation import canonical_ref, district_of, schools_of
from innoreg.ledger.assignments import HeldRole
from innoreg.ledger.duties import Duty
from innoreg.ledger.role_holders import assignments_on_day, people
from innoreg.ledger.state import Standing, State
from innoreg.model.authority import Authority
from innoreg.model.pair import Pair
from innoreg.model.party import Party
from innoreg.model.school import School
from innoreg.model.site import Site


@dataclass(frozen=True, slots=True)
class Profile:
    """What the state knows of one subject, what is over and what is to come included.

    assignments: the subject's own roles, or roles held for it. consultants: who holds that role
    for it, or for its district, on the day. schools: of a district.
    """

    ref: str
    day: date
    sites: tuple[Standing, ...] = ()
    pairs: tuple[Standing, ...] = ()
    assignments: tuple[HeldRole, ...] = ()
    consultants: tuple[HeldRole, ...] = ()
    duties: tuple[Duty, ...] = ()
    schools: tuple[str, ...] = ()


def district_profile(state: State, district: str) -> Profile:
    """The district's schools with their sites, pairs and duties, and its consultants."""
    ref = canonical_ref(state.registry, district)
    schools = _records_in_district(state, ref, state.registry.all(School))
    offices = _records_in_district(state, ref, state.registry.all(Authority))
    found = _organisation_profile(state, ref, {*schools, *offices}, ref)
    return replace(found, schools=tuple(schools))


def school_profile(state: State, school: str) -> Profile:
    """The school's sites, pairs and duties, and the consultants of its district."""
    ref = canonical_ref(state.registry, school)
    return _organisation_profile(state, ref, {ref}, district_of(state.registry, ref))


def _organisation_profile(
    state: State, ref: str, members: set[str], district: str | None
) -> Profile:
    sites = tuple(s for s in state.sites.values() if members & set(_organisations_of(state, s)))
    # The district itself may be addressed, besides its schools and offices.
    places = {ref, *members}
    owed = {site.ref for site in sites}
    return Profile(
        ref,
        state.day,
        sites,
        tuple(p for p in state.pairs.values() if members & _schools_of_pair(state, p)),
        tuple(row for row in state.assignments if places & set(row.scope)),
        assignments_on_day(state, role="consultant", district=district) if district else (),
        tuple(
            duty
            for duty in state.duties.values()
            if duty.site in owed or any(_names_any(state, p, places) for p in duty.responsible)
        ),
    )


def person_profile(state: State, person: str) -> Profile:
    """The person's roles, the sites and pairs these concern, and the duties they answer for."""
    ref = canonical_ref(state.registry, person)
    rows = tuple(row for row in state.assignments if row.person == ref)
    scopes = {scope for row in rows for scope in row.scope}
    return Profile(
        ref,
        state.day,
        tuple(s for s in state.sites.values() if s.ref in scopes),
        tuple(p for p in state.pairs.values() if p.ref in scopes or _is_in_pair(state, p, ref)),
        rows,
        duties=tuple(d for d in state.duties.values() if ref in _people_responsible(state, d)),
    )


def _records_in_district(
    state: State, district: str, records: Iterable[School | Authority]
) -> list[str]:
    return [r.id for r in records if canonical_ref(state.registry, r.district) == district]


def _organisations_of(state: State, standing: Standing) -> Iterable[str | None]:
    site = cast(Site, standing.record)
    return (canonical_ref(state.registry, ref) for ref in site.organisations)


def _names_any(state: State, party: Party, places: set[str]) -> bool:
    named = (party.district, party.organisation)
    return any(canonical_ref(state.registry, ref) in places for ref in named if ref)


def _schools_of_pair(state: State, standing: Standing) -> set[str]:
    pair = cast(Pair, standing.record)
    return {
        school
        for m in (*pair.mentors, *pair.mentees)
        for school in schools_of(state.registry, m, state.day)
    }


def _is_in_pair(state: State, standing: Standing, person: str) -> bool:
    pair = cast(Pair, standing.record)
    named = (pair.curator, *(m.person for m in (*pair.mentors, *pair.mentees)))
    return any(canonical_ref(state.registry, ref) == person for ref in named if ref)


def _people_responsible(state: State, duty: Duty) -> set[str]:
    parties = duty.responsible
    return {
        p for party in parties for p in people(state, party, duty.program, state.day, state.day)
    }
