"""An order as plain data for templates: dicts, lists, texts and declinable words.

These types are the documented names of a template; `innoreg template check` reads them.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TypedDict

from innoreg.model.authority import Authority, Letterhead
from innoreg.model.order import Order, OtherAct, Registration, Signatory
from innoreg.model.registry import Registry
from innoreg.render import declinable_words
from innoreg.render.appendix_context import AppendixContext, appendix_contexts
from innoreg.render.clause_writer import ClauseWriter
from innoreg.render.decision_context import DirectionContext, direction_contexts, split_appendices
from innoreg.render.declinable_words import Remarks, Word
from innoreg.render.document_names import Namer
from innoreg.render.document_text import (
    date_range,
    long_date,
    short_date,
    split_at_terms,
    split_enumerations,
)

BLANK = "______"


class DateContext(TypedDict):
    """A day in the forms documents use."""

    short: str
    long: str
    year: str


class LetterheadContext(TypedDict):
    """What stands over the kind of document."""

    lines: list[str]
    emblem: str
    centred: bool


class ClauseContext(TypedDict):
    """A clause; `more` are further lines of it; `level` counts from 1."""

    number: str
    level: int
    kind: str
    text: str
    more: list[str]
    automatic: bool
    addressees: list[Word]
    deadline: str


class SignatoryContext(TypedDict):
    """Who signs; `name` has the initials first."""

    post: Word
    person: Word
    name: str
    electronic: list[str]


class OrderContext(TypedDict):
    """Everything a template of an order may name."""

    kind: Word
    issuer: Word
    letterhead: LetterheadContext
    date: DateContext
    number: str
    place: str
    title: str
    preamble: list[str]
    order_word: str
    clauses: list[ClauseContext]
    directions: list[DirectionContext]
    signatory: SignatoryContext | None
    signatories: list[SignatoryContext]
    registrations: list[str]
    appendices: list[AppendixContext]
    distribution: list[str]
    remarks: Remarks


def order_context(
    registry: Registry, order: Order, remarks: Remarks, day: dt.date | None = None
) -> OrderContext:
    """The context of an order; Refused where a clause or a case cannot be written.

    day: with pairs as amended up to that day; None: everything as signed.
    """
    naming = Namer(registry, remarks)
    issuer = registry.get(Authority, order.issuer)
    letterhead = (issuer.letterhead if issuer else None) or Letterhead()
    held, inline = split_appendices(registry, order)
    word = order.order_word or letterhead.order_word or ":"
    clauses = [] if inline else list(_clause_contexts(order, naming))
    preamble = _preamble_paragraphs(order, naming, word, lead_in=bool(inline))
    return {
        "kind": naming.kind(order.order_kind),
        "issuer": naming.organisation(order.issuer),
        "letterhead": letterhead_context(issuer, letterhead),
        "date": _date_context(order),
        "number": order.number or BLANK,
        "place": order.place or letterhead.place or "",
        "title": order.title,
        "preamble": preamble,
        "order_word": "" if word.strip() == ":" else word,
        "clauses": clauses,
        "directions": direction_contexts(inline, naming),
        "signatory": signatory_context(order.signatory, naming),
        "signatories": [
            _signatory(one, naming) for one in (order.signatory, *order.cosignatories) if one
        ],
        "registrations": [_registration_text(one) for one in order.registrations],
        "appendices": list(
            appendix_contexts(order, held, naming, _author_name(naming, issuer), day)
        ),
        "distribution": [naming.party(party).text for party in order.distribution],
        "remarks": remarks,
    }


def letterhead_context(issuer: Authority | None, letterhead: Letterhead) -> LetterheadContext:
    """What stands over a document of this issuer; its names where the letterhead gives no lines."""
    return {
        "lines": list(issuer.head_lines if issuer else letterhead.lines),
        "emblem": letterhead.emblem or "",
        # State bodies centre the heading; an institution sets it at the left margin.
        "centred": issuer is not None and issuer.type in ("committee", "municipal", "council"),
    }


def _date_context(order: Order) -> DateContext:
    if order.date is None:
        year = str(order.context[0].year)
        return {"short": f"__.__.{year}", "long": f"«__» {BLANK} {year} г.", "year": year}
    return day_context(order.date)


def day_context(day: dt.date) -> DateContext:
    """A day in the forms documents use."""
    return {"short": short_date(day), "long": long_date(day), "year": str(day.year)}


def _preamble_paragraphs(order: Order, naming: Namer, word: str, *, lead_in: bool) -> list[str]:
    """The paragraphs before the first clause; without an order word they end with a colon.

    `lead_in`: the decisions follow as a text of their own, which the clauses only lead up to.
    """
    words = order.preamble or _basis_text(order, naming)
    lines = split_enumerations(words) if words else []
    if lead_in:
        writer = ClauseWriter(order, naming)
        return lines + [writer.text(placed) for placed in order.placed_clauses()]
    if lines and word.strip() == ":" and not lines[-1].endswith(":"):
        lines[-1] += ":"
    return lines


def _basis_text(order: Order, naming: Namer) -> str:
    """«В соответствии с распоряжением …, на основании распоряжения …»; "" without a basis."""
    if not order.basis:
        return ""
    first, *others = (
        naming.subject(act) if isinstance(act, str) else naming.phrase(_act_words(act))
        for act in order.basis
    )
    said = f"В соответствии с {first.case('ins')}"
    if others:
        said += f", на основании {naming.join(others, 'gen')}"
    return said


def _act_words(act: OtherAct) -> str:
    """«решение Координационного Совета от 11.11.2020 № 7»."""
    day = f" от {short_date(act.date)}" if act.date else ""
    number = act.number and (act.number if "№" in act.number else f"№ {act.number}")
    return f"{act.text}{day} {number or ''}".rstrip()


def _clause_contexts(order: Order, naming: Namer) -> Iterator[ClauseContext]:
    """Every clause; `automatic` where Word's own number is the one the document prints.

    A clause without a number has none in the document either, unless the order has them counted.
    """
    writer = ClauseWriter(order, naming)
    counters: list[int] = []
    for placed in order.placed_clauses():
        clause = placed.clause
        level = len(placed.path) // 2
        # The path alternates keys and indexes: clauses, 0, clauses, 2.
        counters = [*counters[:level], *[0] * (level - len(counters))]
        counters[-1] += 1
        numbered = clause.number is not None or order.numbering == "automatic"
        first, *more = split_at_terms(writer.text(placed), clause)
        automatic = ".".join(map(str, counters)) == (clause.key or placed.key)
        yield {
            "number": f"{placed.key}." if numbered else "",
            "level": level,
            "kind": clause.kind,
            "text": first,
            "more": more,
            # The list of wordml has four levels.
            "automatic": numbered and automatic and level <= 4,
            "addressees": [naming.party(party) for party in clause.addressees],
            "deadline": "; ".join(clause.deadline),
        }


def _registration_text(registration: Registration) -> str:
    """«20.06.2023 18.04-01-801/2023»: the number another office gave the order."""
    day = short_date(registration.date) if registration.date else ""
    return " ".join(filter(None, (day, registration.number, registration.by)))


def signatory_context(signatory: Signatory | None, naming: Namer) -> SignatoryContext | None:
    """Who signs; None where nobody is named. Refused where the person is not in the register."""
    return _signatory(signatory, naming) if signatory else None


def _signatory(signatory: Signatory, naming: Namer) -> SignatoryContext:
    person = naming.person(signatory.person)
    return {
        "post": naming.post(signatory.post),
        "person": person,
        "name": person.signed,
        "electronic": list(_electronic_lines(signatory)),
    }


def _electronic_lines(signatory: Signatory) -> Iterator[str]:
    """The mark of an electronic signature (GOST R 7.0.97, 5.23): certificate, owner, its days."""
    if given := signatory.electronic:
        yield "Документ подписан электронной подписью"
        yield f"Сертификат: {given.certificate}"
        yield f"Владелец: {given.owner}"
        yield f"Действителен: {date_range(given.from_, given.to)}"


def _author_name(naming: Namer, issuer: Authority | None) -> Word:
    """The name an appendix gives to the author: the short one where the letterhead prints it."""
    if issuer is None:
        return naming.phrase("")
    lines = issuer.letterhead.lines if issuer.letterhead else ()
    short_name = issuer.short_name
    if short_name and (not lines or f"({short_name})" in lines):
        return naming.phrase(short_name)
    return declinable_words.organisation_word(issuer, naming.remarks)
