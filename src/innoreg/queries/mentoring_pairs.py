"""Mentoring on a day: pairs and groups with consents and reports; schools and mentors by district."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from innoreg.ledger import Standing, State
from innoreg.ledger.affiliation import canonical_ref, district_of, schools_of
from innoreg.ledger.district_mentoring import DistrictMentoring, mentoring_by_district
from innoreg.ledger.journal import sides_asked
from innoreg.model.district import District
from innoreg.model.pair import Pair
from innoreg.model.program import Program
from innoreg.model.school import School
from innoreg.queries.filters import Filters, WantedParty, wanted_party
from innoreg.queries.pair_life import PairLife, pair_lives
from innoreg.queries.programme_indicators import Indicators, indicators
from innoreg.queries.record_names import RegistryNames, find_by_words
from innoreg.queries.standings import Entry, build_entry, is_meant, standing_statuses


@dataclass(frozen=True, slots=True, eq=False)
class Bond:
    """A pair or group. asked: whose consent is needed; given, refused: their last answers.

    reports: the days. replaces, replaced_by: other pairs. schools, districts: of both sides.
    """

    entry: Entry
    pair: Pair
    asked: tuple[str, ...]
    given: dict[str, date]
    refused: dict[str, date]
    reports: tuple[date, ...]
    replaced_by: str | None
    schools: frozenset[str]
    districts: frozenset[str]
    life: PairLife

    @property
    def pending(self) -> tuple[str, ...]:
        """Who was not asked, or has not answered by the day."""
        return tuple(ref for ref in self.asked if ref not in {**self.given, **self.refused})


@dataclass(frozen=True, slots=True)
class Mentoring:
    """Pairs that pass the filters, and the districts asked about."""

    bonds: tuple[Bond, ...]
    districts: tuple[DistrictMentoring, ...]
    indicators: Indicators


def mentoring(state: State, wanted: Filters, level: str | None = None) -> Mentoring:
    """Everything about mentoring on the state's day."""
    registry = state.registry
    district = find_by_words(registry, District, wanted.district)
    school = find_by_words(registry, School, wanted.school)
    program = find_by_words(registry, Program, wanted.program)
    party = wanted_party(RegistryNames(registry), wanted.responsible)
    if party:
        party.check(())
    statuses = standing_statuses(wanted.status)
    bonds = tuple(
        bond
        for bond in _all_bonds(state)
        if (district is None or district.id in bond.districts)
        and (school is None or school.id in bond.schools)
        and (program is None or bond.entry.program == program.id)
        and (party is None or _is_theirs(state, party, bond))
        and (level is None or bond.pair.level == level)
        and (not statuses or statuses & {bond.entry.standing.status, bond.entry.phase})
    )
    every = mentoring_by_district(state)
    rows = tuple(d for d in every if district is None or d.district == district.id)
    lives = {bond.entry.standing.ref: bond.life for bond in bonds}
    schools = [s.id for s in registry.all(School) if _is_meant(state, s.id, school, district)]
    return Mentoring(bonds, rows, indicators(state, lives, lives, schools))


def _is_meant(state: State, ref: str, school: School | None, district: District | None) -> bool:
    if school is not None:
        return school.id == ref
    return district is None or district_of(state.registry, ref) == district.id


def _all_bonds(state: State) -> Iterator[Bond]:
    lives = pair_lives(state)
    replaced = {
        canonical_ref(state.registry, cast(Pair, s.record).replaces): s.ref
        for s in state.pairs.values()
        if s.has_started or s.has_ended
    }
    for standing in state.pairs.values():
        yield _make_bond(state, standing, replaced.get(standing.ref), lives[standing.ref])


def _make_bond(state: State, standing: Standing, replaced_by: str | None, life: PairLife) -> Bond:
    registry, pair = state.registry, cast(Pair, standing.record)
    members = (*pair.mentors, *pair.mentees)
    last: dict[str, tuple[bool, date]] = {}
    # The last answer up to the day counts, whatever the order in the file.
    for consent in sorted(pair.consents, key=lambda each: each.on):
        if consent.on <= state.day:
            last[canonical_ref(registry, consent.who)] = consent.given, consent.on
    schools = frozenset(
        school for member in members for school in schools_of(registry, member, state.day)
    )
    places = (district_of(registry, school) for school in schools)
    return Bond(
        build_entry(state, standing),
        pair,
        sides_asked(registry, pair),
        {ref: day for ref, (given, day) in last.items() if given},
        {ref: day for ref, (given, day) in last.items() if not given},
        tuple(sorted(report.on for report in pair.reports if report.on <= state.day)),
        # A pair may name the one it is to replace before any order carries that out.
        replaced_by if standing.status == "replaced" else None,
        schools,
        frozenset(ref for ref in places if ref),
        life,
    )


def _people_of_pair(state: State, pair: Pair) -> set[str | None]:
    members = (m.person for m in (*pair.mentors, *pair.mentees))
    return {canonical_ref(state.registry, ref) for ref in (pair.curator, *members)}


def _is_theirs(state: State, party: WantedParty, bond: Bond) -> bool:
    """Whether they, a school of theirs or somebody who works there is in the pair or curates it."""
    named = (ref for ref in _people_of_pair(state, bond.pair) if ref)
    return party.means(None, "", bond.schools) or any(is_meant(state, party, ref) for ref in named)
