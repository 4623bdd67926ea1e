"""A page for each person, district, organisation, site, programme, pair and order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from innoreg.i18n import _
from innoreg.ledger import HeldRole, Standing, Step
from innoreg.ledger.affiliation import district_of
from innoreg.ledger.profile import Profile, Profiles
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.clause import Control, PlacedClause
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.program import Program, Project
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.pages.addresses import record_path
from innoreg.pages.agenda_sections import agenda_sections, closed_section
from innoreg.pages.page import LONGEST_TITLE, Link, Page, Reason, Section
from innoreg.pages.site_context import SiteContext
from innoreg.queries.reasons import find_reasons
from innoreg.queries.record_names import title_of
from innoreg.queries.site_lives import site_life
from innoreg.queries.standings import build_entry
from innoreg.report import display_texts
from innoreg.report.citations import (
    citation,
    order_citation,
    pair_title,
    reference_title,
    term_days,
)
from innoreg.report.display_texts import ROLE_WORDS, SUBJECT_WORDS, word_for
from innoreg.report.known_days import day_notes
from innoreg.report.provenance import reason_texts
from innoreg.report.short_titles import cut_title
from innoreg.report.site_lives import proposal_text
from innoreg.report.standings import kind_text, standing_text, term_text, title_in_force

_MOST_NAMED = 6
"""Of what one clause did to many: a list of all stands on the page of the clause's appendix."""
Facts = list[tuple[str, tuple[Link, ...]]]


class RecordPages:
    """Makes the pages of records; what several of them need is worked out once."""

    def __init__(self, context: SiteContext) -> None:
        self._context = context
        self._profiles = Profiles(context.state)

    def pages(self) -> Iterator[Page]:
        """All of them, kind by kind."""
        makers: Sequence[tuple[type[Record], Callable[..., Page]]] = (
            (Person, self._person),
            (District, self._district),
            (School, self._organisation),
            (Authority, self._organisation),
            (Program, self._subject),
            (Site, self._subject),
            (Pair, self._subject),
            (Order, self._order),
        )
        for model, make in makers:
            for record in self._context.registry.all(model):
                yield make(record)

    def _page(self, record: Record, title: str, kicker: str, sections: Iterable[Section]) -> Page:
        cut = cut_title(title, LONGEST_TITLE)
        path = record_path(record.kind_name, record.id)
        return Page(path, cut, list(sections), kicker, title if cut != title else "")

    def _duties(self, ref: str) -> Iterator[Section]:
        rows = self._context.rows_for(ref)
        if rows:
            yield from agenda_sections(self._context, self._context.agenda_of(rows))
            yield from closed_section(self._context, rows)

    # People and bodies

    def _person(self, person: Person) -> Page:
        facts: Facts = []
        if person.full_name:
            facts.append((_("Full name"), (Link(person.full_name),)))
        for post in person.positions:
            days = term_days(post.from_, post.to)
            said = ", ".join(filter(None, [post.title, days]))
            where = post.organisation
            own = (Link(said + ("; " if where else "")),)
            place = (self._context.addresses.link(where),) if where else ()
            facts.append((_("Post"), own + place))
        about = self._profiles.person(person.id)
        sections = [
            *_facts_section(facts),
            *self._duties(person.id),
            *self._connections(about, person.id),
        ]
        return self._page(person, person.name, _("person"), sections)

    def _district(self, district: District) -> Page:
        facts: Facts = [(_("Full name"), (Link(district.name),))]
        about = self._profiles.district(district.id)
        sections = [
            *_facts_section(facts),
            *self._duties(district.id),
            *self._connections(about, district.id),
        ]
        return self._page(district, district.short_name, _("district"), sections)

    def _organisation(self, record: School | Authority) -> Page:
        facts: Facts = [(_("Full name"), (Link(record.name),))]
        if place := district_of(self._context.registry, record.id):
            facts.append((_("District"), (self._context.addresses.link(place),)))
        about = self._profiles.school(record.id)
        sections = [
            *_facts_section(facts),
            *self._duties(record.id),
            *self._connections(about, record.id),
        ]
        return self._page(record, title_of(record), _("organisation"), sections)

    def _connections(self, about: Profile, ref: str) -> Iterator[Section]:
        """Sites, pairs, roles, consultants and schools of a person or body."""
        if about.sites:
            yield self._standings("sites", _("Sites"), about.sites)
        if about.pairs:
            yield self._standings("pairs", _("Mentoring"), about.pairs)
        roles = [held for held in about.assignments if held not in about.consultants]
        if roles:
            yield self._roles("roles", _("Roles"), roles)
        if about.consultants:
            day = display_texts.day(about.day)
            yield self._roles("consultants", _("Consultants on {day}", day=day), about.consultants)
        if about.schools:
            links = [self._context.addresses.link(school) for school in about.schools]
            yield Section("schools", _("Organisations"), "links", links, len(links))
        if steps := self._context.state.steps.get(ref):
            yield from self._steps_section(steps)

    def _standings(self, id_: str, title: str, found: Sequence[Standing]) -> Section:
        cards = [self._card(standing) for standing in found]
        return Section(id_, title, "cards", cards, len(cards))

    def _card(self, standing: Standing) -> list[tuple[Link, ...]]:
        state = self._context.state
        entry = build_entry(state, standing)
        name = cut_title(title_in_force(state, entry), 160)
        if isinstance(standing.record, Pair):
            name = pair_title(state.registry, standing.record)
        said = " · ".join(
            filter(None, [kind_text(entry), standing_text(state, entry), term_text(entry)])
        )
        return [(self._context.addresses.link(standing.ref, name),), (Link(said),)]

    def _roles(self, id_: str, title: str, held: Sequence[HeldRole]) -> Section:
        rows = [
            [(Link(_("Who")),), (Link(_("Role")),), (Link(_("For")),), (Link(_("Term")),),
             (Link(_("Basis")),)],
            *(self._role(each) for each in held),
        ]  # fmt: skip
        return Section(id_, title, "table", rows, len(held))

    def _role(self, held: HeldRole) -> list[tuple[Link, ...]]:
        context = self._context
        source = f"{held.order}/{held.clause}" if held.order and held.clause else held.order
        said = citation(context.registry, held.order, held.clause) or held.basis or ""
        scope = [context.addresses.link(ref, reference_title(context.registry, ref) + " ")
                 for ref in held.scope]  # fmt: skip
        return [
            (context.addresses.link(held.person),),
            (Link(word_for(ROLE_WORDS, held.role)),),
            tuple(scope) or (Link(_("the whole programme")),),
            (Link(term_days(held.start, held.end)),),
            (Link(said, context.addresses.find(source)),),
        ]

    # What orders make: programmes, sites, pairs

    def _subject(self, record: Program | Site | Pair) -> Page:
        context, state = self._context, self._context.state
        standing = state.standing(record.id)
        title = pair_title(state.registry, record) if isinstance(record, Pair) else title_of(record)
        kicker = word_for(SUBJECT_WORDS, record.kind_name)
        sections: list[Section] = []
        if standing:
            entry = build_entry(state, standing)
            title = title if isinstance(record, Pair) else title_in_force(state, entry)
            kicker = kind_text(entry)
            facts: Facts = [(_("State"), (Link(standing_text(state, entry)),))]
            if days := term_text(entry):
                facts.append((_("Term"), (Link(days),)))
            if entry.organisations:
                facts.append(
                    (_("Organisations"), tuple(map(context.addresses.link, entry.organisations)))
                )
            if entry.program and entry.program != record.id:
                facts.append((_("Programme"), (context.addresses.link(entry.program),)))
            if isinstance(record, Site):
                life = site_life(state, standing)
                facts += [
                    (_("For the council"), (Link(proposal_text(each)),)) for each in life.proposals
                ]
            facts += [(_("Note"), (Link(note),)) for note in day_notes(state, record.id)]
            sections += _facts_section(facts)
        sections += self._duties(record.id)
        if isinstance(record, Program) and record.projects:
            cards = [self._project(record, project) for project in record.projects]
            sections.append(Section("projects", _("Projects"), "cards", cards, len(cards)))
        sections += self._reasons(record.id)
        return self._page(record, " ".join(title.split()), kicker, sections)

    def _project(self, program: Program, project: Project) -> list[tuple[Link, ...]]:
        standing = self._context.state.standing(f"{program.id}/{project.id}")
        own = self._card(standing)[1:] if standing else []
        return [(Link(project.title, f"#{project.id}"),), *own]

    def _reasons(self, ref: str) -> Iterator[Section]:
        found = [self._reason(each) for each in find_reasons(self._context.state, ref)]
        if found:
            yield Section("why", _("Why: the documents behind it"), "reasons", found, len(found))

    def _reason(self, reason: object) -> Reason:
        said = reason_texts(self._context.state, reason)  # type: ignore[arg-type]
        linked = self._context.addresses.linked
        order, clause = reason.order, reason.clause  # type: ignore[attr-defined]
        source = f"{order}/{clause}" if order and clause else order
        href = self._context.addresses.find(source)
        return Reason(said.day, linked(said.text), (Link(said.source, href),), tuple(said.quotes))

    def _steps_section(self, steps: Sequence[Step]) -> Iterator[Section]:
        rows = [
            [
                (Link(display_texts.day(step.day) if step.day else _("before the register")),),
                (Link(str(step.what)),),
                (Link(citation(self._context.registry, step.order, step.clause),
                      self._context.addresses.find(step.source)),),
            ]
            for step in steps
        ]  # fmt: skip
        head = [(Link(_("Day")),), (Link(_("What")),), (Link(_("Basis")),)]
        yield Section("steps", _("What happened"), "table", [head, *rows], len(rows))

    # Orders

    @cached_property
    def _steps_of(self) -> Mapping[str, list[Step]]:
        """What each clause, or order as a whole, did."""
        found: dict[str, dict[int, Step]] = defaultdict(dict)
        for chain in self._context.state.steps.values():
            for step in chain:
                if step.source:
                    found[step.source][id(step)] = step
        return {source: list(steps.values()) for source, steps in found.items()}

    def _order(self, order: Order) -> Page:
        context = self._context
        facts: Facts = [(_("Citation"), (Link(order_citation(context.registry, order)),))]
        if order.signatory:
            facts.append((_("Signed by"), (context.addresses.link(order.signatory.person),)))
        facts.append((_("Issuer"), (context.addresses.link(order.issuer),)))
        for appendix in order.appendices:
            number = appendix.number or ""
            if appendix.roadmap:
                label = " ".join(filter(None, [_("Appendix"), number]))
                facts.append((label, (context.addresses.link(appendix.roadmap),)))
        facts += [(_("Note"), (Link(note),)) for note in day_notes(context.state, order.id)]
        cards = [list(self._clause(order, placed)) for placed in order.placed_clauses()]
        sections = [
            *_facts_section(facts),
            Section("clauses", _("Clauses and what they did"), "cards", cards, len(cards)),
            *self._duties(order.id),
        ]
        title = " ".join(order.title.split())
        if title[0].islower():
            # «Решения» «по итогам …»: one heading in two lines.
            title = f"{order.order_kind} {title}"
        return self._page(order, title, order.order_kind.lower(), sections)

    def _clause(self, order: Order, placed: PlacedClause) -> Iterator[tuple[Link, ...]]:
        key = placed.key
        text = " ".join((placed.clause.text or self._control(order, placed.clause)).split())
        yield Link(f"{key}.", f"#{key}"), Link(f" {text}")
        done: dict[str, list[str]] = {}
        for step in self._steps_of.get(f"{order.id}/{key}", []):
            done.setdefault(str(step.what), []).append(step.subject)
        for what, subjects in done.items():
            # Of what it sets itself the clause is the name.
            others = [ref for ref in dict.fromkeys(subjects) if ref != f"{order.id}/{key}"]
            yield (Link(f"→ {what}" + (": " if others else "")), *self._named(others))

    def _control(self, order: Order, clause: object) -> str:
        """Who controls, where the clause is recorded without its words."""
        if not isinstance(clause, Control):
            return ""
        signed = order.signatory if clause.by_signatory else None
        person = clause.person or (signed.person if signed else None)
        name = reference_title(self._context.registry, person) or clause.post or ""
        return _("control: {name}", name=name)

    def _named(self, refs: Sequence[str]) -> Iterator[Link]:
        """The first of them by name, with how many there are more."""
        for index, ref in enumerate(refs[:_MOST_NAMED]):
            if index:
                yield Link("; ")
            name = cut_title(reference_title(self._context.registry, ref))
            yield self._context.addresses.link(ref, name)
        if more := len(refs) - _MOST_NAMED:
            yield from [Link(" " + _("and {n} more", n=more))] if more > 0 else []


def _facts_section(facts: Facts) -> Iterator[Section]:
    if facts:
        yield Section("about", _("About"), "facts", facts)
