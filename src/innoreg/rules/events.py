"""Events of items and clauses: in order of time, and possible one after another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from innoreg.deadlines import expand
from innoreg.i18n import T
from innoreg.ledger.application_life import rulings
from innoreg.ledger.duties import item_addressees
from innoreg.model.base import Record
from innoreg.model.event import Done, SiteEvent
from innoreg.model.evidence import evidence_file
from innoreg.model.pair import Pair, placed_steps
from innoreg.model.registry import Path
from innoreg.model.site import Site
from innoreg.model.term_reading import registry_calendar
from innoreg.rules.message_quotes import day
from innoreg.rules.plan_items import Row
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, error, first_one, warning


class _History(NamedTuple):
    """The events of one thing; `since` is the day of the order that planned it."""

    record: Record
    path: Path
    events: tuple[SiteEvent, ...]
    since: date | None = None
    returned: tuple[tuple[date, str | None], ...] = ()
    """Reports of a site that a council sent back, each with the day."""


@gathered_once
def _histories(view: View) -> Iterator[_History]:
    for plan in view.plans:
        since = view.signed(plan)
        for row in view.rows_of(plan):
            if row.item.events:
                yield _History(plan, row.path, row.item.events, since)
    for order, placed in view.clauses:
        if placed.clause.events:
            yield _History(order, placed.path, placed.clause.events, order.date)
    for pair in view.all(Pair):
        for step in placed_steps(pair):
            if step.step.events:
                yield _History(pair, step.path, step.step.events)
    decided = rulings(view.registry)
    for site in view.all(Site):
        if site.events:
            back = tuple(
                (each.protocol.on, each.decision.report)
                for each in decided.get(site.id, ())
                if each.decision.decision == "revise"
            )
            yield _History(site, (), site.events, returned=back)


@error
def evidence_missing(view: View) -> Iterator[Finding]:
    """The file that is named as evidence is not in the registry.

    Put the file there, correct its path (it begins at the folder of innoreg.yaml), or say in words
    what shows it.
    """
    for history in _histories(view):
        for index, event in enumerate(history.events):
            path = evidence_file(event.evidence) if isinstance(event, Done) else None
            if path and view.registry.file_kind(path) == "none":
                yield Finding(
                    view.place(history.record, *history.path, "events", index, "evidence"),
                    T("no file {path} in the registry", path=path),
                    T("put it there, or correct its path, which begins beside innoreg.yaml"),
                )


@warning
def events_out_of_order(view: View) -> Iterator[Finding]:
    """Events are not written oldest first.

    Put them into the order of their days, or correct a day.
    """
    for history in _histories(view):
        for index, (one, other) in enumerate(pairwise(history.events), 1):
            if other.on < one.on:
                path = (*history.path, "events", index, "on")
                yield Finding(
                    view.place(history.record, *path),
                    T("{day} stands after {later}", day=day(other.on), later=day(one.on)),
                    T("events are written oldest first: move this one up, or correct the day"),
                )


@warning
def event_before_order(view: View) -> Iterator[Finding]:
    """Something is marked done before the order that demands it was signed.

    Check the day. It may be right: work often begins before the paper.
    """
    for history in _histories(view):
        for index, event in enumerate(history.events if history.since else ()):
            if history.since and event.on < history.since:
                yield Finding(
                    view.place(history.record, *history.path, "events", index, "on"),
                    T(
                        "{day} is before the order was signed ({since})",
                        day=day(event.on),
                        since=day(history.since),
                    ),
                    T("check the day"),
                )


@dataclass(frozen=True, slots=True, eq=False)
class _Closing:
    """What closed a term, and what of it was put on control again."""

    index: int
    event: SiteEvent
    reopened: list[SiteEvent] = field(default_factory=list)

    def stands(self, event: SiteEvent) -> bool:
        """Whether what `event` speaks of was not reopened since."""
        return not any(_does_cover(again, event) for again in self.reopened)

    def forbids(self, event: SiteEvent) -> bool:
        """Whether all that `event` speaks of is closed by it: no part of it was reopened since."""
        reopened = any(_does_touch(again, event) for again in self.reopened)
        return _does_cover(self.event, event) and not reopened


@error
def event_impossible(view: View) -> Iterator[Finding]:
    """An event cannot follow those before it: done twice, or reopened though nothing was closed.

    Delete the second event, or put a `reopened` between them.
    """
    for history in _histories(view):
        # A single event can only be wrong by reopening what nothing closed.
        if len(history.events) == 1 and history.events[0].event != "reopened":
            continue
        # By day, and of one day as written: that is the order in which they took effect.
        ordered = sorted(enumerate(history.events), key=lambda pair: (pair[1].on, pair[0]))
        closed: list[_Closing] = []
        for index, event in ordered:
            covering = next(
                (
                    c
                    for c in closed
                    if c.forbids(event) and not _is_sent_back(history, c.event, event)
                ),
                None,
            )
            path = (*history.path, "events", index)
            if event.event == "assessed":
                # Remarks put a report on control again; other assessments change nothing.
                if event.outcome == "remarks":
                    closed = [c for c in closed if not _does_touch(c.event, event)]
            elif event.event == "reopened":
                touched = [c for c in closed if _does_touch(c.event, event) and c.stands(event)]
                if not touched:
                    message = T("reopened, but nothing was done or cancelled before")
                    hint = T("delete the event, or correct its day")
                    yield Finding(view.place(history.record, *path), message, hint)
                closed = [c for c in closed if c not in touched or not _does_cover(event, c.event)]
                for closing in touched:
                    closing.reopened.append(event)
            elif covering:
                earlier = covering.event
                first = (*history.path, "events", covering.index)
                yield Finding(
                    view.place(history.record, *path),
                    _impossible_message(event, earlier),
                    T("delete one of them, or put `event: reopened` between"),
                    related=first_one(view, history.record, *first),
                )
            elif event.event in ("done", "cancelled"):
                for each in closed:
                    each.reopened[:] = [a for a in each.reopened if not _does_cover(event, a)]
                closed.append(_Closing(index, event))


def _is_sent_back(history: _History, done: SiteEvent, again: SiteEvent) -> bool:
    """Whether a council sent the report back after it was handed in and before this event."""
    return any(
        done.on <= day <= again.on and report == again.report for day, report in history.returned
    )


def _impossible_message(event: SiteEvent, earlier: SiteEvent) -> T:
    days = {"day": day(earlier.on)}
    if earlier.event == "cancelled":
        return T("it was taken off control on {day}", **days)
    if event.event == "extended":
        return T("the term is extended though it was done on {day}", **days)
    if event.event == "cancelled":
        return T("it is taken off control though it was done on {day}", **days)
    return T("it was done on {day} already", **days)


def _does_cover(earlier: SiteEvent, event: SiteEvent) -> bool:
    """Whether the earlier event closed all that this one speaks of."""
    return (
        earlier.report == event.report
        and earlier.occurrence in (None, event.occurrence)
        and earlier.for_ in (None, event.for_)
    )


def _does_touch(closed: SiteEvent, event: SiteEvent) -> bool:
    """Whether the two speak of something in common."""
    return (
        closed.report == event.report
        and (None in (closed.occurrence, event.occurrence) or closed.occurrence == event.occurrence)
        and (None in (closed.for_, event.for_) or closed.for_ == event.for_)
    )


@error
def occurrence_out_of_range(view: View) -> Iterator[Finding]:
    """An event speaks of the fifth day of a term that has four.

    Correct `occurrence`: the days of the term are counted from 1.
    """
    for row in view.rows:
        numbered = [(i, e) for i, e in enumerate(row.item.events) if e.occurrence]
        count = _count_occurrences(view, row) if numbered else None
        for index, event in numbered:
            if count is not None and event.occurrence and event.occurrence > count:
                yield Finding(
                    view.place(row.plan, *row.path, "events", index, "occurrence"),
                    T(
                        "occurrence {n}, but the term has {count}",
                        n=event.occurrence,
                        count=count,
                    ),
                    T("the days of the term are counted from 1"),
                )


def _count_occurrences(view: View, row: Row) -> int | None:
    """How many days the term of an item has; None where that is not known."""
    if row.is_dated:
        return len(row.windows)
    # What recurs has as many days as fit into the period of the plan.
    period, terms = view.period(row.plan), row.terms
    if period is None or not terms or any(t is None or t.kind is None for t in terms):
        return None
    days = registry_calendar(view.registry.settings)
    return sum(len(expand(term, period, days)) for term in terms if term) or None


@warning
def event_for_stranger(view: View) -> Iterator[Finding]:
    """Somebody is said to have done an item that is not among its `addressees`.

    Correct the name, or add it to `addressees`.
    """
    for row in view.rows:
        for index, event in enumerate(row.item.events):
            if event.for_ is None or _is_addressed(view, row, event.for_):
                continue
            yield Finding(
                view.place(row.plan, *row.path, "events", index, "for"),
                T("“{id}” is no addressee of item {number}", id=event.for_, number=row.number),
                T("correct the name, or add it to `addressees`"),
            )


def _is_addressed(view: View, row: Row, ref: str) -> bool:
    target = view.registry.find(ref)
    if target is None:
        return True  # an unknown reference is reported as such
    if isinstance(row.item.addressees, str):
        return target.kind == "district"
    named = [one for one in row.item.addressees if isinstance(one, str)]
    if len(named) < len(row.item.addressees):
        # Who the members of a group are only the replay knows.
        named += item_addressees(view.registry, view.outcome.groups, row.plan, row.item)
    known = (view.registry.find(one) for one in named)
    return any(one is not None and one.record is target.record for one in known)
