"""Orders in time order, and all that one order does: clauses, duties, plans, appointments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from innoreg.ledger.assignments import HeldRole, roles_from_appendices, roles_from_clause
from innoreg.ledger.clause_context import Act
from innoreg.ledger.clause_effects import DECIDING, EFFECTS
from innoreg.ledger.step import Problem, Step
from innoreg.model.authority import Authority
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap

NO_DUTY = frozenset({"take_note", "set_terms", "extend", "entry_into_force", "control"})
"""Clauses whose term, if they bear one, is nobody's duty or is somebody's by another name."""


@dataclass(frozen=True)
class OrderActs:
    """An order with its clauses at work, in force from `day`."""

    registry: Registry
    order: Order
    day: date
    acts: tuple[Act, ...]

    @cached_property
    def referring(self) -> dict[int, str]:
        """The clause each appendix hangs on: one that approves it before any other.

        Keys are the places of the appendices, values the keys of the clauses.
        """
        # Sorting is stable, so among equals the first clause in reading order wins.
        found: dict[int, str] = {}
        for act in sorted(self.acts, key=lambda act: act.placed.clause.kind != "approve"):
            if place := act.appendix:
                found.setdefault(place[0], act.placed.key)
        return found

    @cached_property
    def appointed(self) -> tuple[HeldRole, ...]:
        """Who is appointed by its clauses and appendices."""
        found = [row for act in self.acts for row in roles_from_clause(act)]
        if self.order.appendices:
            found += roles_from_appendices(self.registry, self.order, self.day, self.referring)
        return tuple(found)

    @property
    def moment(self) -> tuple[date, date, str, tuple[tuple[bool, int, str], ...], str]:
        """Its place among all orders; a number counts as a number: № 9 comes before № 10."""
        # The flag keeps figures and words apart: Python compares no number with a text.
        pieces = re.findall(r"\d+|\D+", self.order.number or "")
        number = tuple((p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in pieces)
        order = self.order
        return self.day, order.date or self.day, order.issuer, number, order.id


def orders_in_time(registry: Registry) -> list[OrderActs]:
    """Every order as it came into force; of two files with one id only the first counts."""
    orders = (each for each in registry.signed_orders if registry.get(Order, each.id) is each)
    return sorted(
        (_clauses_at_work(registry, order) for order in orders), key=lambda own: own.moment
    )


def _clauses_at_work(registry: Registry, order: Order) -> OrderActs:
    day = order.in_force_from
    issuer = registry.get(Authority, order.issuer)
    council = issuer is not None and issuer.type == "council"
    placed = order.placed_clauses()
    return OrderActs(
        registry, order, day, tuple([Act(registry, order, day, p, council) for p in placed])
    )


def order_steps(own: OrderActs) -> Iterator[Step | Problem]:
    """The steps of the order but amendments and repeals, which need the steps of the others.

    Nor appointments: they begin and end nothing.
    """
    yield Step(own.day, own.order.id, "in_force", own.order, order=own.order.id)
    approved: set[str] = set()
    for act in own.acts:
        for fact in _clause_steps(act):
            if isinstance(fact, Step):
                approved.add(fact.subject)
            yield fact
        yield from _duty_steps(act)
    yield from (step for step in _carried_plan_steps(own) if step.subject not in approved)


def _clause_steps(act: Act) -> Iterator[Step | Problem]:
    kind = act.placed.clause.kind
    effect = EFFECTS.get(kind)
    for fact in effect(act) if effect else ():
        if act.council and kind in DECIDING and isinstance(fact, Step) and not _is_plan(act, fact):
            # A council recommends; only an order decides. Its decisions as a plan are its own.
            fact = replace(fact, kind="recommended", other=kind, start=None, end=None)
        yield fact


def _is_plan(act: Act, step: Step) -> bool:
    return act.registry.get(Roadmap, step.subject) is not None


def _duty_steps(act: Act) -> Iterator[Step]:
    clause = act.placed.clause
    leaf = clause.kind == "instruct" and not clause.clauses
    if clause.kind not in NO_DUTY and (clause.deadline or leaf):
        yield act.step(
            act.ref,
            "terms_set",
            words=clause.deadline,
            period=act.period,
            counted_from=act.counted_from,
            anchor=act.anchor,
        )


def _carried_plan_steps(own: OrderActs) -> Iterator[Step]:
    """Plans among the appendices that no clause approves come into force with the order."""
    for at, appendix in enumerate(own.order.appendices):
        if plan := own.registry.get(Roadmap, appendix.roadmap):
            yield Step(
                own.day,
                plan.id,
                "in_force",
                own.order,
                ("appendices", at, "roadmap"),
                own.order.id,
                own.referring.get(at),
                plan.period.from_,
                plan.period.to,
            )


def appointment_steps(own: OrderActs) -> Iterator[Step]:
    """A step of everybody who is appointed, and of what they are appointed for."""
    for row in own.appointed:
        for subject in dict.fromkeys((row.person, *row.scope)):
            yield Step(
                row.known,
                subject,
                "appointed",
                row.record,
                row.path,
                row.order,
                row.clause,
                row.start,
                row.end,
                other=row.role,
            )
