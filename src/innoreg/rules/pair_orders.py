"""Orders that assign pairs and change their appendix; reports that answer duties."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from innoreg.i18n import T
from innoreg.ledger import Duty, Standing
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.pair_appendix import signed_pair_rows
from innoreg.model.clause import AmendPairs, PairChange
from innoreg.model.matching import Matching
from innoreg.model.order import Order
from innoreg.model.pair import Member, Pair
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, warning

_DAY = timedelta(days=1)


def _changes(view: View) -> Iterator[tuple[Order, AmendPairs, Path, PairChange]]:
    """Every change of an appendix of pairs, with where it stands."""
    for order, placed in view.clauses:
        if isinstance(placed.clause, AmendPairs):
            for index, change in enumerate(placed.clause.changes):
                yield order, placed.clause, (*placed.path, "changes", index), change


@error
def pair_row(view: View) -> Iterator[Finding]:
    """A change names another row than the pair's, or gives a new pair a number that a row has had.

    Take the number from the appendix as signed; a new row gets the next number that no row had.
    """
    taken: dict[str, dict[str, str]] = {}
    # Orders that amend come after the one they amend, each in its own time.
    every = sorted(_changes(view), key=lambda each: (each[0].exists_from, each[0].id))
    for order, clause, path, change in every:
        amended = view.registry.get(Order, clause.order)
        if amended is None:
            continue
        rows = taken.setdefault(
            amended.id, {row.number: row.pair for row in signed_pair_rows(view.registry, amended)}
        )
        number = change.row.rstrip(".")
        if change.add and number in rows:
            yield Finding(
                view.place(order, *path, "row"),
                T("row {number} is taken: {pair}", number=number, pair=rows[number]),
                T("give the new row a number that no row has had"),
            )
        elif change.end and rows.get(number) != canonical_ref(view.registry, change.end):
            yield Finding(
                view.place(order, *path, "row"),
                T("row {number} is not of “{pair}”", number=number, pair=change.end),
                T("take the number from the appendix of {order}", order=amended.id),
            )
        elif change.add:
            rows[number] = canonical_ref(view.registry, change.add)


@warning
def mentee_left_alone(view: View) -> Iterator[Finding]:
    """A pair ends by an order, and no other pair helps the school from the next day on.

    Add a pair to the same clause, if there is one; `innoreg mentoring` counts the school among those
    without a mentor.
    """
    standings = view.outcome.pairs.values()
    for order, _clause, path, change in _changes(view):
        pair = view.registry.get(Pair, change.end)
        if pair is None or change.to is None or change.reason == "left_list":
            continue
        following = change.to + _DAY
        for member in pair.mentees:
            name = _helped(view, pair, member)
            others = (each for each in standings if each.record is not pair)
            if name and not any(_helps(view, each, pair.level, name, following) for each in others):
                yield Finding(
                    view.place(order, *path, "end"),
                    T("“{id}” has no mentor from {day} on", id=name, day=following),
                    T("add a pair for it, or leave it so if there is none"),
                )


def _helped(view: View, pair: Pair, member: Member) -> str | None:
    return canonical_ref(view.registry, member.school if pair.level == "school" else member.person)


def _helps(view: View, standing: Standing, level: str, name: str, day: date) -> bool:
    """Whether the pair helps this school or person on the day."""
    pair = cast(Pair, standing.record)
    start, end = standing.start or pair.from_, standing.end or pair.to
    if pair.level != level or not (standing.has_started or standing.has_ended):
        return False
    if (start and day < start) or (end and end < day):
        return False
    return any(_helped(view, pair, member) == name for member in pair.mentees)


@warning
def mentor_over_capacity(view: View) -> Iterator[Finding]:
    """An added pair gives its mentor more schools than the matching of that year has places for.

    Choose another mentor, or give the mentor more places in the matching.
    """
    for order, _clause, path, change in _changes(view):
        pair = view.registry.get(Pair, change.add)
        if pair is None or pair.level != "school":
            continue
        day = pair.from_ or order.exists_from
        for member in pair.mentors:
            mentor = canonical_ref(view.registry, member.school)
            places = _places(view, day.year, pair.program, mentor)
            held = [
                each.ref
                for each in view.outcome.pairs.values()
                if _carries(view, each, mentor, day)
            ]
            if places is not None and len(held) > places:
                yield Finding(
                    view.place(order, *path, "add"),
                    T("“{id}” has {places} places and {n} pairs on {day}",
                      id=mentor, places=places, n=len(held), day=day),
                    T("choose another mentor, or give it more places in the matching"),
                )  # fmt: skip


def _places(view: View, year: int, program: str | None, mentor: str | None) -> int | None:
    """The places of the mentor in the matching of the year and programme; None without one."""
    registry = view.registry
    wanted = canonical_ref(registry, program)
    for matching in view.all(Matching):
        if matching.year == year and canonical_ref(registry, matching.program) == wanted:
            named = {
                canonical_ref(registry, row.mentor): row.places for row in matching.capacity.of
            }
            return named.get(mentor or "", matching.capacity.default)
    return None


def _carries(view: View, standing: Standing, mentor: str | None, day: date) -> bool:
    pair = cast(Pair, standing.record)
    start, end = standing.start or pair.from_, standing.end or pair.to
    if pair.level != "school" or not (standing.has_started or standing.has_ended):
        return False
    lasts = not (start and day < start) and not (end and end < day)
    return lasts and any(
        canonical_ref(view.registry, member.school) == mentor for member in pair.mentors
    )


@warning
def report_of_others(view: View) -> Iterator[Finding]:
    """A pair's report answers a duty that the pair is not among the addressees of.

    Correct `for`, or the addressees of the item or clause: a group `pairs` means pairs.
    """
    for pair in view.all(Pair):
        for index, report in enumerate(pair.reports):
            if report.for_ is None:
                continue
            duty = _duty(view, report.for_)
            if duty is not None and pair.id not in duty.expected:
                yield Finding(
                    view.place(pair, "reports", index, "for"),
                    T("{ref} does not ask “{pair}” for a report", ref=duty.ref, pair=pair.id),
                    T("correct `for`, or the addressees there"),
                )


def _duty(view: View, ref: str) -> Duty | None:
    """The duty that an item or clause sets; None where it sets none."""
    target = view.registry.find(ref, ("item", "clause"))
    if target and target.item and isinstance(target.record, Roadmap):
        return view.outcome.item(target.record, target.item)
    return view.outcome.duties.get(target.ref) if target else None
