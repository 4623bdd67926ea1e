"""Mentoring by district: low-results schools without a mentor, mentors who carry several pairs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from innoreg.ledger.affiliation import canonical_ref, district_of, schools_of
from innoreg.ledger.state import Standing, State
from innoreg.model.pair import Member, Pair
from innoreg.model.school import School


@dataclass(frozen=True, slots=True)
class MentorLoad:
    """A mentor (a person, or a school where the pair names no person) and the running pairs."""

    mentor: str
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictMentoring:
    """One district on the day.

    low_results: schools on that list. unmentored: those of them whom no running pair helps, at
    any level. loads: every mentor of the district, the most loaded first.
    """

    district: str | None
    low_results: tuple[str, ...]
    unmentored: tuple[str, ...]
    loads: tuple[MentorLoad, ...]

    @property
    def several(self) -> tuple[MentorLoad, ...]:
        """Mentors who carry more than one pair."""
        return tuple(load for load in self.loads if len(load.pairs) > 1)


def mentoring_by_district(state: State) -> tuple[DistrictMentoring, ...]:
    """Every district that has a low-results school or a mentor; the unknown district last."""
    running = [pair for pair in state.pairs.values() if pair.running]
    # A mentor from another district helps as well, so all running pairs are looked through.
    helped = {
        s
        for p in running
        for m in _pair(p).mentees
        for s in schools_of(state.registry, m, state.day)
    }
    low = _low_results(state)
    loads = _loads(state, running)
    return tuple(
        DistrictMentoring(
            district,
            tuple(low[district]),
            tuple(school for school in low[district] if school not in helped),
            tuple(sorted(loads[district], key=lambda each: (-len(each.pairs), each.mentor))),
        )
        for district in sorted({*low, *loads}, key=lambda name: (name is None, name or ""))
    )


def _low_results(state: State) -> Mapping[str | None, list[str]]:
    found = defaultdict[str | None, list[str]](list)
    members = state.lists.members("low_results", state.day)
    for school in state.registry.all(School):
        if school.id in members:
            found[canonical_ref(state.registry, school.district)].append(school.id)
    return found


def _loads(state: State, running: list[Standing]) -> Mapping[str | None, list[MentorLoad]]:
    carried = defaultdict[tuple[str | None, str], list[str]](list)
    for pair in running:
        # One pair may name a mentor twice; it still is one pair to carry.
        for mentor in dict.fromkeys(_mentor(state, m) for m in _pair(pair).mentors):
            carried[mentor].append(pair.ref)
    found = defaultdict[str | None, list[MentorLoad]](list)
    for (district, name), pairs in carried.items():
        found[district].append(MentorLoad(name, tuple(pairs)))
    return found


def _mentor(state: State, member: Member) -> tuple[str | None, str]:
    schools = schools_of(state.registry, member, state.day)
    ref = canonical_ref(state.registry, member.person or member.school)
    return district_of(state.registry, schools[0] if schools else None), ref or ""


def _pair(standing: Standing) -> Pair:
    return cast(Pair, standing.record)
