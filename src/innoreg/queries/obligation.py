"""Everything that has a term, in one form: items of plans, clauses of orders, reports of sites."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from innoreg.deadlines import Deadline, Period, Window, expand
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause, SetTerms
from innoreg.model.district import District
from innoreg.model.event import Event, ReportKind
from innoreg.model.order import Order
from innoreg.model.party import Party
from innoreg.model.reading import context, read
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import PlacedItem, Roadmap, placed_items
from innoreg.model.school import School
from innoreg.model.site import Site


@dataclass(frozen=True, slots=True)
class Stretch:
    """One window of a term, with the very words of the line it comes from."""

    words: str
    kind: str
    window: Window


@dataclass(frozen=True, slots=True, eq=False)
class Obligation:
    """A thing with a term. `begins`: where a window with an open start begins.

    `record` and `path` say where it stands; `document` carries it: a plan, an order or a site.
    """

    ref: str
    number: str
    title: str
    lines: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    deadlines: tuple[Deadline, ...]
    period: Period
    begins: date
    events: tuple[Event, ...]
    responsible: tuple[Party, ...]
    document: Record
    record: Record
    path: Path
    program: str | None = None
    roadmap: Roadmap | None = None
    order: Order | None = None
    site: Site | None = None
    report: ReportKind | None = None
    addressees: tuple[str, ...] = ()


def obligations(registry: Registry) -> Iterator[Obligation]:
    """All of them, in reading order of their documents."""
    for roadmap in registry.all(Roadmap):
        for item in placed_items(roadmap):
            yield item_obligation(registry, roadmap, item)
    for order in registry.all(Order):
        for clause in order.placed_clauses():
            yield from clause_obligations(registry, order, clause)


def _stretches(
    registry: Registry, lines: tuple[str, ...], period: Period
) -> tuple[tuple[Deadline, ...], tuple[Stretch, ...]]:
    deadlines = tuple(read(words, period, registry.settings) for words in lines)
    stretches = tuple(
        Stretch(deadline.text, deadline.kind or "", window)
        for deadline in deadlines
        for window in expand(deadline, period)
    )
    return deadlines, stretches


def item_obligation(registry: Registry, roadmap: Roadmap, placed: PlacedItem) -> Obligation:
    """An item of a plan; without a term of its own it has its section's."""
    item, section, order = placed.item, placed.section, registry.order_of(roadmap)
    period = context(roadmap)
    lines = placed.duty.deadline
    deadlines, stretches = _stretches(registry, lines, period)
    if item.windows:
        words = "; ".join(lines)
        stretches = tuple(
            Stretch(words, "during" if w.from_ else "by", Window(w.from_, w.to))
            for w in item.windows
        )
    return Obligation(
        ref=f"{roadmap.id}/{placed.key}",
        number=placed.key,
        title=item.title,
        lines=lines,
        stretches=stretches,
        deadlines=deadlines,
        period=period,
        begins=order.in_force_from if order else period.start,
        events=item.events,
        responsible=item.responsible or (section.responsible if section else ()),
        document=roadmap,
        record=roadmap,
        path=placed.path,
        program=roadmap.program,
        roadmap=roadmap,
        order=order,
        addressees=_addressees(registry, item.addressees),
    )


def _addressees(registry: Registry, said: tuple[str, ...] | str) -> tuple[str, ...]:
    if said == "districts":
        return tuple(district.id for district in registry.all(District))
    found = (registry.find(ref) for ref in said)
    return tuple(target.record.id for target in found if target)


def clause_obligations(
    registry: Registry, order: Order, placed: PlacedClause
) -> Iterator[Obligation]:
    """A clause with a term of its own, or the reports it sets for each of its sites."""
    clause = placed.clause
    if isinstance(clause, SetTerms):
        yield from _reports(registry, order, placed, clause)
    if clause.deadline:
        yield _of_clause(registry, order, placed, clause.deadline)


def _of_clause(
    registry: Registry, order: Order, placed: PlacedClause, lines: tuple[str, ...]
) -> Obligation:
    period = context(order)
    deadlines, stretches = _stretches(registry, lines, period)
    return Obligation(
        ref=f"{order.id}/{placed.key}",
        number=placed.key,
        title=placed.clause.text or order.title,
        lines=lines,
        stretches=stretches,
        deadlines=deadlines,
        period=period,
        begins=order.in_force_from,
        events=placed.clause.events,
        responsible=_addressed(placed),
        document=order,
        record=order,
        path=placed.path,
        order=order,
    )


def _addressed(placed: PlacedClause) -> tuple[Party, ...]:
    """The clause's addressees, or those of the clause it stands under."""
    here: PlacedClause | None = placed
    while here:
        if here.clause.addressees:
            return here.clause.addressees
        here = here.parent
    return ()


def _reports(
    registry: Registry, order: Order, placed: PlacedClause, clause: SetTerms
) -> Iterator[Obligation]:
    sites = [site for ref in clause.subjects if (site := registry.get(Site, ref))]
    for index, term in enumerate(clause.terms):
        for site in sites:
            period = context(order)
            deadlines, stretches = _stretches(registry, term.deadline, period)
            yield Obligation(
                ref=f"{site.id}/{term.report}",
                number=term.report,
                title=site.theme,
                lines=term.deadline,
                stretches=stretches,
                deadlines=deadlines,
                period=period,
                begins=order.in_force_from,
                events=tuple(e for e in site.events if e.report in (None, term.report)),
                responsible=tuple(Party(organisation=ref) for ref in site.organisations),
                document=site,
                record=order,
                path=(*placed.path, "terms", index),
                program=site.program,
                order=order,
                site=site,
                report=term.report,
            )


def districts_of(registry: Registry, obligation: Obligation) -> frozenset[str]:
    """The districts the thing concerns: addressed, answering, of its site, of its issuer."""
    found = {ref for ref in obligation.addressees if registry.get(District, ref)}
    found |= {ref for party in obligation.responsible if (ref := party.district)}
    organisations = [party.organisation for party in obligation.responsible]
    organisations += [obligation.order.issuer] if obligation.order else []
    for ref in organisations:
        organisation = registry.get(School, ref) or registry.get(Authority, ref)
        if organisation and organisation.district:
            found.add(organisation.district)
    return frozenset(ref.rpartition("/")[2] for ref in found)
