"""Rows of papers: what queries and the ledger answer, as the plain rows that documents take."""

from collections.abc import Iterable
from datetime import date

from innoreg.ledger import State, Step
from innoreg.ledger.controllers import controllers
from innoreg.model.authority import Authority
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.due import all_occurrences
from innoreg.queries.filters import Filters, party_words, title_of
from innoreg.queries.occurrence import Occurrence
from innoreg.queries.standings import Entry, entry, register
from innoreg.render.dates import short
from innoreg.render.naming import Naming
from innoreg.render.reports import DutyRow, HistoryRow, SiteRow
from innoreg.render.words import Remarks
from innoreg.report.standing import stands

_WAITING = ("planned", "extended", "overdue")


def waiting(registry: Registry, who: Person | School | Authority, day: date) -> list[DutyRow]:
    """All that one addressee has on control on the day: named, or through a role."""
    wanted = Filters(status=",".join(_WAITING))
    if isinstance(who, Person):
        wanted = Filters(responsible=who.id, status=",".join(_WAITING))
    found = all_occurrences(registry, wanted, day)
    if not isinstance(who, Person):
        found = [o for o in found if _names(o, who.id)]
    return duty_rows(registry, found, day)


def _names(occurrence: Occurrence, organisation: str) -> bool:
    thing = occurrence.obligation
    named = {p.organisation.rpartition("/")[2] for p in thing.responsible if p.organisation}
    return organisation in named or organisation in thing.addressees


def duty_rows(registry: Registry, found: Iterable[Occurrence], day: date) -> list[DutyRow]:
    """One row for each dated window."""
    return [_duty_row(registry, occurrence, day) for occurrence in found]


def _duty_row(registry: Registry, occurrence: Occurrence, day: date) -> DutyRow:
    thing = occurrence.obligation
    finished = occurrence.done_on if occurrence.status == "done-late" else day
    late = (finished or day) - occurrence.due
    return DutyRow(
        plan=_plan(occurrence),
        number=thing.number,
        title=thing.title,
        deadline=occurrence.words,
        due=occurrence.due,
        responsible=", ".join(party_words(registry, party) for party in thing.responsible),
        status=occurrence.status,
        days_late=max(0, late.days) if occurrence.status in ("overdue", "done-late") else 0,
        done=occurrence.done_on,
        controller=_controller(registry, occurrence),
        extended=occurrence.first_due != occurrence.due,
    )


def _plan(occurrence: Occurrence) -> str:
    """The document a row stands in, with the order that carries it."""
    thing = occurrence.obligation
    title = title_of(thing.document) if isinstance(thing.document, Roadmap | Site) else ""
    order = thing.order
    if order is None or (order.date is None and order.number is None):
        return title or title_of(thing.document)
    name = _order_words(order)
    return f"{title} ({name})" if title else name[:1].upper() + name[1:]


def _order_words(order: Order) -> str:
    """«распоряжение от 01.02.2022 № 18»."""
    said = [order.order_kind.lower()]
    said += [f"от {short(order.date)}"] if order.date else []
    said += [f"№ {order.number}"] if order.number else []
    return " ".join(said)


def _controller(registry: Registry, occurrence: Occurrence) -> str:
    order = occurrence.obligation.order
    found = controllers(occurrence.obligation.state, order.id if order else None)
    names = (registry.get(Person, controller.person) for controller in found)
    said = (
        person.name if person else controller.post
        for person, controller in zip(names, found, strict=True)
    )
    return ", ".join(text for text in said if text)


def post_of(who: Person | School | Authority, day: date) -> str:
    """The post a person holds on the day, in the nominative; "" where the register has none."""
    if not isinstance(who, Person):
        return ""
    held = [position for position in who.positions if position.covers(day)]
    return held[-1].title if held else ""


def site_rows(state: State, wanted: Filters) -> list[SiteRow]:
    """The sites that act or lapsed, as they stand on the day."""
    found = register(state, wanted)
    return [
        _site_row(state, each)
        for each in found
        if isinstance(each.standing.record, Site) and each.phase in ("running", "lapsed")
    ]


def site_row(state: State, site: Site) -> SiteRow:
    """One site as it stands on the day."""
    return _site_row(state, entry(state, state.sites[site.id]))


def _site_row(state: State, found: Entry) -> SiteRow:
    site = found.standing.record
    assert isinstance(site, Site)
    naming = Naming(state.registry, Remarks())
    program = state.registry.get(Program, site.program)
    return SiteRow(
        holders=", ".join(naming.organisation(ref).text for ref in site.organisations),
        kind=naming.site_kind(site).text,
        theme=site.theme,
        program=program.title if program else "",
        since=found.standing.start,
        until=found.standing.end,
        status=stands(found),
        basis=_basis(state, found.began) if found.began else "",
    )


def history_rows(state: State, site: Site) -> list[HistoryRow]:
    """What happened to a site up to the day, oldest first."""
    return [
        HistoryRow(step.day, str(step.what), _basis(state, step)) for step in state.why(site.id)
    ]


def _basis(state: State, step: Step) -> str:
    """The document that did it: «распоряжение … от 20.11.2020 № 1925-р, п. 2»."""
    order = state.registry.get(Order, step.order)
    if order is None:
        return "; ".join(step.words)
    return _order_words(order) + (f", п. {step.clause}" if step.clause else "")
