"""Groups answered: who the members are of what a document names without a list, on its own day."""

from collections.abc import Iterable, Iterator
from datetime import date

from innoreg.ledger.affiliation import canonical_ref, district_of, schools_of
from innoreg.ledger.assignments import HeldRole, joined_scope, roles_known_on
from innoreg.ledger.journal import Journal
from innoreg.ledger.life_cycle import SubjectKind, fold_steps
from innoreg.ledger.school_lists import SchoolLists
from innoreg.ledger.step import steps_until
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.group import Group, NamedGroup, Query
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


def as_group(named: NamedGroup) -> Group:
    """A group of groups/ as one that stands where it is meant."""
    asked = {name: getattr(named.query, name) for name in Query.model_fields} if named.query else {}
    return Group(include=named.include, exclude=named.exclude, **asked)


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

    def may_lack(self, groups: Iterable[Group], seen: frozenset[str] = frozenset()) -> bool:
        """Whether members may be missing: pairs of people whose folder is not at hand."""
        if self._registry.settings.lacking is None:
            return False
        for group in groups:
            if group.pairs in ("teacher", "head"):
                return True
            for ref in (group.group, group.circle):
                named = self._registry.get(NamedGroup, ref)
                new = named is not None and named.id not in seen
                if named and new and self.may_lack([as_group(named)], seen | {named.id}):
                    return True
        return False

    def _members(self, group: Group, day: date, order: str | None) -> tuple[str, ...]:
        asked = (group, day, order)
        if asked not in self._known:
            # Nobody while it is worked out: groups that name one another in a circle are empty.
            self._known[asked] = ()
            self._known[asked] = tuple(self._worked_out(group, day, order))
        return self._known[asked]

    def _worked_out(self, group: Group, day: date, order: str | None) -> Iterator[str]:
        found = [*self._found(group, day, order)]
        if group.group:
            found += self._of_named(group.group, day, order)
        out = set(self._canonical(group.exclude))
        refs = dict.fromkeys((*found, *self._canonical(group.include)))
        return (ref for ref in refs if ref not in out)

    def _of_named(self, ref: str, day: date, order: str | None) -> tuple[str, ...]:
        """The members of a group of groups/; nobody where there is none so named."""
        named = self._registry.get(NamedGroup, ref)
        if named is None or (named.sample and not self._with_samples):
            return ()
        return self._members(as_group(named), day, order)

    def _canonical(self, refs: Iterable[str]) -> Iterator[str]:
        return (canonical_ref(self._registry, ref) for ref in refs)

    def _found(self, query: Query, day: date, order: str | None) -> Iterator[str]:
        registry = self._registry
        places = self._places(query, day, order)
        if query.kind == "district":
            yield from (d.id for d in registry.all(District) if places is None or d.id in places)
        elif query.kind == "school" or query.flag:
            members = self.lists.as_known(day).members(query.flag, day) if query.flag else ()
            for school in registry.all(School):
                listed = not query.flag or school.id in members
                fits = query.type in (None, school.type) and self._lies_in(school.id, places)
                if listed and fits and (self._with_samples or not school.sample):
                    yield school.id
        elif query.kind == "authority":
            for authority in registry.all(Authority):
                if query.type in (None, authority.type) and self._lies_in(authority.id, places):
                    yield authority.id
        elif query.site:
            for site in registry.all(Site):
                if site.type == query.site and self._is_wanted(site, site.program, query, day):
                    here = (self._lies_in(ref, places) for ref in site.organisations)
                    yield from [site.id] if any(here) else []
        elif query.pairs:
            for pair in registry.all(Pair):
                wanted = self._has_level(pair, query, order) and self._is_wanted(
                    pair, pair.program, query, day
                )
                if wanted and self._has_member_in(pair, places, day):
                    yield pair.id
        elif query.role:
            program = canonical_ref(registry, query.program)
            for held in self._roles_on(day):
                in_place = places is None or any(
                    ref in places or self._lies_in(ref, places) for ref in held.scope
                )
                if held.role == query.role and held.serves(program) and in_place:
                    yield held.person
        elif query.circle:
            yield from (
                ref for ref in self._of_named(query.circle, day, order) if places and ref in places
            )

    def _places(self, query: Query, day: date, order: str | None) -> frozenset[str] | None:
        """The districts to which a question is narrowed; None where it is not."""
        if query.district is None and query.circle is None:
            return None
        here = [canonical_ref(self._registry, query.district)] if query.district else None
        if query.circle is None:
            return frozenset(here or ())
        circle = self._of_named(query.circle, day, order)
        return frozenset(ref for ref in circle if here is None or ref in here)

    def _has_level(self, pair: Pair, query: Query, order: str | None) -> bool:
        if query.pairs != "this_order":
            return pair.level == query.pairs
        steps = self._log.steps.get(pair.id, ())
        return any(step.kind == "assigned" and step.order == order for step in steps)

    def _is_wanted(self, record: Site | Pair, program: str | None, query: Query, day: date) -> bool:
        registry = self._registry
        if query.program and canonical_ref(registry, program) != canonical_ref(
            registry, query.program
        ):
            return False
        if record.sample and not self._with_samples:
            return False
        kind: SubjectKind = "site" if isinstance(record, Site) else "pair"
        life = fold_steps(kind, steps_until(day, self._log.steps.get(record.id, ()))).life
        return life.has_started if query.status else not life.has_ended

    def _has_member_in(self, pair: Pair, places: frozenset[str] | None, day: date) -> bool:
        if places is None:
            return True
        members = (*pair.mentors, *pair.mentees)
        schools = (ref for member in members for ref in schools_of(self._registry, member, day))
        return any(self._lies_in(ref, places) for ref in schools)

    def _lies_in(self, ref: str, places: frozenset[str] | None) -> bool:
        return places is None or district_of(self._registry, ref) in places

    def scope_of(self, person: str, groups: Iterable[Group], day: date) -> tuple[str, ...]:
        """For what a member of groups by role holds it on the day; empty: for everything."""
        roles = {role for group in groups for role in self._roles_asked(group, frozenset())}
        rows = [row for row in self._roles_on(day) if row.person == person and row.role in roles]
        return joined_scope(rows)

    def _roles_asked(self, group: Group, seen: frozenset[str]) -> Iterator[str]:
        if group.role:
            yield group.role
        named = self._registry.get(NamedGroup, group.group)
        if named and named.id not in seen:
            yield from self._roles_asked(as_group(named), seen | {named.id})

    def _roles_on(self, day: date) -> tuple[HeldRole, ...]:
        if day not in self._roles:
            known = roles_known_on(self._log.held, self._log.repeals, day)
            self._roles[day] = tuple(row for row in known if row.covers(day))
        return self._roles[day]
