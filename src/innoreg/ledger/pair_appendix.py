"""The appendix of pairs of an order: its rows as signed, and as amended by other orders up to a day."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.clause import AmendPairs, all_clauses
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.registry import Registry


class PairRow(NamedTuple):
    """A row: its number, which no other row ever gets, and the pair.

    last: the last day of the row where an order ends it. since: its first day where an order added
    it, else None.
    """

    number: str
    pair: str
    last: date | None = None
    since: date | None = None


class PairAppendix(NamedTuple):
    """The rows in force on a day, by number, and the orders that changed them up to then."""

    rows: tuple[PairRow, ...]
    amended_by: tuple[Order, ...]


def signed_pair_rows(registry: Registry, order: Order) -> tuple[PairRow, ...]:
    """The rows of all appendices of pairs as signed, numbered through."""
    refs = [ref for appendix in order.appendices for ref in appendix.pairs]
    return tuple(
        PairRow(str(number), canonical_ref(registry, ref)) for number, ref in enumerate(refs, 1)
    )


def pair_rows_ever(registry: Registry, order: Order, known: date) -> tuple[PairRow, ...]:
    """All rows that the order and those signed up to `known` gave it, ended ones included."""
    rows = {row.number: row for row in signed_pair_rows(registry, order)}
    for _order, clause in _amendments(registry, order, known):
        for change in clause.changes:
            number = change.row.rstrip(".")
            if change.add:
                pair = registry.get(Pair, change.add)
                first = pair.from_ if pair else None
                rows[number] = PairRow(number, canonical_ref(registry, change.add), None, first)
            elif number in rows:
                rows[number] = rows[number]._replace(last=change.to)
    return tuple(rows.values())


def pair_appendix_on(registry: Registry, order: Order, day: date) -> PairAppendix:
    """The rows in force on `day`."""
    rows = [
        row
        for row in pair_rows_ever(registry, order, day)
        if (row.last is None or day <= row.last) and (row.since is None or row.since <= day)
    ]
    amending = (
        own for own, clause in _amendments(registry, order, day) if _shows(registry, clause, day)
    )
    return PairAppendix(tuple(rows), tuple({own.id: own for own in amending}.values()))


def _amendments(
    registry: Registry, order: Order, known: date
) -> Iterator[tuple[Order, AmendPairs]]:
    """The clauses that change the order's appendix, of orders in force by `known`, oldest first."""
    signed = (each for each in registry.signed_orders if each.in_force_from <= known)
    for own in sorted(signed, key=lambda each: (each.in_force_from, each.id)):
        for clause in all_clauses(own.clauses):
            if isinstance(clause, AmendPairs) and registry.get(Order, clause.order) is order:
                yield own, clause


def _shows(registry: Registry, clause: AmendPairs, day: date) -> bool:
    """Whether anything the clause changes differs on `day` already."""
    for change in clause.changes:
        pair = registry.get(Pair, change.add)
        if (change.to and change.to < day) or (pair and (pair.from_ is None or pair.from_ <= day)):
            return True
    return False
