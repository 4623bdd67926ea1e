"""Yearly lists of schools: the clauses that approve them replayed, and the lists of other offices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from innoreg.ledger.step import Step
from innoreg.model.registry import Registry
from innoreg.model.school import School, SchoolFlag

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SchoolList:
    """One list for its days: who stands on it, and what made it.

    start, end: both included, None is open. known: day of its order; None where no order of ours
    made it. clause: the clause that approved it; None for a list of another office, of which only
    what the record of a school says is known: `basis` is its name there.
    """

    flag: SchoolFlag
    start: date | None
    end: date | None
    schools: frozenset[str]
    known: date | None = None
    clause: str | None = None
    basis: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the list holds on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class SchoolLists:
    """All lists of the register.

    A list approved by a clause ends where the next one of the same flag begins, and on the day
    before a repeal; one repealed before it began never ended anything.
    """

    def __init__(
        self, registry: Registry, steps: Mapping[str, tuple[Step, ...]], repeals: Iterable[Step]
    ) -> None:
        self._foreign = tuple(_foreign_lists(registry))
        self._approved = tuple(_approved_lists(steps))
        self._repeals = tuple(repeals)
        self._known: dict[date, KnownLists] = {}

    def as_known(self, day: date) -> "KnownLists":
        """The lists by the orders in force up to `day`; date.max: by all orders."""
        if day not in self._known:
            approved = [each for each in self._approved if each.known is None or each.known <= day]
            ends: dict[str, date] = {}
            for repeal in self._repeals:
                if repeal.day and repeal.day <= day:
                    for ref in repeal.voids:
                        ends[ref] = min(repeal.day, ends.get(ref, repeal.day))
            self._known[day] = KnownLists((*self._foreign, *_with_ends(approved, ends)))
        return self._known[day]


class KnownLists:
    """The lists as they were known on a day; each with its own last day."""

    def __init__(self, lists: tuple[SchoolList, ...]) -> None:
        self.lists = lists

    @cached_property
    def _of_flag(self) -> Mapping[str, tuple[SchoolList, ...]]:
        found = defaultdict[str, list[SchoolList]](list)
        for each in self.lists:
            found[each.flag].append(each)
        return {flag: tuple(sorted(several, key=_beginning)) for flag, several in found.items()}

    def of_flag(self, flag: SchoolFlag) -> tuple[SchoolList, ...]:
        """The lists of one flag, the earliest first."""
        return self._of_flag.get(flag, ())

    def of_school(self, flag: SchoolFlag, school: str) -> tuple[SchoolList, ...]:
        """The lists of one flag that the school stands on, the earliest first."""
        return tuple(each for each in self.of_flag(flag) if school in each.schools)

    def members(self, flag: SchoolFlag, day: date) -> frozenset[str]:
        """The schools that stand on a list on `day`, by canonical reference."""
        return frozenset().union(*(e.schools for e in self.of_flag(flag) if e.covers(day)))

    def is_known(self, flag: SchoolFlag, first: date, last: date) -> bool:
        """Whether the register knows any list that holds on some day from `first` to `last`."""
        return any(overlaps(each, first, last) for each in self.of_flag(flag))


def _beginning(each: SchoolList) -> tuple[date, str, str]:
    return each.start or date.min, each.clause or "", each.basis or ""


def overlaps(each: SchoolList, first: date, last: date) -> bool:
    """Whether a list holds on some day from `first` to `last`."""
    begun = each.start is None or each.start <= last
    return begun and (each.end is None or first <= each.end)


def _foreign_lists(registry: Registry) -> Iterator[SchoolList]:
    """Flags in the records of schools: of equal flag, days and basis one list."""
    found = defaultdict[tuple[SchoolFlag, date | None, date | None, str | None], set[str]](set)
    for school in registry.all(School):
        for flag in school.flags:
            found[flag.flag, flag.from_, flag.to, flag.basis].add(school.id)
    for (name, start, end, basis), schools in found.items():
        yield SchoolList(name, start, end, frozenset(schools), basis=basis)


def _approved_lists(steps: Mapping[str, tuple[Step, ...]]) -> Iterator[SchoolList]:
    schools = defaultdict[str | None, set[str]](set)
    made: list[Step] = []
    for subject, chain in steps.items():
        for step in chain:
            if step.kind == "list_approved":
                made.append(step)
            elif step.kind == "listed":
                schools[step.source].add(subject)
    # In time order: of two lists that begin on one day the later order's holds.
    for step in sorted(made, key=lambda each: (each.start or date.min, each.day or date.min)):
        flag: SchoolFlag = step.other  # type: ignore[assignment]
        listed = frozenset(schools[step.source])
        yield SchoolList(flag, step.start, step.end, listed, step.day, step.source)


def _with_ends(lists: list[SchoolList], ends: Mapping[str, date]) -> Iterator[SchoolList]:
    """Those that came to hold, each ended by what ended it."""
    following: dict[str, date] = {}
    kept = []
    for each in reversed(lists):
        clause = each.clause or ""
        days = [ends[ref] for ref in (clause, clause.rpartition("/")[0]) if ref in ends]
        repealed = min(days, default=None)
        if repealed and each.start and repealed <= each.start:
            continue
        lasts = [day - _DAY for day in (repealed, following.get(each.flag)) if day]
        lasts += [each.end] if each.end else []
        if each.start:
            following[each.flag] = each.start
        last = min(lasts, default=None)
        if last is None or each.start is None or each.start <= last:
            kept.append(replace(each, end=last))
    return reversed(kept)
