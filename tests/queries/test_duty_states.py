"""What holds on every day of every register: each duty stands in one place, and none before its document."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.deadlines import BINDING_KINDS
from innoreg.ledger import replay
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.queries.due import due, overdue
from innoreg.queries.filters import Filters
from innoreg.queries.obligation import obligations
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from ledger.registers import register
from ledger.test_properties import FIRST, registers

EVER = PeriodRequest(start=date(1900, 1, 1), end=date(2199, 12, 31))
days = st.integers(-40, 500).map(lambda n: FIRST + timedelta(days=n))
TERMS = ["до 20 января 2022 года", "февраль", "постоянно", "когда-нибудь", "в двухнедельный срок"]


@st.composite
def filled(draw: st.DrawFn) -> Registry:
    """A register as in the ledger's tests, whose orders also carry the plan, bear no day, wait."""
    records: dict[str, Any] = draw(registers())
    plan = dict(records["roadmaps"]["plan"])
    plan["items"] = [
        {"number": str(n), "title": "Дело", "deadline": draw(st.sampled_from(TERMS))}
        for n in range(1, 4)
    ]
    orders = {}
    for name, given_order in records["orders"].items():
        order = dict(given_order)
        if draw(st.booleans()):
            order["appendices"] = [{"kind": "roadmap", "roadmap": "plan"}]
        if draw(st.booleans()):
            later = {"kind": "entry_into_force", "on": draw(days)}
            order["clauses"] = [*order["clauses"], later]
        if draw(st.integers(0, 3)) == 0:
            del order["date"]
            order["year"] = 2022
        orders[name] = order
    return register({**records, "roadmaps": {"plan": plan}, "orders": orders})


def places(registry: Registry, day: date) -> dict[tuple[str, int], list[str]]:
    """Where each window of each duty stands in the answers of the day."""
    rows = RegistryRows(registry, day)
    found = defaultdict[tuple[str, int], list[str]](list)
    for row in due(rows, EVER, Filters(), day).rows:
        window = row.window
        if row.status in ("done", "done-late"):
            place = "done"
        elif row.status == "cancelled":
            place = "cancelled"
        elif window.is_continuous:
            assert (row.match, row.days_left) == ("running", None)
            assert row.status in ("planned", "extended")
            place = "continuous"
        elif row.status == "overdue":
            continue  # the answer of `overdue` has it
        else:
            in_force = window.since <= day and window.kind in BINDING_KINDS
            assert not (in_force and window.due < day), "open and past, but not overdue"
            place = "due"
        found[window.ref, window.occurrence].append(place)
    for row in overdue(rows, Filters(), day).rows:
        assert row.window.due < day
        found[row.window.ref, row.window.occurrence].append("overdue")
    for thing in obligations(registry, day):
        for each in thing.duty.occurrences:
            if each.window is None:
                place = "undated" if each.ended is None else each.ended.removesuffix("-late")
                found[thing.ref, each.number].append(place)
    return found


def demanded(registry: Registry, day: date) -> set[str]:
    """The references of what orders in force demand, read from their clauses alone."""
    state = replay(registry, day)
    found: set[str] = set()
    for order in registry.all(Order):
        for target in registry.parts(order).values():
            assert target.clause is not None
            clause: Any = target.clause.clause
            if not state.is_in_force(target):
                continue
            if clause.kind == "instruct" or (clause.kind == "return_for_revision"):
                found.add(target.ref)
            if clause.kind == "set_terms":
                found |= {
                    f"{site}/{term.report}" for site in clause.subjects for term in clause.terms
                }
        carries = any(appendix.roadmap == "plan" for appendix in order.appendices)
        if carries and state.orders[order.id].status == "in_force":
            found |= {f"plan/{n}" for n in range(1, 4)}
    return found


@settings(max_examples=120, deadline=None)
@given(filled(), days)
def test_each_window_of_each_duty_stands_in_exactly_one_place(
    registry: Registry, day: date
) -> None:
    found = places(registry, day)
    assert {key: where for key, where in found.items() if len(where) != 1} == {}
    assert demanded(registry, day) <= {ref for ref, _number in found}


@settings(max_examples=120, deadline=None)
@given(filled(), days)
def test_no_duty_appears_before_its_document(registry: Registry, day: date) -> None:
    for thing in obligations(registry, day):
        if thing.order:
            bears = thing.order.date or date(2022, 1, 1)
            assert bears <= day, (thing.ref, thing.order.id)
