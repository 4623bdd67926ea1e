"""Extracts (выписки): for each addressee of an order only its clauses and rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.model.clause import Approve, Clause, PlacedClause, subjects_of
from innoreg.model.order import Appendix, Order, Signatory
from innoreg.model.party import Party
from innoreg.model.registry import Registry
from innoreg.model.roadmap import PlacedItem, Roadmap, placed_items
from innoreg.model.site import Site
from innoreg.render.appendix_context import AppendixContext
from innoreg.render.decision_context import DirectionContext, split_appendices
from innoreg.render.declinable_words import Word
from innoreg.render.document_names import Namer
from innoreg.render.order_context import (
    ClauseContext,
    DateContext,
    OrderContext,
    SignatoryContext,
    day_context,
    signatory_context,
)
from innoreg.render.table_context import RowContext


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets an extract: a short key for the file's name, and the party as first named."""

    key: str
    party: Party
    keys: frozenset[str]
    """Its own key and those of the roles it holds in the order."""

    @property
    def file_key(self) -> str:
        """The key fit for the name of a file."""
        return re.sub(r"\W+", "-", self.key).strip("-")[:60]

    def word(self, naming: Namer) -> Word:
        """The addressee's name; of a person the name, whatever words a clause uses."""
        person, organisation = self.party.person, self.party.organisation
        if person or organisation:
            return naming.person(person) if person else naming.organisation(organisation or "")
        return naming.party(self.party)


class ExtractContext(OrderContext):
    """The context of an order, cut down, with whom it is for; `sent_to` says so in a line.

    `certifier` is who signs that the extract is true, on the day `certified`; None where not known.
    """

    addressee: Word
    sent_to: str
    certifier: SignatoryContext | None
    certified: DateContext | None


def party_key(party: Party) -> str:
    """The id of a party, else its words folded: equal keys mean the same party."""
    return (
        party.person
        or party.organisation
        or party.district
        or party.role
        or comparison_key(party.text or "")
    )


def addressees(registry: Registry, order: Order) -> tuple[Addressee, ...]:
    """Everybody the order addresses by name, in order: in clauses, lists and plans.

    Groups get an extract where a clause addresses them.
    """
    found: dict[str, Party] = {}
    roles: dict[str, set[str]] = {}
    for placed in order.placed_clauses():
        for party in _addressed_parties(registry, placed.clause):
            found.setdefault(party_key(party), party)
            if party.person and party.role:
                roles.setdefault(party.person, set()).add(party.role)
    for appendix in order.appendices:
        for row in appendix.complete_assignments:
            found.setdefault(row.person, Party(person=row.person))
            if row.role:
                roles.setdefault(row.person, set()).add(row.role)
        for item in _plan_items(registry, appendix):
            for party in item.duty.responsible:
                if party.person or party.organisation:
                    found.setdefault(party_key(party), party)
    return tuple(
        Addressee(key, party, frozenset({key, *roles.get(key, ())})) for key, party in found.items()
    )


def _addressed_parties(registry: Registry, clause: Clause) -> Iterator[Party]:
    """Whom a clause addresses, appoints, or gives a status; of a site those who hold it."""
    yield from clause.addressees
    for ref in subjects_of(clause):
        if site := registry.get(Site, ref):
            yield from (Party(organisation=holder) for holder in site.organisations)
    person = getattr(clause, "person", None)
    if person:
        yield Party(person=person)
    for row in getattr(clause, "assignments", ()):
        yield Party(person=row.person, role=row.role)


def _plan_items(registry: Registry, appendix: Appendix) -> Iterator[PlacedItem]:
    plan = registry.get(Roadmap, appendix.roadmap)
    return iter(placed_items(plan)) if plan else iter(())


@dataclass(frozen=True, slots=True)
class Certification:
    """Who certifies an extract («Верно»), and when."""

    signatory: Signatory
    day: date


def extract_context(
    registry: Registry,
    order: Order,
    whole: OrderContext,
    whom: Addressee,
    certified: Certification | None = None,
) -> ExtractContext:
    """The clauses, rows and decisions of one addressee, with the numbers the order gives them."""
    naming = Namer(registry, whole["remarks"])
    word = whom.word(naming)
    held, inline = split_appendices(registry, order)
    pairs = zip(held, whole["appendices"], strict=True)
    cut = [_cut_appendix(registry, appendix, shown, whom) for appendix, shown in pairs]
    carried = [a for a, shown in zip(held, cut, strict=True) if shown["rows"]]
    kept = _clause_positions(registry, list(order.placed_clauses()), whom, carried)
    clauses = [whole["clauses"][i] for i in kept if i < len(whole["clauses"])]
    return {
        **whole,
        "clauses": [_with_typed_number(clause) for clause in clauses],
        "appendices": [appendix for appendix in cut if appendix["rows"]],
        "directions": _cut_directions(inline, whole["directions"], whom),
        "addressee": word,
        "sent_to": _sent_to(word, naming),
        "certifier": signatory_context(certified.signatory, naming) if certified else None,
        "certified": day_context(certified.day) if certified else None,
    }


def _sent_to(word: Word, naming: Namer) -> str:
    try:
        return f"Выписка направляется: {word.case('dat')}"
    except Refused as refused:
        # The nominative is right as well, said in another way.
        naming.remarks.add(refused.message)
        return f"Адресат выписки: {word.text}"


def _with_typed_number(clause: ClauseContext) -> ClauseContext:
    """The clause with its number as text: clauses are left out, so Word may not count them."""
    return {**clause, "automatic": False}


def _clause_positions(
    registry: Registry, placed: Sequence[PlacedClause], whom: Addressee, carried: Sequence[Appendix]
) -> Iterator[int]:
    """Positions of the clauses to keep: addressed to `whom` or approving its rows.

    Their heads above them and everything below them are kept, too.
    """
    mine = {p.key for p in placed if _is_addressed(_addressed_parties(registry, p.clause), whom)}
    mine |= {p.key for p in placed if any(_approves(p.clause, a) for a in carried)}
    heads = {key for p in placed if p.key in mine for key in _keys_above(p)}
    for index, clause in enumerate(placed):
        if clause.key in mine | heads or mine & set(_keys_above(clause)):
            yield index


def _approves(clause: Clause, appendix: Appendix) -> bool:
    named = clause.appendix is not None and clause.appendix == appendix.number
    if isinstance(clause, Approve) and (named or appendix.roadmap in clause.subjects):
        return True
    return not set(appendix.sites).isdisjoint(subjects_of(clause))


def _keys_above(placed: PlacedClause) -> Iterator[str]:
    while placed.parent is not None:
        placed = placed.parent
        yield placed.key


def _is_addressed(parties: Iterable[Party], whom: Addressee) -> bool:
    return any(
        party_key(party) in whom.keys or (party.role in whom.keys and not party.person)
        for party in parties
    )


def _cut_appendix(
    registry: Registry, appendix: Appendix, shown: AppendixContext, whom: Addressee
) -> AppendixContext:
    mine: list[bool] = []
    if appendix.kind == "roadmap":
        mine = [_is_addressed(i.duty.responsible, whom) for i in _plan_items(registry, appendix)]
    elif appendix.kind == "assignments":
        mine = [
            row.person in whom.keys or (row.role in whom.keys and whom.party.person is None)
            for row in appendix.complete_assignments
        ]
    elif appendix.kind == "sites":
        sites = [registry.get(Site, ref) for ref in appendix.sites]
        mine = [bool(site and whom.keys & set(site.organisations)) for site in sites]
    return {**shown, "rows": list(_kept_rows(shown["rows"], mine))}


def _kept_rows(rows: Iterable[RowContext], mine: Iterable[bool]) -> Iterator[RowContext]:
    """The rows to keep, each under the title of its section."""
    keeps = iter(mine)
    section: RowContext | None = None
    for row in rows:
        if row["whole"]:
            section = row
        elif next(keeps, False):
            if section:
                yield section
            section = None
            yield row


def _cut_directions(
    plans: Sequence[Roadmap], shown: Sequence[DirectionContext], whom: Addressee
) -> list[DirectionContext]:
    """The directions with the decisions `whom` answers for; those left without any are dropped."""
    # Directions and decisions have no keys: they stand in the order of sections and items.
    items: list[Mapping[str, bool]] = []
    for plan in plans:
        sections: dict[str, dict[str, bool]] = {}
        for item in placed_items(plan):
            key = item.section.key if item.section else ""
            answers = item.item.responsible or (item.section.responsible if item.section else ())
            sections.setdefault(key, {})[item.key] = _is_addressed(answers, whom)
        items += sections.values()
    found: list[DirectionContext] = []
    for direction, mine in zip(shown, items, strict=False):
        kept = [d for d, keep in zip(direction["decisions"], mine.values(), strict=False) if keep]
        if kept:
            found.append({**direction, "decisions": kept})
    return found
