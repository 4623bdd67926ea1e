"""Makes the table of a matching: what forbids a pair of schools, and its points.

What is not known never helps a pair: a hard rule that cannot be checked refuses it, and a dearer
answer is taken for the points; both are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import cast

from innoreg.criteria.evaluation import Evaluation
from innoreg.criteria.list_history import years_in_a_row
from innoreg.criteria.reasons import ShareReason
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.ledger import State
from innoreg.ledger.affiliation import canonical_ref, district_of, schools_of
from innoreg.model.criteria import Criteria
from innoreg.model.group import NamedGroup
from innoreg.model.matching import Matching
from innoreg.model.order import Order
from innoreg.model.pair import Member, Pair
from innoreg.model.person import Person
from innoreg.model.profile import Profile
from innoreg.model.school import School, SchoolFlag
from innoreg.model.site import Site
from innoreg.queries.match_table import Cell, MatchTable, Refusal, Score
from innoreg.queries.school_distance import kilometres_apart

_YEAR = timedelta(days=365)
# How the posts of those who head a school begin.
_HEADS = ("директор", "руководитель", "заведующ", "начальник", "ректор")


def build_match_table(state: State, matching: Matching) -> MatchTable:
    """The table of a matching; `state` is of its day. Refused where it contradicts itself."""
    return _TableBuilder(state, matching).build()


class _TableBuilder:
    """Looks up what the cells need once."""

    def __init__(self, state: State, matching: Matching) -> None:
        self._state, self._matching = state, matching
        self._registry = state.registry

    def build(self) -> MatchTable:
        matching = self._matching
        mentees, mentors = self._schools(matching.mentees), self._schools(matching.mentors)
        if both := sorted(set(mentees) & set(mentors)):
            raise Refused(
                T("{names}: mentor and mentee in one matching", names=", ".join(both)),
                T("leave them out on one side: `exclude` of the group in `mentors` or `mentees`"),
            )
        fixed = self._fixed(mentees, mentors)
        places = self._places(mentors)
        self._refuse_too_many_fixed(fixed, places)
        cells = {
            (mentee, mentor): self._cell(mentee, mentor) for mentee in mentees for mentor in mentors
        }
        return MatchTable(
            matching,
            mentees,
            mentors,
            cells,
            {mentee: self._urgency(mentee) for mentee in mentees},
            places,
            fixed,
            tuple(mentee for mentee in mentees if self._profile(mentee) is None),
        )

    def _schools(self, groups: Sequence[object]) -> tuple[str, ...]:
        """The schools of groups, sorted; a site stands for the schools that carry it."""
        found = set()
        for ref in self._state.groups.members(groups, self._matching.on):  # type: ignore[arg-type]
            site = self._registry.get(Site, ref)
            for one in site.organisations if site else (ref,):
                if school := self._registry.get(School, one):
                    found.add(school.id)
        return tuple(sorted(found))

    def _fixed(self, mentees: Sequence[str], mentors: Sequence[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for row in self._matching.fix:
            mentee, mentor = self._canonical(row.mentee), self._canonical(row.mentor)
            if mentee not in mentees or mentor not in mentors:
                missing = mentee if mentee not in mentees else mentor
                raise Refused(
                    T("`fix` names {id}, who takes no part in the matching", id=missing),
                    T("take the pair out of `fix`, or add the school with `include`"),
                )
            if found.setdefault(mentee, mentor) != mentor:
                raise Refused(
                    T("`fix` gives {id} two mentors", id=mentee), T("keep one of the two rows")
                )
        return found

    def _places(self, mentors: Sequence[str]) -> Mapping[str, int]:
        capacity = self._matching.capacity
        named = {self._canonical(row.mentor): row.places for row in capacity.of}
        return {mentor: named.get(mentor, capacity.default) for mentor in mentors}

    def _refuse_too_many_fixed(self, fixed: Mapping[str, str], places: Mapping[str, int]) -> None:
        for mentor in dict.fromkeys(fixed.values()):
            held = sum(name == mentor for name in fixed.values())
            if held > places[mentor]:
                raise Refused(
                    T("`fix` gives {id} {n} schools, and it has {places} places",
                      id=mentor, n=held, places=places[mentor]),
                    T("give it more places in `capacity`, or take a row out of `fix`"),
                )  # fmt: skip

    def _cell(self, mentee: str, mentor: str) -> Cell:
        return Cell(tuple(self._refusals(mentee, mentor)), tuple(self._scores(mentee, mentor)))

    # ---- what must hold

    def _refusals(self, mentee: str, mentor: str) -> Iterator[Refusal]:
        hard = self._matching.hard
        if (reason := self._forbidden.get((mentor, mentee))) is not None:
            yield Refusal("forbidden", reason)
        if hard.consent:
            if not self._consents.get(mentor):
                yield Refusal("refused" if mentor in self._consents else "no_consent", mentor)
            if self._consents.get(mentee) is False:
                yield Refusal("refused", mentee)
        if hard.levels:
            wanted, taught = set(self._school(mentee).levels), set(self._school(mentor).levels)
            if not (wanted and taught):
                yield Refusal("levels_unknown", mentor if wanted else mentee)
            elif missing := [level for level in self._school(mentee).levels if level not in taught]:
                yield Refusal("levels", ", ".join(missing))
        if hard.language:
            one, other = set(self._school(mentee).languages), set(self._school(mentor).languages)
            if not (one and other):
                yield Refusal("language_unknown", mentor if one else mentee)
            elif not one & other:
                yield Refusal("language")
        if hard.max_km is not None:
            apart = self._kilometres(mentee, mentor)
            if apart is None:
                yield Refusal("no_coordinates")
            elif apart > hard.max_km:
                yield Refusal("too_far", str(apart))
        if not hard.same_head and (head := self._heads(mentee) & self._heads(mentor)):
            yield Refusal("same_head", min(head))

    @cached_property
    def _forbidden(self) -> Mapping[tuple[str, str], str]:
        rows = self._matching.forbid
        return {(self._canonical(r.mentor), self._canonical(r.mentee)): r.reason for r in rows}

    @cached_property
    def _consents(self) -> Mapping[str, bool]:
        """The last answer of each school up to the day."""
        rows = sorted(self._matching.consents, key=lambda each: each.on)
        return {self._canonical(r.school): r.given for r in rows if r.on <= self._matching.on}

    def _heads(self, school: str) -> set[str]:
        return self._heads_of.get(school, set())

    @cached_property
    def _heads_of(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for person in self._registry.all(Person):
            for post in person.positions:
                if post.covers(self._matching.on) and post.title.lower().startswith(_HEADS):
                    school = canonical_ref(self._registry, post.organisation)
                    found.setdefault(school or "", set()).add(person.id)
        return found

    # ---- what it costs

    def _scores(self, mentee: str, mentor: str) -> Iterator[Score]:
        points = self._matching.points
        here, there = (district_of(self._registry, ref) for ref in (mentee, mentor))
        if points.other_district and (here != there or here is None):
            unknown = here is None or there is None
            yield Score("other_district", points.other_district, unknown=unknown)
        if points.other_circle and not self._in_one_circle(here, there):
            yield Score("other_circle", points.other_circle)
        if points.km_per_point:
            yield from self._distance_score(mentee, mentor, points.km_per_point, points.km_cap)
        if points.other_settlement:
            one, other = self._settlement(mentee), self._settlement(mentor)
            unknown = one is None or other is None
            if unknown or one != other:
                yield Score("other_settlement", points.other_settlement, unknown=unknown)
        if points.subject_gap and (gaps := self._gaps(mentee, mentor)):
            unknown = self._profile(mentor) is None
            words = ", ".join(gaps)
            yield Score("subject_gap", points.subject_gap * len(gaps), words, unknown)
        if points.new_pair and (mentor, mentee) not in self._earlier:
            yield Score("new_pair", points.new_pair)
        if points.not_wished and mentor not in self._wishes.get(mentee, (mentor,)):
            yield Score("not_wished", points.not_wished)

    def _distance_score(
        self, mentee: str, mentor: str, unit: int, cap: int | None
    ) -> Iterator[Score]:
        apart = self._kilometres(mentee, mentor)
        if apart is None:
            if cap:
                yield Score("km", cap, unknown=True)
            return
        found = apart // unit
        if found := found if cap is None else min(found, cap):
            yield Score("km", found, str(apart))

    def _in_one_circle(self, here: str | None, there: str | None) -> bool:
        if here is None or there is None:
            return False
        return here == there or any(here in circle and there in circle for circle in self._circles)

    @cached_property
    def _circles(self) -> Sequence[frozenset[str]]:
        day, groups = self._matching.on, self._state.groups
        return [frozenset(groups.members([one], day)) for one in self._matching.circles]

    def _settlement(self, school: str) -> str | None:
        place = self._school(school).place
        return place.settlement if place else None

    def _gaps(self, mentee: str, mentor: str) -> list[str]:
        wanted, offered = self._profile(mentee), self._profile(mentor)
        strong = offered.strong if offered else ()
        return [subject for subject in (wanted.deficits if wanted else ()) if subject not in strong]

    @cached_property
    def _earlier(self) -> frozenset[tuple[str, str]]:
        """Mentor and mentee of each pair that worked within the year before and was not broken off."""
        day = self._matching.on
        found = set()
        for standing in self._state.pairs.values():
            pair = cast(Pair, standing.record)
            broken = standing.status in ("terminated", "replaced", "repealed")
            worked = (standing.has_started or standing.has_ended) and not broken
            start, end = standing.start or pair.from_, standing.end or pair.to
            recent = (start is None or start <= day) and (end is None or end >= day - _YEAR)
            if pair.level == "school" and worked and recent:
                found |= {
                    (mentor, mentee)
                    for mentor in self._sides(pair.mentors)
                    for mentee in self._sides(pair.mentees)
                }
        return frozenset(found)

    def _sides(self, members: Sequence[Member]) -> Iterator[str]:
        for member in members:
            yield from schools_of(self._state.registry, member, self._state.day)

    @cached_property
    def _wishes(self) -> Mapping[str, frozenset[str]]:
        rows = self._matching.wishes
        return {self._canonical(r.mentee): frozenset(map(self._canonical, r.mentors)) for r in rows}

    # ---- what both need

    def _kilometres(self, mentee: str, mentor: str) -> int | None:
        if (mentor, mentee) in self._roads:
            return self._roads[mentor, mentee]
        return kilometres_apart(self._school(mentee), self._school(mentor))

    @cached_property
    def _roads(self) -> Mapping[tuple[str, str], int]:
        rows = self._matching.roads
        return {(self._canonical(r.mentor), self._canonical(r.mentee)): r.km for r in rows}

    def _urgency(self, mentee: str) -> tuple[int, ...]:
        """The keys of `priority`, the weightiest first."""
        keys = {"years_on_list": self._years_on_list, "count_low": self._count_low}
        return tuple(keys[key](mentee) for key in self._matching.priority)

    def _years_on_list(self, mentee: str) -> int:
        """For how many years in a row, up to the list of the day, the school has stood on it."""
        lists, day = self._state.lists, self._matching.on
        return years_in_a_row(lists, self._flag, mentee, day)

    def _count_low(self, mentee: str) -> int:
        """How many rows the criteria of the list found low for the school; 0 where no list says."""
        if self._evaluation is None or mentee not in self._evaluation.schools:
            return 0
        reasons = self._evaluation.verdict(mentee).reasons
        counted = (each for each in reasons if isinstance(each, ShareReason))
        return max((each.found for each in counted if each.kind == "count"), default=0)

    @cached_property
    def _evaluation(self) -> Evaluation | None:
        """The computation behind the list that holds on the day."""
        for each in self._state.lists.of_flag(self._flag):
            target = self._registry.find(each.clause or "", ("clause",))
            if not each.covers(self._matching.on) or target is None:
                continue
            order = cast(Order, target.record)
            for computed in (a.evaluated for a in order.appendices if a.evaluated):
                if criteria := self._registry.get(Criteria, computed.criteria):
                    lists = self._state.lists
                    return Evaluation(self._registry, lists, criteria, computed.year)
        return None

    @cached_property
    def _flag(self) -> SchoolFlag:
        """The list that the mentees are found by."""
        for group in self._matching.mentees:
            named = self._registry.get(NamedGroup, group.group)
            query = named.query if named else group
            if query and query.flag:
                return query.flag
        return "low_results"

    def _school(self, ref: str) -> School:
        return self._by_id[ref]

    @cached_property
    def _by_id(self) -> Mapping[str, School]:
        return {school.id: school for school in self._registry.all(School)}

    def _profile(self, school: str) -> Profile | None:
        return self._profiles.get(school)

    @cached_property
    def _profiles(self) -> Mapping[str, Profile]:
        """The newest profile of each school up to the year of the matching."""
        found: dict[str, Profile] = {}
        for profile in sorted(self._registry.all(Profile), key=lambda each: each.year):
            if profile.year <= self._matching.year:
                found[canonical_ref(self._registry, profile.school)] = profile
        return found

    def _canonical(self, ref: str) -> str:
        return canonical_ref(self._registry, ref)
