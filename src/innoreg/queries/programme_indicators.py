"""Indicators of mentoring on a day: coverage, plans, reports, meetings, lists and dynamics.

Shares are whole numbers over whole numbers; only the print rounds. Nothing here says that a pair
is the cause of what changed: it is told for the time of the pair.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple, cast

from innoreg.criteria.list_history import years_in_a_row
from innoreg.ledger import State
from innoreg.ledger.affiliation import schools_of
from innoreg.ledger.school_lists import SchoolList
from innoreg.model.pair import Pair
from innoreg.model.results_book import ResultsBook
from innoreg.queries.pair_life import PairLife

Direction = Literal["improved", "steady", "worse"]
_MONTH = 30


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int


class ListHistory(NamedTuple):
    """What the list of the day is against the one before it.

    entered: not on the one before. left: on that one and not on this; both empty, and before 0,
    where the register knows no earlier list. years: of each school on the list for how many years
    in a row, this one included.
    """

    entered: tuple[str, ...]
    left: tuple[str, ...]
    before: int
    years: Mapping[str, int]


class Dynamics(NamedTuple):
    """Low results of a mentee in two years, over the procedures held in both.

    before, now: below ÷ participants. direction: by the threshold of the settings, in points.
    """

    year: int
    before: Share
    now: Share
    direction: Direction

    @property
    def change_tenths(self) -> int:
        """The change in tenths of a percentage point, half away from zero."""
        return change_in_tenths(self.before, self.now)


@dataclass(frozen=True, slots=True)
class Indicators:
    """The figures of one programme, district or all together.

    reported: of the duties that fell due those met in time; late and overdue are the others.
    meetings: of the pairs that go on, and the days these have lasted.
    history: None where no list holds on the day. dynamics: of mentees with data.
    """

    coverage: Share
    with_plan: Share
    reported: Share
    late: int
    overdue: int
    meetings: int
    pair_days: int
    history: ListHistory | None
    dynamics: Mapping[str, Dynamics]

    @property
    def improved(self) -> Share:
        """Mentees whose low results went down, of those with data."""
        return Share(
            sum(each.direction == "improved" for each in self.dynamics.values()),
            len(self.dynamics),
        )


def indicators(
    state: State, lives: Mapping[str, PairLife], pairs: Iterable[str], schools: Iterable[str]
) -> Indicators:
    """The figures for these pairs, and for the schools among `schools` that are on the list."""
    chosen = [ref for ref in pairs if ref in lives]
    running = [ref for ref in chosen if state.pairs[ref].running]
    wanted = set(schools)
    listed = state.lists.members("low_results", state.day) & wanted
    helped = {school for ref in running for school in mentees_of(state, ref)}
    reports = [each.progress for ref in chosen for each in lives[ref].reports]
    fallen = [each for each in reports if each.state in ("done", "late", "overdue")]
    begun = [state.pairs[ref].start or state.day for ref in running]
    return Indicators(
        Share(len(listed & helped), len(listed)),
        Share(sum(lives[ref].approved is not None for ref in running), len(running)),
        Share(sum(each.state == "done" for each in fallen), len(fallen)),
        sum(each.state == "late" for each in fallen),
        sum(each.state == "overdue" for each in fallen),
        sum(len(lives[ref].meetings) for ref in running),
        sum((state.day - start).days + 1 for start in begun),
        list_history(state, wanted),
        dynamics(state, _first_years(state, chosen)),
    )


def mentees_of(state: State, ref: str) -> tuple[str, ...]:
    """The schools that a pair helps."""
    pair = cast(Pair, state.pairs[ref].record)
    return tuple(s for m in pair.mentees for s in schools_of(state.registry, m, state.day))


def list_history(state: State, schools: set[str]) -> ListHistory | None:
    """The list of low results that holds on the day, against those of earlier years."""
    years = _lists_by_year(state.lists.of_flag("low_results"), state.day)
    if not years or not years[-1][1]:
        return None
    now, before = (
        years[-1][1] & schools,
        (years[-2][1] if len(years) > 1 else frozenset()) & schools,
    )
    counts = {s: years_in_a_row(state.lists, "low_results", s, state.day) for s in sorted(now)}
    entered = now - before if len(years) > 1 else frozenset[str]()
    return ListHistory(tuple(sorted(entered)), tuple(sorted(before - now)), len(before), counts)


def _lists_by_year(
    lists: Sequence[SchoolList], day: date
) -> list[tuple[int | None, frozenset[str]]]:
    """Who stood on the lists that began in each year, up to the lists of the day."""
    begun = [each for each in lists if each.start is None or each.start <= day]
    found = []
    for year, of_year in groupby(begun, lambda each: each.start.year if each.start else None):
        found.append((year, frozenset[str]().union(*(each.schools for each in of_year))))
    return found


def _first_years(state: State, pairs: Iterable[str]) -> Mapping[str, int]:
    """Of each mentee the year in which its first pair began; a pair not begun does not count."""
    found: dict[str, int] = {}
    for ref in pairs:
        start = state.pairs[ref].start
        if start and start <= state.day:
            for school in mentees_of(state, ref):
                found[school] = min(start.year, found.get(school, start.year))
    return dict(sorted(found.items()))


def dynamics(state: State, schools: Mapping[str, int]) -> Mapping[str, Dynamics]:
    """Of each school the newest change from one year to the next, not before the year given.

    A school without rows of one procedure in both years is absent.
    """
    book = ResultsBook(state.registry)
    years = [year for year in book.heads if year <= state.day.year]
    found = {}
    for school, first in schools.items():
        for year in (each for each in reversed(years) if each >= first):
            if change := _change(book, school, year, state.registry.settings.steady_points):
                found[school] = change
                break
    return found


def _change(book: ResultsBook, school: str, year: int, threshold: int) -> Dynamics | None:
    now, before = book.year(year), book.year(year - 1)
    if now is None or before is None:
        return None
    rows = {book.line_of(name): row for name, row in now.of_school(school).items()}
    older = {book.line_of(name): row for name, row in before.of_school(school).items()}
    both = [name for name in rows if name in older]
    is_, was = (
        Share(sum(of[n].below for n in both), sum(of[n].participants for n in both))
        for of in (rows, older)
    )
    if not (is_.whole and was.whole):
        return None
    # 100 × the difference of the shares, times both denominators: whole numbers throughout.
    scaled = 100 * (is_.part * was.whole - was.part * is_.whole)
    limit = threshold * is_.whole * was.whole
    direction: Direction = "steady"
    if scaled <= -limit:
        direction = "improved"
    elif scaled >= limit:
        direction = "worse"
    return Dynamics(year, was, is_, direction)


def change_in_tenths(before: Share, now: Share) -> int:
    """Percentage points from one share to another, in tenths, half away from zero."""
    scaled = 1000 * (now.part * before.whole - before.part * now.whole)
    whole = now.whole * before.whole
    rounded = (2 * abs(scaled) + whole) // (2 * whole)
    return -rounded if scaled < 0 else rounded


def share_in_tenths(share: Share) -> int | None:
    """Tenths of a percent, half up; None without a denominator."""
    return (share.part * 2000 + share.whole) // (share.whole * 2) if share.whole else None


def meetings_in_tenths(meetings: int, pair_days: int) -> int | None:
    """Meetings in a month of 30 days of one pair, in tenths, half up; None without such days."""
    return (meetings * _MONTH * 20 + pair_days) // (pair_days * 2) if pair_days else None
