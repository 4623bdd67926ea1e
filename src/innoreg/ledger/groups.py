"""Groups answered: who the members are of what a document names without a list, on its own day."""

from collections.abc import Iterable, Iterator
from datetime import date

from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.ledger.assignments import HeldRole, roles_known_on
from innoreg.ledger.journal import Journal
from innoreg.ledger.life_cycle import SubjectKind, fold_steps
from innoreg.ledger.school_lists import SchoolLists
from innoreg.ledger.step import steps_until
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.group import Group
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.model.term_reading import document_period


def day_of_document(registry: Registry, document: Record) -> date | None:
    """The day whose lists a document means: of signing; of a plan, of the order that carries it.

    Where there is none, the first day of the document's period; None of other records.
    """
    order = registry.order_of(document) if isinstance(document, Roadmap) else document
    if isinstance(order, Order) and order.date:
        return order.date
    if isinstance(document, Order | Roadmap):
        return document_period(document).start
    return None


class GroupResolver:
    """Answers what the members of a group are; the same question is worked out once."""

    def __init__(self, registry: Registry, log: Journal) -> None:
        self._registry, self._log = registry, log
        self._known: dict[tuple[Group, date, str | None], tuple[str, ...]] = {}
        self.lists = SchoolLists(registry, log.steps, log.repeals)
        self._roles: dict[date, tuple[HeldRole, ...]] = {}
        # Invented records are nobody's duty, but where there are no others they stand for them.
        self._with_samples = all(record.sample for record in registry.all(School))

    def members(
        self, groups: Iterable[Group], day: date, order: str | None = None
    ) -> tuple[str, ...]:
        """Canonical references of the members on the day, those of each group in file order.

        order: the id of the order that speaks, for the pairs of «this order».
        """
        each = (self._members(group, day, order) for group in groups)
        return tuple(dict.fromkeys(ref for refs in each for ref in refs))

    def _members(self, group: Group, day: date, order: str | None) -> tuple[str, ...]:
        asked = (group, day, order)
        if asked not in self._known:
            refs = dict.fromkeys((*self._found(group, day, order), *self._canonical(group.include)))
            out = set(self._canonical(group.exclude))
            self._known[asked] = tuple(ref for ref in refs if ref not in out)
        return self._known[asked]

    def _canonical(self, refs: Iterable[str]) -> Iterator[str]:
        return (canonical_ref(self._registry, ref) for ref in refs)

    def _found(self, group: Group, day: date, order: str | None) -> Iterator[str]:
        registry = self._registry
        place = canonical_ref(registry, group.district)
        if group.kind == "district":
            yield from (d.id for d in registry.all(District) if place in (None, d.id))
        elif group.kind == "school" or group.flag:
            members = self.lists.as_known(day).members(group.flag, day) if group.flag else ()
            for school in registry.all(School):
                listed = not group.flag or school.id in members
                fits = group.type in (None, school.type) and self._lies_in(school.id, place)
                if listed and fits and (self._with_samples or not school.sample):
                    yield school.id
        elif group.kind == "authority":
            for authority in registry.all(Authority):
                if group.type in (None, authority.type) and self._lies_in(authority.id, place):
                    yield authority.id
        elif group.site:
            for site in registry.all(Site):
                if site.type == group.site and self._is_wanted(site, site.program, group, day):
                    here = (self._lies_in(ref, place) for ref in site.organisations)
                    yield from [site.id] if place is None or any(here) else []
        elif group.pairs:
            for pair in registry.all(Pair):
                if self._has_level(pair, group, order):
                    yield from [pair.id] if self._is_wanted(pair, pair.program, group, day) else []
        elif group.role:
            program = canonical_ref(registry, group.program)
            for held in self._roles_on(day):
                in_place = place is None or any(
                    ref == place or self._lies_in(ref, place) for ref in held.scope
                )
                if held.role == group.role and held.serves(program) and in_place:
                    yield held.person

    def _has_level(self, pair: Pair, group: Group, order: str | None) -> bool:
        if group.pairs != "this_order":
            return pair.level == group.pairs
        steps = self._log.steps.get(pair.id, ())
        return any(step.kind == "assigned" and step.order == order for step in steps)

    def _is_wanted(self, record: Site | Pair, program: str | None, group: Group, day: date) -> bool:
        registry = self._registry
        if group.program and canonical_ref(registry, program) != canonical_ref(
            registry, group.program
        ):
            return False
        if record.sample and not self._with_samples:
            return False
        kind: SubjectKind = "site" if isinstance(record, Site) else "pair"
        life = fold_steps(kind, steps_until(day, self._log.steps.get(record.id, ()))).life
        return life.has_started if group.status else not life.has_ended

    def _lies_in(self, ref: str, district: str | None) -> bool:
        return district is None or district_of(self._registry, ref) == district

    def _roles_on(self, day: date) -> tuple[HeldRole, ...]:
        if day not in self._roles:
            known = roles_known_on(self._log.held, self._log.repeals, day)
            self._roles[day] = tuple(row for row in known if row.covers(day))
        return self._roles[day]
