"""Words of documents that a link of a chain quotes: of clauses, items, events, reports, decisions."""

from collections.abc import Iterator
from typing import Any

from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause
from innoreg.model.event import SiteEvent
from innoreg.model.order import Order
from innoreg.model.pair import Consent, PairReport
from innoreg.model.protocol import Decision
from innoreg.model.registry import Path
from innoreg.queries.obligation import Obligation
from innoreg.queries.record_names import party_words


def in_quotes(text: str) -> str:
    """The text in quotes."""
    return f"«{text}»"


def item_texts(found: Obligation) -> list[str]:
    """What is to be done, and who answers."""
    who = "; ".join(party_words(found.state.registry, party) for party in found.responsible)
    return [text for text in (found.title, who) if text]


def clause_texts(record: Record, clause: str | None) -> list[str]:
    """The text of a clause of an order below the texts of its heads."""
    if not isinstance(record, Order) or not clause:
        return []
    placed: PlacedClause | None = next(
        (each for each in record.placed_clauses() if each.key == clause), None
    )
    texts: list[str] = []
    while placed:
        texts.insert(0, placed.clause.text or "")
        placed = placed.parent
    return [text for text in texts if text]


def part_texts(record: Record, path: Path) -> Iterator[str | None]:
    """The words that an event, a report, a consent or a decision rests on."""
    part: Any = record
    for key in path:
        part = part[key] if isinstance(key, int) else getattr(part, key, None)
        if part is None:
            return
    if isinstance(part, SiteEvent.__origin__.__args__):  # type: ignore[attr-defined]
        yield from (getattr(part, name, None) for name in ("evidence", "reason", "basis", "note"))
    elif isinstance(part, PairReport):
        yield part.title
    elif isinstance(part, Consent):
        yield part.person
    elif isinstance(part, Decision):
        yield part.words
