"""What a record gives to others and asks of them, as keys: texts like `id:petrov`.

Two files have to do with each other only where their keys meet; `innoreg.index.slices` says how.
So what may change the findings or the terms of a file is known without reading the other records.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from zlib import crc32

from pydantic import BaseModel

from innoreg.index.keys import Links
from innoreg.index.words import asked_by_text, names_given
from innoreg.ledger.assignments import SINGLE_ROLES
from innoreg.model.assignment import Assignment
from innoreg.model.base import Record, leading_fields
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.record_models import kind_of
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.rules.spellings import declines

_KEPT_APART = frozenset({"note", "source", "basis"})
"""Remarks of the register's keeper: no rule looks for names in them."""


def links_of(record: Record) -> Links:
    """The keys of a record, whole or salvaged."""
    found = _Found(isinstance(record, Order | Roadmap))
    found.walk(record)
    gives = {f"id:{record.id}", *names_given(record), *_given(record)}
    asks = {f"id:{head}" for ref in found.refs for head in heads(ref)}
    asks.update(asked_by_text(found.texts, found.names))
    asks.update(_asked(record, found))
    if found.everybody or "holds:consultant" in gives:
        asks.add("kind:district")
    return Links(frozenset(gives), frozenset(asks))


def heads(ref: str) -> tuple[str, ...]:
    """The ids a reference may begin with: «order/5» is order 5, or clause 5 of a record «order»."""
    first, slash, rest = ref.partition("/")
    if slash and kind_of(first):
        return rest.partition("/")[0], first
    return (first,)


def _heads(ref: str | None) -> tuple[str, ...]:
    return heads(ref) if ref else ("",)


class _Found:
    """What stands in the fields of a record: references, words of documents, names of parties."""

    def __init__(self, reads: bool) -> None:
        self._reads = reads
        self.refs: set[str] = set()
        self.texts: list[str] = []
        self.names: list[str] = []
        self.roles: set[str] = set()
        self.everybody = False

    def walk(self, part: BaseModel) -> None:
        """Gather from `part` and all below it."""
        values = part.__dict__
        referring, holding, words = _fields(type(part))
        for name in referring:
            if value := values[name]:
                self._refer(value)
        for name in holding:
            value = values[name]
            if isinstance(value, tuple):
                for element in value:
                    self.walk(element)
            elif value is not None and type(value) is not str:
                self.walk(value)
        if self._reads:
            if type(part) is Party:
                self._name(part)
            for name in words:
                value = values[name]
                if type(value) is str:
                    if "«" in value:
                        self.texts.append(value)
                elif value:
                    self.texts += (text for text in value if "«" in text)

    def _refer(self, value: str | tuple[str, ...]) -> None:
        if value == "districts":
            self.everybody = True
        elif isinstance(value, str):
            self.refs.add(value)
        else:
            self.refs.update(value)

    def _name(self, party: Party) -> None:
        if party.person is None:
            if party.text:
                self.names.append(party.text)
            if party.role:
                self.roles.add(party.role)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The fields of a part that refer, that hold parts, and that hold a text or several."""
    leading = {name: to is not None for name, _key, to, _words in leading_fields(model)}
    words = (
        name
        for name, info in model.model_fields.items()
        if name not in leading and name not in _KEPT_APART and _holds_text(info.annotation)
    )
    return (
        tuple(name for name, refers in leading.items() if refers),
        tuple(name for name, refers in leading.items() if not refers),
        tuple(words),
    )


def _holds_text(annotation: Any) -> bool:
    inside = (*getattr(annotation, "__args__", ()), getattr(annotation, "__origin__", None))
    return annotation is str or any(_holds_text(each) for each in inside if each is not None)


def _asked(record: Record, found: _Found) -> Iterator[str]:
    if isinstance(record, Person):
        if not declines(record):
            yield f"declined:{record.id}"
        if not record.protected:
            yield f"unprotected:{record.id}"
    for role in found.roles:
        program = record.program if isinstance(record, Roadmap) else None
        if program is None:
            yield f"holds:{role}"
        else:
            yield from (f"holds:{role}/{head}" for head in ("", *heads(program)))


def _given(record: Record) -> Iterator[str]:
    if parts := "\n".join(_parts(record)).encode("utf-8", "surrogatepass"):
        yield f"parts:{record.id}/{crc32(parts):08x}"
    if isinstance(record, Order):
        yield from (f"acts:{head}" for ref in _acted_on(record) for head in heads(ref))
    elif isinstance(record, Pair):
        if record.replaces:
            yield from (f"acts:{head}" for head in heads(record.replaces))
        yield from _helped(record)
    for row, role, program in _assignments(record):
        if role:
            yield from _roles(role, row, program)


def _parts(record: Record) -> Iterable[str]:
    """What follows the id in references to parts of the record."""
    if isinstance(record, Roadmap):
        return (placed.key for placed in placed_items(record))
    if isinstance(record, Order):
        return (placed.key for placed in record.placed_clauses())
    return (project.id for project in record.projects) if isinstance(record, Program) else ()


def _acted_on(order: Order) -> Iterator[str]:
    """Everything the clauses and appendices of an order name as their subject."""
    for placed in order.placed_clauses():
        clause = placed.clause
        yield from getattr(clause, "subjects", ())
        if clause.kind == "amend":
            yield from (change.subject for change in clause.changes)
            if clause.order:
                yield clause.order
    for appendix in order.appendices:
        yield from (*appendix.sites, *appendix.pairs)
        if appendix.roadmap:
            yield appendix.roadmap


def _helped(pair: Pair) -> Iterator[str]:
    for member in pair.mentees:
        named = member.school if pair.level == "school" else member.person
        yield from (f"helped:{pair.level}/{head}" for head in (heads(named) if named else ()))


def _assignments(record: Record) -> Iterator[tuple[Assignment, str | None, str | None]]:
    """Every row of a role, with the role and the programme, its own or its appendix's."""
    if isinstance(record, Program):
        yield from ((row, row.role, row.program or record.id) for row in record.assignments)
    elif isinstance(record, Order):
        for placed in record.placed_clauses():
            if placed.clause.kind == "appoint":
                for row in placed.clause.assignments:
                    yield row, row.role, row.program
        for appendix in record.appendices:
            for row in appendix.assignments:
                yield row, row.role or appendix.role, row.program or appendix.program


def _roles(role: str, row: Assignment, program: str | None) -> Iterator[str]:
    yield f"holds:{role}"
    for head in _heads(program):
        yield f"holds:{role}/{head}"
        if role not in SINGLE_ROLES:
            continue
        if head:
            yield f"role:{role}/{head}"
        else:
            yield from (f"role:{role}//{place}" for place in _places(row.scope))


def _places(scope: Iterable[str]) -> tuple[str, ...]:
    return tuple(head for ref in scope for head in heads(ref)) or ("",)
