"""The cells of the column of responsible, and everybody named in plans and orders."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.party import Party
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.rule import Finding
from innoreg.rules.texts import narrowed
from innoreg.rules.view import View, once

LEFTOVER = re.compile(
    r"(?<![а-яё])(?!канд\.|проф\.|преп\.|руков?\.|спец\.|науч\.)[а-яё]{4,}»*\.\s+[а-яё]"
)
"""A sentence goes on in small letters after its full stop."""


class Cell(NamedTuple):
    """One cell of the column: its words, the list, where both stand, whose they are."""

    plan: Roadmap
    path: Path
    key: str
    text: str | None
    parties: tuple[Party, ...]


@once
def cells(view: View) -> Iterator[Cell]:
    """Every cell of every plan: of its sections and of its items."""
    for plan in view.plans:
        for index, section in enumerate(plan.sections):
            yield Cell(
                plan,
                ("sections", index),
                section.key,
                section.responsible_text,
                section.responsible,
            )
        for row in view.rows_of(plan):
            item = row.item
            yield Cell(plan, row.path, row.placed.key, item.responsible_text, item.responsible)


def mark(view: View, cell: Cell, start: int, end: int, message: T, hint: T) -> Finding:
    """A finding at these words of the cell."""
    place = view.place(cell.plan, *cell.path, "responsible_text")
    return Finding(narrowed(place, cell.text or "", start, end), message, hint)


@once
def parties(view: View) -> Iterator[tuple[Record, Path, Party]]:
    """Everybody who answers, is addressed or receives an order."""
    for cell in cells(view):
        for index, party in enumerate(cell.parties):
            yield cell.plan, (*cell.path, "responsible", index), party
    for order, placed in view.clauses:
        for index, party in enumerate(placed.clause.addressees):
            yield order, (*placed.path, "addressees", index), party
    for order in view.orders:
        for index, party in enumerate(order.distribution):
            yield order, ("distribution", index), party
