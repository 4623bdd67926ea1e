"""From which day the register can speak of a record: the day of the first document about it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from innoreg.ledger.step import Step
from innoreg.model.assignment import Assignment, Opening
from innoreg.model.base import Record
from innoreg.model.clause import PairChange, PlacedClause, subjects_of
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.registry import Registry, Target

Steps = Mapping[str, tuple[Step, ...]]


class FirstDocument(NamedTuple):
    """The day and what bears it: an order, perhaps a clause of it; neither: the record itself.

    before: the record was there before the register began, so that of earlier days nothing is
    known; else there was nothing yet.
    """

    day: date
    order: str | None = None
    clause: str | None = None
    before: bool = False


def find_first_documents(
    registry: Registry, subjects: Iterable[str], log: Steps
) -> Mapping[str, FirstDocument]:
    """Of each subject that a document speaks of, or an event of its own, the first of them.

    What no document names has none: it is there on every day, as a draft is.
    """
    orders = {order.id: order for order in reversed(registry.signed_orders)}
    chains = {ref: log[ref] for ref in subjects if ref in log}
    found = dict(_documents_in_chains(chains, orders))
    # An order is there from its own day, whichever other one speaks of it.
    found |= {ref: FirstDocument(order.exists_from, ref) for ref, order in orders.items()}
    for pair in registry.all(Pair):
        # One answer of several is no step yet, and yet it speaks of the pair.
        answers = [FirstDocument(consent.on) for consent in pair.consents]
        known = [*answers, *([found[pair.id]] if pair.id in found else [])]
        if known:
            found[pair.id] = min(known, key=_day)
    openings = {
        ref: _opening_of(step)
        for ref, steps in chains.items()
        for step in steps
        if step.kind == "opening"
    }
    if not openings:
        return found
    named = _first_naming(registry)
    began = min((order.exists_from for order in orders.values()), default=None)
    for ref, opening in openings.items():
        known = [each for each in (found.get(ref), named.get(ref)) if each]
        known += [FirstDocument(day) for day in (opening.from_, opening.known_from) if day]
        if not known and began:
            # It was so before the register began, and no more can be said of the time before.
            known.append(FirstDocument(began))
        if known:
            # Where the first day is stated, there was nothing before it.
            found[ref] = min(known, key=_day)._replace(before=opening.from_ is None)
    return found


def _day(document: FirstDocument) -> date:
    return document.day


def _opening_of(step: Step) -> Opening:
    part: Any = step.record
    for key in step.path:
        part = part[key] if isinstance(key, int) else getattr(part, str(key))
    assert isinstance(part, Opening)
    return part


def _documents_in_chains(
    chains: Steps, orders: Mapping[str, Order]
) -> Iterator[tuple[str, FirstDocument]]:
    for ref, steps in chains.items():
        documents = [each for step in steps if (each := _document_of(step, orders))]
        if documents:
            yield ref, min(documents, key=_day)


def _document_of(step: Step, orders: Mapping[str, Order]) -> FirstDocument | None:
    """What made the step, with its day; None for an opening, which was before all documents."""
    if order := orders.get(step.order or ""):
        return FirstDocument(order.exists_from, order.id, step.clause)
    return FirstDocument(step.day) if step.day and step.kind != "opening" else None


def _first_naming(registry: Registry) -> Mapping[str, FirstDocument]:
    """Who is named by which order first: by itself, or as what the named belongs to."""
    found: dict[str, FirstDocument] = {}
    for order in sorted(registry.signed_orders, key=lambda each: each.exists_from):
        for ref, clause in _references(order):
            for target in _with_wholes(registry, registry.find(ref)):
                found.setdefault(target.ref, FirstDocument(order.exists_from, order.id, clause))
    return found


def _references(order: Order) -> Iterator[tuple[str, str | None]]:
    """What the order names, each with the key of the clause that does."""
    for placed in order.placed_clauses():
        yield from ((ref, placed.key) for ref in _references_of_clause(placed))
    for appendix in order.appendices:
        named = (appendix.roadmap, appendix.program, *appendix.sites, *appendix.pairs)
        for ref in (*named, *_references_of_rows(appendix.assignments)):
            if ref:
                yield ref, None


def _references_of_clause(placed: PlacedClause) -> Iterator[str]:
    yield from subjects_of(placed.clause)
    for name in ("program", "order"):
        if ref := placed.clause.__dict__.get(name):
            yield ref
    for change in placed.clause.__dict__.get("changes", ()):
        named = (change.end, change.add) if isinstance(change, PairChange) else (change.subject,)
        yield from (ref for ref in named if ref)
    yield from _references_of_rows(placed.clause.__dict__.get("assignments", ()))


def _references_of_rows(rows: Iterable[Assignment]) -> Iterator[str]:
    for row in rows:
        yield from row.scope
        if row.program:
            yield row.program


def _with_wholes(registry: Registry, target: Target | None) -> Iterator[Target]:
    """What is named, and the programmes and sites that it belongs to by its record."""
    left = [target] if target else []
    told: set[str] = set()
    while left:
        each = left.pop()
        if each.ref not in told:
            told.add(each.ref)
            yield each
            whole = registry.find(each.record.id, (each.record.kind_name,)) if each.path else None
            above = (registry.find(ref) for ref in _wholes_of(each.record))
            left += [one for one in (whole, *above) if one]


def _wholes_of(record: Record) -> Iterator[str]:
    for name in ("program", "within"):
        ref = getattr(record, name, None)
        if isinstance(ref, str):
            yield ref
