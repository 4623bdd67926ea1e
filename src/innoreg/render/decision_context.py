"""Decisions set out as a text: directions, each with numbered decisions, terms and responsibles."""

from collections.abc import Iterable, Iterator
from typing import TypedDict

from innoreg.model.order import Appendix, Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Item, Roadmap, Section
from innoreg.render.document_names import Naming
from innoreg.render.document_text import unfolded


class DecisionContext(TypedDict):
    """One decision; `deadlines` one for each line «Срок: …» of the document."""

    number: str
    level: int
    text: str
    more: list[str]
    deadlines: list[str]
    responsible: str


class DirectionContext(TypedDict):
    """A direction; its own term and responsibles stand after its last decision."""

    title: str
    decisions: list[DecisionContext]
    deadlines: list[str]
    responsible: str


def continues_text(
    registry: Registry, order: Order
) -> tuple[tuple[Appendix, ...], tuple[Roadmap, ...]]:
    """The true appendices, and the plans that only continue the text of the decisions.

    Decisions of a meeting have no number, and their clauses name no appendix.
    """
    named = order.number or any(placed.clause.appendix for placed in order.placed_clauses())
    held: list[Appendix] = []
    inline: list[Roadmap] = []
    for appendix in order.appendices:
        plan = registry.get(Roadmap, appendix.roadmap)
        if plan and plan.type == "resolutions" and not named and not appendix.number:
            inline.append(plan)
        else:
            held.append(appendix)
    return tuple(held), tuple(inline)


def directions(plans: Iterable[Roadmap], naming: Naming) -> list[DirectionContext]:
    """The sections of the plans, as the document prints them."""
    return [_direction(section, naming) for plan in plans for section in _sections(plan)]


def _sections(plan: Roadmap) -> Iterator[Section]:
    if plan.items:
        yield Section(number="0", title=plan.title, items=plan.items)
    yield from plan.sections


def _direction(section: Section, naming: Naming) -> DirectionContext:
    return {
        "title": f"{section.title.rstrip(':')}:",
        "decisions": list(_decisions(section.items, naming, 1)),
        "deadlines": list(section.deadline),
        "responsible": responsible(section, naming),
    }


def _decisions(items: Iterable[Item], naming: Naming, level: int) -> Iterator[DecisionContext]:
    for item in items:
        first, *more = unfolded(item.title)
        yield {
            "number": item.number,
            "level": level,
            "text": first,
            "more": more,
            "deadlines": list(item.deadline),
            "responsible": responsible(item, naming),
        }
        yield from _decisions(item.items, naming, level + 1)


def responsible(duty: Item | Section, naming: Naming) -> str:
    """The column «Ответственный»: word for word, or from those who answer."""
    if duty.responsible_text:
        return duty.responsible_text
    named = []
    for party in duty.responsible:
        name = naming.party(party).text
        named.append(f"{name} – {party.part}" if party.part else name)
    return ", ".join(named)
