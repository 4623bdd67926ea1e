"""Amendments and repeals: clauses that change what other clauses did."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from innoreg.ledger.clause_context import Act, Subject
from innoreg.ledger.life_cycle import STARTING
from innoreg.ledger.occurrences import last_day
from innoreg.ledger.step import Problem, ProblemCode, Step
from innoreg.model.clause import Amend, Change, PlacedClause
from innoreg.model.order import Order

Touched = Mapping[str, list[Step]]
"""Steps by the order, and by the clause, that made them."""


def amendment_steps(act: Act, touched: Touched) -> Iterator[Step | Problem]:
    """Внести изменения: each change holds from the amending order's day on."""
    clause = cast(Amend, act.placed.clause)
    # The amended order gets a step of its own, so that its chain tells who amended it even where
    # no single change can be read.
    if order := act.registry.get(Order, clause.order):
        yield act.step(order.id, "amended", ("order",))
    for index, change in enumerate(clause.changes):
        if target := act.registry.find(change.subject):
            found = Subject(target, (*act.placed.path, "changes", index))
            yield from _change_steps(act, found, change, index, touched)


def _change_steps(
    act: Act, found: Subject, change: Change, index: int, touched: Touched
) -> Iterator[Step | Problem]:
    end = _new_last_day(act, change) if change.field == "to" else None
    if change.field == "to" and end is None:
        yield act.problem("amend-unreadable-date", "changes", index, "now", words=change.now)
    facts = {"words": (change.now,), "other": change.field, "end": end}
    yield act.step(found.ref, "amended", ("changes", index), **facts)
    if found.target.kind == "clause":
        reached = list(_affected_steps(touched.get(found.ref, []), change.field))
        # Terms of the interim and of the final report in one clause: new words for «the term»
        # could mean either, and a guess would move a deadline nobody moved.
        if len({step.report for step in reached}) > 1:
            yield act.problem("amend-ambiguous", "changes", index, "subject", subject=found.ref)
            return
        for step in reached:
            yield act.step(step.subject, "amended", ("changes", index), report=step.report, **facts)


def _affected_steps(steps: list[Step], field: str) -> Iterator[Step]:
    """The steps of the amended clause whose term changes with its words."""
    for step in steps:
        started = step.kind in STARTING or step.kind == "extended"
        if (field == "to" and started) or (field == "deadline" and step.report):
            yield step


def _new_last_day(act: Act, change: Change) -> date | None:
    try:
        return date.fromisoformat(change.now)
    except ValueError:
        return last_day((change.now,), act.period, act.calendar)


def repeal_steps(act: Act, touched: Touched, gone: set[str]) -> Iterator[Step | Problem]:
    """Признать утратившим силу: the effects of the order, clause or plan end from this day.

    Repealing a repeal does not bring the first order back to life, as the rules of drafting say.
    """
    for found in act.subjects("order", "clause", "roadmap"):
        if isinstance(found, Problem):
            yield found
        elif code := _refusal(act, found, gone):
            yield Problem(code, act.order, found.path, (("subject", found.ref),), act.day)
        else:
            gone.add(found.ref)
            yield from _repeal_effects(act, found, touched)


def _refusal(act: Act, found: Subject, gone: set[str]) -> ProblemCode | None:
    order = found.target.record
    if found.ref in gone or order.id in gone:
        return "already-repealed"
    if not isinstance(order, Order):
        return None
    if order.id == act.order.id:
        return "repeals-itself"
    later = order.date and act.order.date and order.date > act.order.date
    return "repeals-later-order" if later else None


def _repeal_effects(act: Act, found: Subject, touched: Touched) -> Iterator[Step]:
    voids = frozenset(_voided_sources(found, touched))
    subjects = [found.ref, found.target.record.id]
    # Of a plan only the plan ends: what else the clause did that started it stays.
    if found.target.kind != "roadmap":
        subjects += [step.subject for ref in sorted(voids) for step in touched.get(ref, ())]
    for subject in dict.fromkeys(subjects):  # a set would lose the order of the register
        yield act.step(subject, "repealed", other=found.ref, voids=voids)


def _voided_sources(found: Subject, touched: Touched) -> Iterator[str]:
    record, clause = found.target.record, found.target.clause
    if not isinstance(record, Order):
        plan = (step for steps in touched.values() for step in steps if step.subject == found.ref)
        yield from (step.source or "" for step in plan if step.kind in STARTING)
    elif clause is None:
        yield record.id
    else:
        yield from (
            f"{record.id}/{p.key}" for p in record.placed_clauses() if _is_within(p, clause)
        )


def _is_within(placed: PlacedClause | None, head: PlacedClause) -> bool:
    return placed is not None and (placed.path == head.path or _is_within(placed.parent, head))
