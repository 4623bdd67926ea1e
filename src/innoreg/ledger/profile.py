"""Everything about one district, person or school on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import TypeVar, cast

from innoreg.ledger.affiliation import canonical_ref, district_of, schools_of
from innoreg.ledger.assignments import HeldRole
from innoreg.ledger.duties import Duty
from innoreg.ledger.role_holders import assignments_on_day, people
from innoreg.ledger.state import Standing, State
from innoreg.model.authority import Authority
from innoreg.model.pair import Pair
from innoreg.model.school import School
from innoreg.model.site import Site

_Thing = TypeVar("_Thing")
_ByRef = Mapping[str | None, Sequence[tuple[int, _Thing]]]
"""What concerns each reference, with its place in the order of all."""


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


class Profiles:
    """The profiles of one state: what concerns whom is looked up once for all of them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._consultants = cache(self._consultants_of)

    def district(self, district: str) -> Profile:
        """The district's schools with their sites, pairs and duties, and its consultants."""
        ref = canonical_ref(self._state.registry, district)
        schools, offices = self._schools_in.get(ref, []), self._offices_in.get(ref, [])
        found = self._organisation(ref, {*schools, *offices}, ref)
        return replace(found, schools=tuple(schools))

    def school(self, school: str) -> Profile:
        """The school's sites, pairs and duties, and the consultants of its district."""
        ref = canonical_ref(self._state.registry, school)
        return self._organisation(ref, {ref}, district_of(self._state.registry, ref))

    def person(self, person: str) -> Profile:
        """The person's roles, the sites and pairs these concern, and the duties they answer for."""
        ref = canonical_ref(self._state.registry, person)
        rows = _together(self._roles_of, [ref])
        scopes = {scope for row in rows for scope in row.scope}
        own = {id(pair) for pair in _together(self._pairs_of_person, [ref])}
        return Profile(
            ref,
            self._state.day,
            tuple(s for s in self._state.sites.values() if s.ref in scopes) if scopes else (),
            tuple(p for p in self._state.pairs.values() if p.ref in scopes or id(p) in own)
            if scopes or own
            else (),
            rows,
            duties=_together(self._duties_of_person, [ref]),
        )

    def _organisation(self, ref: str, members: set[str], district: str | None) -> Profile:
        sites = _together(self._sites_of, members)
        # The district itself may be addressed, besides its schools and offices; and a site of its
        # schools owes its reports.
        places = {ref, *members, *(site.ref for site in sites)}
        return Profile(
            ref,
            self._state.day,
            sites,
            _together(self._pairs_of_school, members),
            _together(self._roles_for, {ref, *members}),
            self._consultants(district) if district else (),
            _together(self._duties_of_place, places),
        )

    def _consultants_of(self, district: str) -> tuple[HeldRole, ...]:
        return assignments_on_day(self._state, role="consultant", district=district)

    @cached_property
    def _schools_in(self) -> Mapping[str | None, list[str]]:
        return self._by_district(self._state.registry.all(School))

    @cached_property
    def _offices_in(self) -> Mapping[str | None, list[str]]:
        return self._by_district(self._state.registry.all(Authority))

    def _by_district(self, records: Iterable[School | Authority]) -> Mapping[str | None, list[str]]:
        found: dict[str | None, list[str]] = defaultdict(list)
        for record in records:
            found[canonical_ref(self._state.registry, record.district)].append(record.id)
        return found

    @cached_property
    def _sites_of(self) -> _ByRef[Standing]:
        def organisations(standing: Standing) -> Iterator[str]:
            site = cast(Site, standing.record)
            return (canonical_ref(self._state.registry, ref) for ref in site.organisations)

        return _by_ref(self._state.sites.values(), organisations)

    @cached_property
    def _pairs_of_school(self) -> _ByRef[Standing]:
        def schools(standing: Standing) -> Iterator[str]:
            pair = cast(Pair, standing.record)
            for member in (*pair.mentors, *pair.mentees):
                yield from schools_of(self._state.registry, member, self._state.day)

        return _by_ref(self._state.pairs.values(), schools)

    @cached_property
    def _pairs_of_person(self) -> _ByRef[Standing]:
        def named(standing: Standing) -> Iterator[str | None]:
            pair = cast(Pair, standing.record)
            for ref in (pair.curator, *(m.person for m in (*pair.mentors, *pair.mentees))):
                yield canonical_ref(self._state.registry, ref)

        return _by_ref(self._state.pairs.values(), named)

    @cached_property
    def _roles_for(self) -> _ByRef[HeldRole]:
        return _by_ref(self._state.assignments, lambda row: row.scope)

    @cached_property
    def _roles_of(self) -> _ByRef[HeldRole]:
        return _by_ref(self._state.assignments, lambda row: [row.person])

    @cached_property
    def _duties_of_place(self) -> _ByRef[Duty]:
        def places(duty: Duty) -> Iterator[str | None]:
            yield duty.site
            for party in duty.responsible:
                for ref in (party.district, party.organisation):
                    yield canonical_ref(self._state.registry, ref)

        return _by_ref(self._state.duties.values(), places)

    @cached_property
    def _duties_of_person(self) -> _ByRef[Duty]:
        day = self._state.day

        def answering(duty: Duty) -> Iterator[str]:
            for party in duty.responsible:
                yield from people(self._state, party, duty.program, day, day)

        return _by_ref(self._state.duties.values(), answering)


def _by_ref(
    things: Iterable[_Thing], refs: Callable[[_Thing], Iterable[str | None]]
) -> _ByRef[_Thing]:
    found: dict[str | None, list[tuple[int, _Thing]]] = defaultdict(list)
    for place, thing in enumerate(things):
        for ref in dict.fromkeys(refs(thing)):
            found[ref].append((place, thing))
    return found


def _together(by_ref: _ByRef[_Thing], refs: Iterable[str]) -> tuple[_Thing, ...]:
    """What concerns any of the references, in the order of all."""
    found = {place: thing for ref in refs for place, thing in by_ref.get(ref, ())}
    return tuple(found[place] for place in sorted(found))
