"""Everything that has a term: the duties of the ledger with what an answer says of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from innoreg.ledger import Duty, Ledger, State, holders
from innoreg.ledger.affiliation import canonical_ref, district_of, with_parents, workplaces
from innoreg.ledger.groups import day_of_document
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.group import Group
from innoreg.model.order import Order
from innoreg.model.pair import Pair, placed_steps
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.school import School
from innoreg.model.site import Site


@dataclass(frozen=True, slots=True, eq=False)
class Obligation:
    """A duty on the day of `state`. `begins`: where a window with an open start begins.

    `document` carries it: a plan, an order, a site or a pair; `order` set it, if any did.
    """

    duty: Duty
    state: State
    begins: date
    document: Record
    order: Order | None = None
    roadmap: Roadmap | None = None
    site: Site | None = None

    @property
    def ref(self) -> str:
        """`plan/number`, `order/clause`, `site/interim`, `site/final` or `pair/number`."""
        return self.duty.ref

    @property
    def number(self) -> str:
        """The number as printed, without its final dot; of a report its kind."""
        return self.duty.ref.partition("/")[2]

    @property
    def title(self) -> str:
        """What is to be done, in the words in force; of a report the theme of its site."""
        if self.duty.title:
            return self.duty.title
        # A report has no words of its own: the theme of its site tells which one it is.
        if self.site and self.duty.report:
            return self.site.theme
        return self.order.title if self.order else ""

    @property
    def source(self) -> str | None:
        """The clause or order that set it; None for an item of a plan that no order carries."""
        order, clause = self.duty.order, self.duty.clause
        return f"{order}/{clause}" if order and clause else order

    @property
    def responsible(self) -> tuple[Party, ...]:
        """Who answers, in order."""
        return self.duty.responsible

    @property
    def addressees(self) -> tuple[str, ...]:
        """Each of whom must report; empty where one «done» is enough."""
        return self.duty.expected

    @property
    def record(self) -> Record:
        """The record in whose file it stands."""
        return self.duty.record

    @property
    def path(self) -> Path:
        """Where it stands in that file."""
        return self.duty.path

    @property
    def program(self) -> str | None:
        """The programme's id."""
        return self.duty.program


def obligations(registry: Registry, today: date) -> Iterator[Obligation]:
    """All of them as they stand on `today`, in reading order of their documents.

    Nothing is owed before the day of the document that demands it, or while only a draft carries
    the plan. Items of a plan that no order carries are here on every day, and so is what an order
    demands that is signed and not in force yet: all that is planned, and nothing of it is overdue.
    """
    ledger = Ledger(registry)
    state = ledger.state(today)
    for roadmap in registry.all(Roadmap):
        yield from item_obligations(state, roadmap)
    yield from order_obligations(ledger, state)
    for pair in registry.all(Pair):
        yield from step_obligations(state, pair)


def step_obligations(state: State, pair: Pair) -> Iterator[Obligation]:
    """The rows of a pair's plan, in order; none before the plan is approved and the pair assigned."""
    duties = (state.pair_step(pair, placed) for placed in placed_steps(pair))
    return (obligation_of_duty(state, duty) for duty in duties if duty)


def item_obligations(state: State, roadmap: Roadmap) -> Iterator[Obligation]:
    """Those of one plan, in reading order; none before the order that carries it."""
    order = state.registry.order_of(roadmap)
    if not state.has_order(order.id if order else None) or state.registry.draft_of(roadmap):
        return iter(())
    return (
        obligation_of_duty(state, state.item(roadmap, placed)) for placed in placed_items(roadmap)
    )


def order_obligations(ledger: Ledger, state: State) -> Iterator[Obligation]:
    """What clauses demand, in the order of the files."""
    source = state.registry.source
    own = [*state.duties.values(), *ledger.duties_to_come(state)]
    # Duties come by what made them; answers are read file by file.
    for duty in sorted(own, key=lambda duty: (source(duty.record).file, duty.path)):
        yield obligation_of_duty(state, duty)


def _order_obligations_on(registry: Registry, day: date) -> Iterator[Obligation]:
    ledger = Ledger(registry)
    return order_obligations(ledger, ledger.state(day))


def obligation_of_duty(state: State, duty: Duty) -> Obligation:
    """A duty with the documents it belongs to."""
    registry, record = state.registry, duty.record
    order = registry.get(Order, duty.order)
    site = registry.get(Site, duty.site)
    if isinstance(record, Roadmap):
        # Work on a plan begins with its order; a draft has only its own period.
        begins = order.in_force_from if order else record.period.from_
        return Obligation(duty, state, begins, record, order, record)
    if isinstance(record, Pair) and record.plan and record.plan.approved:
        start = state.pairs[record.id].start or record.plan.approved
        return Obligation(duty, state, max(start, record.plan.approved), record)
    document = site if site and duty.report else record
    begins = duty.opens or duty.since or state.day
    return Obligation(duty, state, begins, document, order, None, site)


def obligation_at(registry: Registry, ref: str, day: date) -> Obligation | None:
    """The one that `ref` names, as it stands on the day; None where nothing is owed."""
    target = registry.find(ref, ("item", "step"))
    if target and target.step and isinstance(target.record, Pair):
        steps = step_obligations(Ledger(registry).state(day), target.record)
        return next((each for each in steps if each.ref == target.ref), None)
    # An item is worked out alone: replaying is cheap beside reading the terms of a whole plan.
    if target and target.item and isinstance(target.record, Roadmap):
        items = item_obligations(Ledger(registry).state(day), target.record)
        return next((each for each in items if each.ref == target.ref), None)
    return next((each for each in _order_obligations_on(registry, day) if each.ref == ref), None)


def obligations_of(registry: Registry, target: Target, day: date) -> list[Obligation]:
    """The terms that a part of a document itself carries: its own, or the reports it asks for."""
    if target.item or target.step:
        found = obligation_at(registry, target.ref, day)
        return [found] if found else []
    if target.clause is None:
        return []
    every = _order_obligations_on(registry, day)
    return [each for each in every if target.ref in (each.ref, each.source)]


def organisations_of(obligation: Obligation, start: date, end: date) -> frozenset[str]:
    """The organisations that are asked for it, with those they are units of.

    They are named or addressed, hold the site, stand in a pair that is, or a person named without an organisation holds a
    post there on some day from `start` to `end`. A role is no post: what consultants have to do is
    not asked of the institute they work in.
    """
    registry = obligation.state.registry
    found = [party.organisation for party in obligation.responsible]
    persons = [p.person for p in obligation.responsible if p.person and not p.organisation]
    for ref in obligation.addressees:
        target = registry.find(ref, ("school", "authority", "site", "pair", "person"))
        record = target.record if target else None
        if isinstance(record, Site | Pair):
            found += _organisations_behind(record)
        elif isinstance(record, Person):
            persons.append(ref)
        elif record:
            found.append(ref)
    for person in persons:
        found += workplaces(registry, person, start, end)
    return frozenset(up for ref in found if ref for up in with_parents(registry, ref))


class Concerned(NamedTuple):
    """Whom a thing concerns, by ids. schools: educational organisations of every type."""

    districts: tuple[str, ...]
    schools: tuple[str, ...]
    people: tuple[str, ...]


def concerned_by(obligation: Obligation) -> Concerned:
    """Everybody addressed, answering or behind a group that does, in the days of the thing.

    Districts are also those of the sites, of the issuer, and those whose consultants answer.
    """
    state = obligation.state
    registry = state.registry
    refs = [*obligation.addressees]
    for addressee in obligation.addressees:
        refs += _scope_of_addressee(obligation, addressee)
    last = max((o.due for o in obligation.duty.occurrences if o.due), default=obligation.begins)
    for party in obligation.responsible:
        refs += [ref for ref in (party.person, party.organisation, party.district) if ref]
        refs += group_members(obligation, party)
        refs += [ref for _person, scope in group_people(obligation, party) for ref in scope]
        for held in holders(state, party, obligation.program, obligation.begins, last):
            refs += [held.person, *held.scope]
    organisations = [obligation.order.issuer] if obligation.order else []
    districts, schools, people = set[str](), set[str](), set[str]()
    for target in (t for ref in dict.fromkeys(refs) if (t := registry.find(ref))):
        if isinstance(target.record, District):
            districts.add(target.record.id)
        elif isinstance(target.record, Person):
            people.add(target.record.id)
        elif isinstance(target.record, Site | Pair):
            organisations += _organisations_behind(target.record)
        elif isinstance(target.record, School | Authority):
            organisations.append(target.record.id)
    for ref in organisations:
        if district := district_of(registry, ref):
            districts.add(district)
        if registry.get(School, ref):
            schools.add(canonical_ref(registry, ref))
    return Concerned(tuple(sorted(districts)), tuple(sorted(schools)), tuple(sorted(people)))


def _organisations_behind(record: Site | Pair) -> list[str]:
    """The organisations of a site, the schools of a pair."""
    if isinstance(record, Site):
        return list(record.organisations)
    return [member.school for member in (*record.mentors, *record.mentees) if member.school]


def represented_by(obligation: Obligation, addressee: str) -> tuple[str, ...]:
    """Whom one that must report stands for: organisations, and the districts they lie in.

    They are those of a pair or site, and those for whom a member of a group holds its role.
    """
    registry = obligation.state.registry
    target = registry.find(addressee, ("site", "pair", "person"))
    if target and isinstance(target.record, Site | Pair):
        behind = [canonical_ref(registry, ref) for ref in _organisations_behind(target.record)]
    else:
        behind = list(_scope_of_addressee(obligation, addressee)) if target else []
    districts = [
        ref if registry.get(District, ref) else district_of(registry, ref) for ref in behind
    ]
    return tuple(dict.fromkeys([*behind, *filter(None, districts)]))


def _scope_of_addressee(obligation: Obligation, addressee: str) -> tuple[str, ...]:
    """For what a person addressed in a group by role holds that role, on the day of the document."""
    state, day = obligation.state, _day_of_groups(obligation)
    groups = _addressed_groups(obligation)
    if day is None or not groups or not state.registry.get(Person, addressee):
        return ()
    scope = state.groups.scope_of(addressee, groups, day)
    return tuple(canonical_ref(state.registry, ref) for ref in scope)


def _addressed_groups(obligation: Obligation) -> tuple[Group, ...]:
    """The groups that must report member by member; those of a clause answer for it as well."""
    target = obligation.state.registry.find(obligation.ref, ("item",))
    if target is None or target.item is None:
        return tuple(group for party in obligation.responsible for group in party.group)
    named = target.item.item.addressees
    found = () if isinstance(named, str) else named
    return tuple(group for one in found if not isinstance(one, str) for group in one.group)


def group_members(obligation: Obligation, party: Party) -> tuple[str, ...]:
    """The members of the group a party means, on the day of the document; none where it is none."""
    if not party.group:
        return ()
    order, day = obligation.order, _day_of_groups(obligation)
    if day is None:
        return ()
    return obligation.state.groups.members(party.group, day, order.id if order else None)


def group_people(obligation: Obligation, party: Party) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The people among them, and for what each holds the role that the group asks for."""
    state, day = obligation.state, _day_of_groups(obligation)
    for ref in group_members(obligation, party):
        if day and state.registry.get(Person, ref):
            yield ref, state.groups.scope_of(ref, party.group, day)


def _day_of_groups(obligation: Obligation) -> date | None:
    carrier = obligation.roadmap or obligation.order or obligation.document
    return day_of_document(obligation.state.registry, carrier)


def districts_of(obligation: Obligation) -> frozenset[str]:
    """The districts the thing concerns."""
    return frozenset(concerned_by(obligation).districts)
