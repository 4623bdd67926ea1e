"""The cells of the column of responsible, and everybody named in plans and orders."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.party import Party
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.message_quotes import subplace
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding

# Four letters and more before the dot, or «г. Кингисепп», «и т.д. по» were leftovers; the words
# excepted are abbreviations of posts that are as long.
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


@gathered_once
def cells(view: View) -> Iterator[Cell]:
    """Every cell of every plan, of its sections and of its items, that is not empty."""
    for plan in view.plans:
        for index, section in enumerate(plan.sections):
            text, parties = section.responsible_text, section.responsible
            if text or parties:
                yield Cell(plan, ("sections", index), section.key, text, parties)
        for row in view.rows_of(plan):
            text, parties = row.item.responsible_text, row.item.responsible
            if text or parties:
                yield Cell(plan, row.path, row.key, text, parties)


class Column(NamedTuple):
    """Cells of the same words and with the same list: what is said of one is said of all."""

    text: str
    parties: tuple[Party, ...]
    cells: list[Cell]


@gathered_once
def columns(view: View) -> Iterator[Column]:
    """The cells that have words, the same ones together: plans repeat themselves."""
    found: dict[object, Column] = {}
    for cell in cells(view):
        if cell.text:
            # A party's values are compared sooner than parties.
            alike = (cell.text, *(tuple(party.__dict__.values()) for party in cell.parties))
            if alike not in found:
                found[alike] = Column(cell.text, cell.parties, [])
            found[alike].cells.append(cell)
    yield from found.values()


def mark_all(
    view: View, cells: list[Cell], span: tuple[int, int], message: T, hint: T
) -> Iterator[Finding]:
    """A finding at the same words of each cell; `{number}` in the message is that of the item."""
    for cell in cells:
        place = view.place(cell.plan, *cell.path, "responsible_text")
        own = {"number": cell.key} if "{number}" in message.message else {}
        told = T(message.message, **dict(message.params), **own)
        yield Finding(subplace(place, cell.text or "", *span), told, hint)


def parties_without_id(view: View) -> Iterator[tuple[Record, Path, str]]:
    """The words for somebody who answers, is addressed or receives an order, where no id tells."""
    named: list[tuple[Record, Path, tuple[Party, ...]]]
    named = [(cell.plan, (*cell.path, "responsible"), cell.parties) for cell in cells(view)]
    named += [(o, (*p.path, "addressees"), p.clause.addressees) for o, p in view.clauses]
    named += [(order, ("distribution",), order.distribution) for order in view.orders]
    for record, path, parties in named:
        for index, party in enumerate(parties):
            if party.text and party.person is None:
                yield record, (*path, index), party.text
