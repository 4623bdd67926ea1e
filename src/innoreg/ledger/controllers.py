"""Who controls an order: the «контроль» clauses in force, the signatory's own included."""

from collections.abc import Iterator
from dataclasses import dataclass

from innoreg.ledger.places import canonical
from innoreg.ledger.state import State
from innoreg.model.clause import Control
from innoreg.model.order import Order


@dataclass(frozen=True, slots=True)
class Controller:
    """A person, a post, or both; `clause` is the reference of the control clause."""

    person: str | None
    post: str | None
    clause: str


def controllers(state: State, order: str | None) -> tuple[Controller, ...]:
    """Who controls the order on the state's day; usually one, none where no clause says."""
    record = state.registry.get(Order, order)
    return tuple(_controllers(state, record)) if record else ()


def _controllers(state: State, order: Order) -> Iterator[Controller]:
    for target in state.registry.parts(order).values():
        clause = target.clause.clause if target.clause else None
        if isinstance(clause, Control) and state.in_force(target):
            yield _controller(state, order, clause, target.ref)


def _controller(state: State, order: Order, clause: Control, ref: str) -> Controller:
    signed = order.signatory if clause.by_signatory else None
    person = clause.person or (signed.person if signed else None)
    return Controller(
        canonical(state.registry, person), clause.post or (signed.post if signed else None), ref
    )
