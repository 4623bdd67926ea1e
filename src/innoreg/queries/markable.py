"""What an event can be recorded of: an item, a clause that demands something, a site's report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from innoreg.deadlines import Period
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.base import Part, Record
from innoreg.model.clause import PlacedClause, SetTerms
from innoreg.model.event import Event, ReportKind
from innoreg.model.order import Order
from innoreg.model.reading import context
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.roadmap import Item, Roadmap
from innoreg.model.site import Site
from innoreg.queries.obligation import Obligation, clause_obligations, item_obligation
from innoreg.queries.occurrence import Occurrence, occurrences

_DEMANDING = ("instruct", "inform", "return_for_revision")
REPORTS: tuple[str, ...] = get_args(ReportKind)


@dataclass(frozen=True, slots=True, eq=False)
class Markable:
    """A thing with events. `record` and `path` say where its `events` stand.

    model: what stands there. obligation: its term, None for a clause that demands something without one. addressees: the
    ids of those who may report each for itself. since: before this day nobody could know of it.
    """

    ref: str
    title: str
    record: Record
    path: Path
    events: tuple[Event, ...]
    period: Period
    since: date
    addressees: tuple[str, ...]
    obligation: Obligation | None
    model: type[Part]
    report: ReportKind | None = None

    def occurrences(self, registry: Registry, today: date) -> tuple[Occurrence, ...]:
        """Its windows with all events counted, also those noted for days to come."""
        if self.obligation is None:
            return ()
        day = max([today, *(event.on for event in self.events)])
        return tuple(occurrences(self.obligation, registry.settings, day))


def markable(registry: Registry, ref: str) -> Markable | None:
    """The thing `ref` names; None where it names nothing at all.

    Raises Refused where it names something that no event can be recorded of.
    """
    if reported := _report(registry, ref):
        return reported
    target = registry.find(ref)
    if target is None:
        return None
    if target.item and isinstance(target.record, Roadmap):
        obligation = item_obligation(registry, target.record, target.item)
        return _of(obligation, obligation.record, target.path, Item)
    if target.clause and isinstance(target.record, Order):
        return _clause(registry, target.record, target.clause)
    raise Refused(
        T("events are recorded of items, clauses and reports, not of “{ref}”", ref=ref),
        _instead(registry, target),
    )


def _instead(registry: Registry, target: Target) -> T:
    if isinstance(target.record, Site):
        return T(
            "name the report: {one} or {other}",
            one=f"{target.record.id}/interim",
            other=f"{target.record.id}/final",
        )
    parts = list(registry.parts(target.record))
    if parts and not target.path:
        return T("name its part, for example {ref}", ref=f"{target.record.id}/{parts[0]}")
    return T("what happened to it is a clause of an order")


def _report(registry: Registry, ref: str) -> Markable | None:
    head, _slash, tail = ref.rpartition("/")
    site = registry.get(Site, head) if tail in REPORTS else None
    if site is None:
        return None
    name = f"{site.id}/{tail}"
    asked = [o for o in _reports(registry) if o.ref == name]
    if not asked:
        raise Refused(
            T("no order asks for the report {ref}", ref=name),
            T("the term of a report stands in a clause of the kind set_terms"),
        )
    last = max(asked, key=lambda o: o.begins)
    return _of(last, site, (), Site)


def _reports(registry: Registry) -> Iterator[Obligation]:
    for order in registry.all(Order):
        for placed in order.placed_clauses():
            if isinstance(placed.clause, SetTerms):
                yield from clause_obligations(registry, order, placed)


def _of(obligation: Obligation, record: Record, path: Path, model: type[Part]) -> Markable:
    return Markable(
        ref=obligation.ref,
        title=obligation.title,
        record=record,
        path=path,
        events=obligation.events,
        period=obligation.period,
        since=obligation.begins,
        addressees=obligation.addressees,
        obligation=obligation,
        model=model,
        report=obligation.report,
    )


def _clause(registry: Registry, order: Order, placed: PlacedClause) -> Markable:
    clause, ref = placed.clause, f"{order.id}/{placed.key}"
    if isinstance(clause, SetTerms) and clause.terms:
        reports = [o.ref for o in clause_obligations(registry, order, placed) if o.report]
        raise Refused(
            T("clause {ref} sets the terms of reports", ref=ref),
            T("name the report: {refs}", refs=", ".join(reports) or "site/interim"),
        )
    found = next((o for o in clause_obligations(registry, order, placed) if not o.report), None)
    if found is None and clause.kind not in _DEMANDING:
        raise Refused(
            T("clause {ref} demands nothing of anybody ({kind})", ref=ref, kind=clause.kind),
            T("`innoreg show {order}` lists the clauses", order=order.id),
        )
    return Markable(
        ref=ref,
        title=clause.text or order.title,
        record=order,
        path=placed.path,
        events=clause.events,
        period=context(order),
        since=order.in_force_from,
        addressees=_addressees(registry, placed),
        obligation=found,
        model=type(clause),
    )


def _addressees(registry: Registry, placed: PlacedClause) -> tuple[str, ...]:
    """Those a clause addresses by reference, where they are several."""
    here: PlacedClause | None = placed
    while here and not here.clause.addressees:
        here = here.parent
    parties = here.clause.addressees if here else ()
    refs = (party.person or party.organisation or party.district for party in parties)
    found = [target.record.id for ref in refs if ref and (target := registry.find(ref))]
    return tuple(dict.fromkeys(found)) if len(parties) > 1 else ()
