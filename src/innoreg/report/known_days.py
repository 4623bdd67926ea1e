"""From which day the register can speak of a thing: what an answer says of the days before."""

from typing import Any

from innoreg.i18n import _
from innoreg.ledger import State
from innoreg.ledger.first_documents import FirstDocument
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.report import display_texts
from innoreg.report.citations import citation


def first_document(state: State, ref: str) -> FirstDocument | None:
    """The document from whose day there is what `ref` names; None where there is none to wait for."""
    target = state.registry.find(ref) or state.registry.find(ref.rpartition("/")[0])
    if target is None:
        return None
    if target.item and isinstance(target.record, Roadmap):
        # What a plan demands is demanded by the order that carries it.
        order = state.registry.order_of(target.record)
        return state.first_documents.get(order.id) if order else None
    own = target.ref if target.kind == "project" else target.record.id
    return state.first_documents.get(own)


def absence(state: State, ref: str) -> str | None:
    """That on the day there is no such thing yet, or nothing is known of it; None where it is there."""
    first = first_document(state, ref)
    if first is None or first.day <= state.day:
        return None
    day = display_texts.day(first.day)
    if first.before:
        by = citation(state.registry, first.order, first.clause)
        said = _("nothing is known before {day}", day=day)
        return f"{said} ({by})" if by else said
    order = state.registry.get(Order, first.order)
    if order is None:
        return _("not there on this day: the first that is known of it is of {day}", day=day)
    kind = order.order_kind[:1].lower() + order.order_kind[1:]
    said = _signed(kind, day) if order.date else _undated(kind, day)
    return _("not there on this day: {because}", because=said)


def _signed(kind: str, day: str) -> str:
    """«распоряжение подписано 20.11.2020»; the verb agrees with the kind by its ending."""
    ending = kind[-1:]
    if ending in "оеё":
        return _("{kind} signed on {day}", kind=kind, day=day)
    if ending in "аяь":
        return _("{kind} was signed on {day}", kind=kind, day=day)
    if ending in "иы":
        return _("{kind} were signed on {day}", kind=kind, day=day)
    return _("{kind} is signed on {day}", kind=kind, day=day)


def _undated(kind: str, day: str) -> str:
    return _(
        "{kind} without a known day, counted from {day}, the first of the period",
        kind=kind,
        day=day,
    )


def undated_order_note(registry: Registry, ref: str | None) -> str | None:
    """As `display_texts.unknown_day`; None for an order that bears its day, or will: a draft."""
    order = registry.get(Order, ref)
    if order is None or order.date or order.draft:
        return None
    return display_texts.unknown_day(order.id, order.exists_from)


def day_notes(state: State, ref: str) -> list[str]:
    """That it is not there yet or nothing is known of it; that the day of its document is not known."""
    target = state.registry.find(ref)
    order = target.record if target else None
    if isinstance(order, Roadmap):
        order = state.registry.order_of(order)
    undated = undated_order_note(state.registry, order.id if order else None)
    plan = target.record if target else None
    free = isinstance(plan, Roadmap) and state.registry.is_unapproved(plan)
    unapproved = display_texts.unapproved_plan(plan.id) if plan and free else None
    draft, damage = _draft_note(state, ref), _damage_note(state, ref)
    notes = (absence(state, ref), draft, unapproved, undated, damage)
    return [note for note in notes if note]


def _draft_note(state: State, ref: str) -> str | None:
    """That nothing of a plan is owed yet, since only a draft carries it."""
    target = state.registry.find(ref)
    plan = target.record if target else None
    draft = state.registry.draft_of(plan) if isinstance(plan, Roadmap) else None
    if draft is None:
        return None
    return _(
        "Only a draft carries it, {order}: nothing of it is owed until that is signed.",
        order=draft.id,
    )


def _damage_note(state: State, ref: str) -> str | None:
    """That only a part of its file can be read; None of a whole one."""
    target = state.registry.find(ref)
    damaged = target is not None and state.registry.is_damaged(target.record)
    return _("Its file has errors: here is only what can be read in it.") if damaged else None


def known_fields(state: State, ref: str) -> dict[str, Any]:
    """For JSON: from which day something is known and by what, and that it is not there yet."""
    first = first_document(state, ref)
    order = state.registry.get(Order, first.order) if first else None
    found: dict[str, Any] = {
        "known_from": first.day if first else None,
        "known_by": _source(first) if first else None,
    }
    if order and not order.date:
        found["day_unknown"] = True
    if said := absence(state, ref):
        found["absent"] = said
    if _damage_note(state, ref):
        found["damaged"] = True
    return found


def _source(first: FirstDocument) -> str | None:
    return f"{first.order}/{first.clause}" if first.order and first.clause else first.order
