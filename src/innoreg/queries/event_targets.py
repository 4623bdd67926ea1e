"""What an event can be recorded of: an item, a clause that demands something, a site's report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from innoreg.deadlines import Period
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.ledger import Duty, Ledger, Occurrence
from innoreg.ledger.site_reports import REPORTS
from innoreg.model.base import Part, Record
from innoreg.model.clause import SetTerms
from innoreg.model.event import SiteEvent, is_report
from innoreg.model.order import Order
from innoreg.model.pair import Pair, PairStep
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.roadmap import Item, Roadmap
from innoreg.model.site import Site
from innoreg.model.term_reading import document_period, pair_period


@dataclass(frozen=True, slots=True, eq=False)
class Markable:
    """A thing with events. `record` and `path` say where they stand, `model` what stands there.

    duty: what is owed and what became of it by the last day anything is noted of. since: before
    this day nobody could know of it.
    """

    duty: Duty
    day: date
    record: Record
    path: Path
    model: type[Part]
    events: tuple[SiteEvent, ...]
    period: Period
    since: date

    @property
    def ref(self) -> str:
        """`plan/number`, `order/clause`, `site/interim`, `site/2026` or `pair/number`."""
        return self.duty.ref

    @property
    def title(self) -> str:
        """What is to be done; of a report the theme of its site."""
        if isinstance(self.record, Site):
            return self.record.theme
        return self.duty.title or self.ref


def find_markable(registry: Registry, ref: str, today: date) -> Markable | None:
    """The thing `ref` names; None where it names nothing at all.

    Raises Refused where it names something that no event can be recorded of.
    """
    # Reports first: «site/final» is no reference to a record, so `find` does not know it.
    head, _slash, tail = ref.rpartition("/")
    site = registry.get(Site, head) if is_report(tail) else None
    target = registry.find(ref)
    if site:
        return _report_target(registry, site, tail, today)
    if target is None:
        return None
    if target.item and isinstance(target.record, Roadmap):
        day = _last_day(today, target.item.item.events)
        duty = Ledger(registry).state(day).item(target.record, target.item)
        return _make_target(registry, duty, day, target, Item, target.item.item.events)
    if target.clause and isinstance(target.record, Order):
        return _clause_target(registry, target, today)
    if target.step and isinstance(target.record, Pair):
        return _step_target(registry, target, target.record, today)
    raise Refused(
        T("events are recorded of items, clauses and reports, not of “{ref}”", ref=ref),
        _name_instead(registry, target),
    )


def _step_target(registry: Registry, target: Target, pair: Pair, today: date) -> Markable:
    assert target.step is not None
    events = target.step.step.events
    day = _last_day(today, events)
    state = Ledger(registry).state(day)
    duty, standing = state.pair_step(pair, target.step), state.pairs[pair.id]
    if duty is None and standing.start is None:
        raise Refused(
            T("no order assigns the pair {pair}, so its plan binds nobody", pair=pair.id),
            T("mark it once an order does: `innoreg why {pair}`", pair=pair.id),
        )
    if duty is None:
        raise Refused(
            T("the plan of {pair} is not approved, so it binds nobody", pair=pair.id),
            T("`innoreg pair plan {pair} --approved DATE` records it", pair=pair.id),
        )
    period = pair_period(pair, standing.start, (step.end for step in standing.steps))
    assert period is not None
    return Markable(duty, day, pair, target.path, PairStep, events, period, min(period.start, day))


def _last_day(today: date, events: tuple[SiteEvent, ...]) -> date:
    """So that what is already noted for days to come counts."""
    return max([today, *(event.on for event in events)])


def _name_instead(registry: Registry, target: Target) -> T:
    if isinstance(target.record, Site):
        one, other = (f"{target.record.id}/{report}" for report in REPORTS)
        return T("name the report: {one} or {other}", one=one, other=other)
    parts = list(registry.parts(target.record))
    if parts and not target.path:
        return T("name its part, for example {ref}", ref=f"{target.record.id}/{parts[0]}")
    return T("what happened to it is a clause of an order")


def _find_duty(registry: Registry, ref: str, day: date) -> Duty | None:
    """The duty by its reference, also one that an order of a later day will set."""
    ledger = Ledger(registry)
    state = ledger.state(day)
    coming = (duty for duty in ledger.duties_to_come(state) if duty.ref == ref)
    return state.duties.get(ref) or next(coming, None)


def _report_target(registry: Registry, site: Site, report: str, today: date) -> Markable:
    # An event that names no report may be about either.
    events = tuple(e for e in site.events if e.report in (None, report))
    day = _last_day(today, events)
    duty = _find_duty(registry, f"{site.id}/{report}", day)
    if duty is None:
        raise Refused(
            T("no order asks for the report {ref}", ref=f"{site.id}/{report}"),
            T("the term of a report stands in a clause of the kind set_terms"),
        )
    return _make_target(registry, duty, day, Target("site", site), Site, events)


def _clause_target(registry: Registry, target: Target, today: date) -> Markable:
    assert target.clause is not None
    clause = target.clause.clause
    day = _last_day(today, clause.events)
    duty = _find_duty(registry, target.ref, day)
    if duty:
        return _make_target(registry, duty, day, target, type(clause), clause.events)
    if isinstance(clause, SetTerms) and clause.terms:
        reports = [f"{ref}/{term.report}" for ref in clause.subjects for term in clause.terms]
        raise Refused(
            T("clause {ref} sets the terms of reports", ref=target.ref),
            T("name the report: {refs}", refs=", ".join(reports) or "site/interim"),
        )
    raise Refused(
        T("clause {ref} demands nothing of anybody ({kind})", ref=target.ref, kind=clause.kind),
        T("`innoreg show {order}` lists the clauses", order=target.record.id),
    )


def _make_target(
    registry: Registry,
    duty: Duty,
    day: date,
    target: Target,
    model: type[Part],
    events: tuple[SiteEvent, ...],
) -> Markable:
    order = registry.get(Order, duty.order)
    source = duty.record if isinstance(duty.record, Roadmap | Order) else order
    assert source is not None
    period = document_period(source)
    since = order.in_force_from if order else period.start
    return Markable(duty, day, target.record, target.path, model, events, period, since)


def closed_on(one: Occurrence, who: str | None) -> date | None:
    """The day the occurrence was closed, for all or for one addressee; None while it is open."""
    day = one.cancelled or one.done or one.accepted
    if day or who is None or who in one.missing:
        return day
    own = (on for ref, on in (*one.done_by, *one.taken_off) if ref == who)
    return next(own, one.done)


def list_occurrences(occurrences: Iterable[Occurrence]) -> str:
    """Which there are, each with its day or words."""
    said = [f"{o.number} ({o.due.isoformat() if o.due else o.words})" for o in occurrences]
    return ", ".join(said) or "–"
