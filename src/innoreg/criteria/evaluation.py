"""Criteria asked of schools: three-valued, each condition with its reason.

`all`: false wins, then unknown; `any`: true wins, then unknown; `not`: unknown stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256

from innoreg.criteria.rank_condition import Ranking
from innoreg.criteria.reasons import (
    ListReason,
    Reason,
    Truth,
    ValueReason,
    Verdict,
)
from innoreg.criteria.school_rows import SchoolRows
from innoreg.criteria.share_conditions import count_rows, same_procedures
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.school_lists import KnownLists, overlaps
from innoreg.model.criteria import Criteria, FieldValue, OnList, Rule
from innoreg.model.exact_numbers import exact, is_less
from innoreg.model.profile import Profile
from innoreg.model.registry import Path, Registry
from innoreg.model.results_book import ResultsBook
from innoreg.model.school import School


class Evaluation:
    """One criterion and one year; lists: those that are known on the day of the question."""

    def __init__(
        self,
        registry: Registry,
        lists: KnownLists,
        criteria: Criteria,
        year: int,
        book: ResultsBook | None = None,
    ) -> None:
        self.registry, self.criteria, self.year = registry, criteria, year
        self._lists, self._book = lists, book or ResultsBook(registry)
        self._rankings: dict[Path, Ranking] = {}

    @cached_property
    def schools(self) -> Mapping[str, SchoolRows]:
        """The schools that are asked about: of the type school, with levels, or with rows.

        By canonical reference, in the order of the files.
        """
        years = {self.year + offset for offset in _offsets(self.criteria.rule)} | {self.year}
        known = [each for year in years if (each := self._book.year(year))]
        named = frozenset().union(*(each.named_schools for each in known))
        least = self.criteria.minimum_participants
        found: dict[str, SchoolRows] = {}
        for school in self.registry.all(School):
            if school.type == "school" or school.levels or school.id in named:
                found.setdefault(school.id, SchoolRows(self._book, school, school.id, least))
        return found

    def verdicts(self) -> list[Verdict]:
        """The verdict on every school."""
        return [self.verdict(ref) for ref in self.schools]

    def verdict(self, school: str) -> Verdict:
        """The verdict on one school (a canonical reference); KeyError where it is not asked about."""
        rows = self.schools[school]
        reasons: list[Reason] = []
        truth = self._truth(self.criteria.rule, rows, ("rule",), reasons)
        return Verdict(school, truth, tuple(reasons))

    def _truth(self, rule: Rule, rows: SchoolRows, path: Path, reasons: list[Reason]) -> Truth:
        if rule.not_:
            found = self._truth(rule.not_, rows, (*path, "not"), reasons)
            return None if found is None else not found
        for name, several in (("all", rule.all), ("any", rule.any)):
            if several:
                truths = [
                    self._truth(each, rows, (*path, name, index), reasons)
                    for index, each in enumerate(several)
                ]
                decisive = name == "any"
                if decisive in truths:
                    return decisive
                return None if None in truths else not decisive
        reason = self._reason(rule, rows, path)
        reasons.append(reason)
        return reason.truth

    def _reason(self, rule: Rule, rows: SchoolRows, path: Path) -> Reason:
        if rule.count:
            return count_rows(rows, rule.count, self.year, (*path, "count"), rule.text)
        if rule.same:
            return same_procedures(rows, rule.same, self.year, (*path, "same"), rule.text)
        if rule.value:
            return self._value(rule.value, rows, (*path, "value"), rule.text)
        if rule.listed:
            return self._listed(rule.listed, rows, (*path, "listed"), rule.text)
        assert rule.rank
        here = (*path, "rank")
        if here not in self._rankings:
            self._rankings[here] = Ranking(self.schools.values(), rule.rank, self.year)
        return self._rankings[here].reason(rows.ref, rule.rank, here, rule.text)

    @cached_property
    def _profiles(self) -> Mapping[tuple[str, int], Profile]:
        found: dict[tuple[str, int], Profile] = {}
        for profile in self.registry.all(Profile):
            key = (canonical_ref(self.registry, profile.school), profile.year)
            found.setdefault(key, profile)
        return found

    def _value(
        self, condition: FieldValue, rows: SchoolRows, path: Path, text: str | None
    ) -> ValueReason:
        years = [self.year + offset for offset in dict.fromkeys(condition.years)]
        values = [
            (year, _field(self._profiles.get((rows.ref, year)), condition.field)) for year in years
        ]
        truths = [None if value is None else _fits(condition, value) for _year, value in values]
        truth: Truth = False if False in truths else None if None in truths else True
        return ValueReason(path, truth, condition, text, tuple(values))

    def _listed(
        self, condition: OnList, rows: SchoolRows, path: Path, text: str | None
    ) -> ListReason:
        found: list[tuple[int, Truth]] = []
        for year in (self.year + offset for offset in dict.fromkeys(condition.years)):
            first, last = date(year, 1, 1), date(year, 12, 31)
            stays = self._lists.of_school(condition.flag, rows.ref)
            known = self._lists.is_known(condition.flag, first, last)
            on_list = any(overlaps(each, first, last) for each in stays)
            found.append((year, on_list if known else None))
        truths = [truth for _year, truth in found]
        whole: Truth = False if False in truths else None if None in truths else True
        return ListReason(path, whole, condition, text, tuple(found))

    @cached_property
    def digest(self) -> str:
        """A digest of all that the verdicts follow from: it differs where one of them may.

        The rule, the levels of the schools, their rows and profiles of the years, the lists.
        """
        criteria = self.criteria
        # Without what stands by default: a key that the format gains later changes no digest.
        rule = criteria.rule.model_dump_json(by_alias=True, exclude_defaults=True)
        parts = [f"{criteria.flag} {criteria.minimum_participants} {rule}"]
        years = sorted({self.year + o for o in _offsets(criteria.rule)} | {self.year})
        fields = [each.value.field for each in _rules(criteria.rule) if each.value]
        for ref, rows in sorted(self.schools.items()):
            known = [
                _field(self._profiles.get((ref, year)), name) for year in years for name in fields
            ]
            parts.append(f"{ref} {','.join(rows.school.levels)} {known}")
        for year in years:
            found = self._book.year(year)
            parts.append(f"{year} {found is not None}")
            if found:
                parts += [f"{p.id} {p.kind} {p.level} {p.continues}" for p in found.head.procedures]
                parts += sorted(repr(row[:6]) for row in found.rows)
        for condition in _rules(criteria.rule):
            if condition.listed:
                for each in self._lists.of_flag(condition.listed.flag):
                    parts.append(f"{each.start} {each.end} {' '.join(sorted(each.schools))}")
        return "sha256:" + sha256("\n".join(parts).encode()).hexdigest()


def _rules(rule: Rule) -> Iterator[Rule]:
    """The rule and all that it holds."""
    yield rule
    for each in (*rule.all, *rule.any, *([rule.not_] if rule.not_ else [])):
        yield from _rules(each)


def conditions_of(criteria: Criteria) -> Iterator[tuple[Path, Rule]]:
    """Every condition that holds no others, with its path in the record."""

    def walk(rule: Rule, path: Path) -> Iterator[tuple[Path, Rule]]:
        parts: Iterable[tuple[Path, Rule]] = (
            *(((*path, "all", i), each) for i, each in enumerate(rule.all)),
            *(((*path, "any", i), each) for i, each in enumerate(rule.any)),
            *([((*path, "not"), rule.not_)] if rule.not_ else ()),
        )
        held = False
        for below, each in parts:
            held = True
            yield from walk(each, below)
        if not held:
            yield path, rule

    yield from walk(criteria.rule, ("rule",))


def _offsets(rule: Rule) -> set[int]:
    """The years, counted from the one asked, whose results and profiles the rule looks at."""
    found: set[int] = set()
    for each in _rules(rule):
        for condition in (each.count, each.same, each.value):
            found |= set(condition.years) if condition else set()
        found |= {0} if each.rank else set()
    return found


def _field(profile: Profile | None, field: str) -> str | None:
    part: object = profile
    for name in field.split(".")[1:]:
        part = getattr(part, name, None)
    return None if part is None else str(part)


def _fits(condition: FieldValue, value: str) -> bool:
    if condition.is_:
        return value in condition.is_
    if condition.below is not None:
        return is_less(exact(value), exact(condition.below))
    return not is_less(exact(value), exact(condition.at_least or "0"))
