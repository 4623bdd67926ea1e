"""Decisions of a meeting as data: directions, each with numbered decisions, terms, responsibles."""

from collections.abc import Iterable, Iterator
from typing import TypedDict

from innoreg.model.order import Appendix, Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Item, Roadmap, Section
from innoreg.render.document_names import Namer
from innoreg.render.document_text import split_enumerations


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


def split_appendices(
    registry: Registry, order: Order
) -> tuple[tuple[Appendix, ...], tuple[Roadmap, ...]]:
    """Appendices that stand on their own pages, and plans that are the text of the decisions.

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


def direction_contexts(plans: Iterable[Roadmap], naming: Namer) -> list[DirectionContext]:
    """A direction for each section of the plans; items outside sections make one of their own."""
    return [
        _direction_context(section, naming) for plan in plans for section in _sections_of_plan(plan)
    ]


def _sections_of_plan(plan: Roadmap) -> Iterator[Section]:
    if plan.items:
        yield Section(number="0", title=plan.title, items=plan.items)
    yield from plan.sections


def _direction_context(section: Section, naming: Namer) -> DirectionContext:
    return {
        "title": f"{section.title.rstrip(':')}:",
        "decisions": list(_decision_contexts(section.items, naming, 1)),
        "deadlines": list(section.deadline),
        "responsible": responsible_text(section, naming),
    }


def _decision_contexts(
    items: Iterable[Item], naming: Namer, level: int
) -> Iterator[DecisionContext]:
    for item in items:
        first, *more = split_enumerations(item.title)
        yield {
            "number": "" if item.unnumbered else item.number,
            "level": level,
            "text": first,
            "more": more,
            "deadlines": list(item.deadline),
            "responsible": responsible_text(item, naming),
        }
        yield from _decision_contexts(item.items, naming, level + 1)


def responsible_text(duty: Item | Section, naming: Namer) -> str:
    """The column «Ответственный»: word for word, or from those who answer."""
    if duty.responsible_text:
        return duty.responsible_text
    named = []
    for party in duty.responsible:
        name = naming.party(party).text
        named.append(f"{name} – {party.part}" if party.part else name)
    return ", ".join(named)
