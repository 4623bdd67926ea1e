"""Duties: what somebody owes by a term: reports of sites, revisions, instructions, plan items."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from innoreg.deadlines import Calendar, Period, Window
from innoreg.ledger.affiliation import canonical_anchor, canonical_ref
from innoreg.ledger.groups import GroupResolver, day_of_document
from innoreg.ledger.occurrences import UNDATED, Course, Occurrence, dated_windows, windows_by_hand
from innoreg.ledger.step import Problem, Step, problem_at
from innoreg.model.base import Record
from innoreg.model.clause import Clause, PlacedClause, SetTerms, subjects_of
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair, PlacedStep
from innoreg.model.party import Party
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.roadmap import Item, PlacedItem, Roadmap
from innoreg.model.site import Site
from innoreg.model.term_reading import calendar_for, document_period, registry_calendar

DutyKind = Literal["report", "revision", "instruction", "item", "step"]


@dataclass(unsafe_hash=True)  # as `Step`: many, and nobody changes one
class Duty:
    """Something owed. `occurrences` reads its words into windows, only when asked.

    ref: `site/interim`, `site/2026`, `order/5.1`, `roadmap/7.1` or `pair/1`. title: the words of the document, None
    where it has none of its own (a report). record, path: where the duty stands. order, clause:
    what set it, None for an item of a plan that no order carries. expected: each of whom must
    report, empty where one «done» is enough. steps: what happened to it, oldest first.
    program: the one it is part of; named_program: of a report the one whose results are asked for.
    recipient: to whom it is handed in, where the document says so.
    lacks_addressees: whether some of those who must report are not at hand.
    anchor: the row, clause or order from which its term is counted.
    """

    ref: str
    kind: DutyKind
    title: str | None
    responsible: tuple[Party, ...]
    steps: tuple[Step, ...]
    record: Record = field(repr=False, compare=False)
    path: Path
    calendar: Calendar = field(repr=False, compare=False)
    expected: tuple[str, ...] = ()
    order: str | None = None
    clause: str | None = None
    report: str | None = None
    site: str | None = None
    program: str | None = None
    named_program: str | None = None
    recipient: Party | None = None
    roadmap: str | None = None
    anchor: str | None = None
    first: Course | None = field(default=None, repr=False)
    lacks_addressees: bool = False

    @cached_property
    def _course(self) -> Course:
        course = self.first or Course(self.expected, self.calendar)
        for step in self.steps:
            course = course.with_step(step)
        return course

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every window of the term and what became of it."""
        return self._course.occurrences

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Steps that name an occurrence the term does not have, or accept what is accepted."""
        # Asked of every duty by the rules: the words of most need not be read for it.
        if not any(step.occurrence or step.kind == "accepted" for step in self.steps):
            return ()
        return tuple(
            problem_at("already-accepted", step, duty=self.ref)
            if step.kind == "accepted"
            else problem_at("no-such-occurrence", step, duty=self.ref)
            for step in self._course.stray
        )

    @property
    def is_closed(self) -> bool:
        """Whether nothing of it is left to do."""
        return all(occurrence.is_closed for occurrence in self.occurrences)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its occurrences, each once."""
        return tuple(dict.fromkeys(o.words for o in self.occurrences))

    @property
    def opens(self) -> date | None:
        """The first day on which work on it makes sense, where what asks for it gives one."""
        return next((step.start for step in self.steps if step.kind == "terms_set"), None)

    @property
    def since(self) -> date | None:
        """The day its order put it on control; None for an item of a plan."""
        return next((step.day for step in self.steps if step.kind == "terms_set"), None)


def _amended_words(steps: tuple[Step, ...], *fields: str) -> str | None:
    """The words that the last amendment of one of the fields put; None where none did."""
    now = (s for s in reversed(steps) if s.kind == "amended" and s.other in fields and not s.report)
    return next(("; ".join(step.words) for step in now), None)


def _parties_in_force(steps: tuple[Step, ...], parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who answers; where an order amended the column, its words are all that is known."""
    words = _amended_words(steps, "responsible")
    return (Party(text=words),) if words else parties


def clause_duty(
    registry: Registry, groups: GroupResolver, target: Target, steps: tuple[Step, ...]
) -> Duty | None:
    """The duty a clause makes, by its steps still standing; None where it makes none."""
    source = next((step for step in steps if step.kind == "terms_set"), None)
    if source is None or target.clause is None or not isinstance(target.record, Order):
        return None
    placed = target.clause
    kind: DutyKind = "revision" if placed.clause.kind == "return_for_revision" else "instruction"
    subjects = subjects_of(placed.clause) if kind == "revision" else ()
    sites = [site for ref in subjects if (site := registry.get(Site, ref))]
    organisations = dict.fromkeys(ref for site in sites for ref in site.organisations)
    addressees = _addressees(placed) or tuple(Party(organisation=ref) for ref in organisations)
    responsible = _parties_in_force(steps, addressees)
    return Duty(
        target.ref,
        kind,
        _amended_words(steps, "text", "title") or placed.clause.text,
        responsible,
        steps,
        target.record,
        placed.path,
        registry_calendar(registry.settings),
        tuple(site.id for site in sites)
        or _expected_reporters(registry, groups, target.record, addressees),
        target.record.id,
        placed.key,
        site=sites[0].id if len(sites) == 1 else None,
        recipient=placed.clause.recipient,
        anchor=source.anchor,
        lacks_addressees=any(groups.may_lack(party.group) for party in addressees),
    )


def _addressees(placed: PlacedClause | None) -> tuple[Party, ...]:
    """Whom the clause, or the head it stands under, addresses."""
    if placed is None:
        return ()
    return placed.clause.addressees or _addressees(placed.parent)


def _expected_reporters(
    registry: Registry, groups: GroupResolver, order: Order, parties: tuple[Party, ...]
) -> tuple[str, ...]:
    """Each of several addressees, and of the members of groups, must report; one alone need not."""
    day = day_of_document(registry, order)
    found: list[str] = []
    for p in parties:
        if p.group and day:
            found += groups.members(p.group, day, order.id)
        else:
            named = p.person or p.organisation or p.district or p.role or p.text or ""
            found.append(canonical_ref(registry, named))
    grouped = any(p.group for p in parties)
    return tuple(dict.fromkeys(found)) if grouped or len(found) > 1 else ()


def report_duty(
    registry: Registry, site: Site, report: str, steps: tuple[Step, ...]
) -> Duty | None:
    """The report a site owes, by its steps still standing; None where no order asks for it."""
    source = next((step for step in reversed(steps) if step.kind == "terms_set"), None)
    if source is None:
        return None
    return Duty(
        f"{site.id}/{report}",
        "report",
        None,
        tuple(Party(organisation=ref) for ref in site.organisations),
        steps,
        source.record,
        source.path,
        registry_calendar(registry.settings),
        order=source.order,
        clause=source.clause,
        report=report,
        site=site.id,
        program=canonical_ref(registry, site.program),
        named_program=_program_of_terms(registry, source),
        recipient=_recipient_of_terms(registry, source),
        anchor=source.anchor,
    )


def _program_of_terms(registry: Registry, source: Step) -> str | None:
    """The programme whose results the clause asks for, where it names one: not always the site's own."""
    clause = _clause_of_terms(registry, source)
    return canonical_ref(registry, clause.program) if isinstance(clause, SetTerms) else None


def _recipient_of_terms(registry: Registry, source: Step) -> Party | None:
    clause = _clause_of_terms(registry, source)
    return clause.recipient if clause else None


def _clause_of_terms(registry: Registry, source: Step) -> Clause | None:
    target = (
        registry.find(f"{source.order}/{source.clause}", ("clause",)) if source.clause else None
    )
    return target.clause.clause if target and target.clause else None


def item_duty(
    registry: Registry,
    groups: GroupResolver,
    roadmap: Roadmap,
    placed: PlacedItem,
    steps: tuple[Step, ...],
    clause: str | None = None,
    counted_from: date | None = None,
) -> Duty:
    """A row of a plan as a duty, with what events and clauses did to it up to the day.

    clause: the one that put the plan in force. counted_from: the day its term is counted from.
    """
    item = placed.item
    order = registry.order_of(roadmap)
    expected = item_addressees(registry, groups, roadmap, item)
    of_section = placed.section.responsible if placed.section else ()
    return Duty(
        f"{roadmap.id}/{placed.key}",
        "item",
        _amended_words(steps, "text", "title") or item.title,
        _parties_in_force(steps, item.responsible or of_section),
        steps,
        roadmap,
        placed.path,
        registry_calendar(registry.settings),
        expected,
        order.id if order else None,
        clause if order else None,
        program=canonical_ref(registry, roadmap.program),
        roadmap=roadmap.id,
        recipient=item.recipient,
        anchor=item_anchor(registry, item),
        first=_planned_course(registry, roadmap, placed, expected, counted_from),
        lacks_addressees=any(
            groups.may_lack(one.group) for one in item.addressees if not isinstance(one, str)
        ),
    )


def step_duty(
    registry: Registry, pair: Pair, placed: PlacedStep, steps: tuple[Step, ...], period: Period
) -> Duty:
    """A row of the pair's plan as a duty of both sides, with what happened to it up to the day.

    period: of the pair's work, in which a month without a year lies.
    """
    calendar = registry_calendar(registry.settings)
    members = (*pair.mentors, *pair.mentees)
    return Duty(
        f"{pair.id}/{placed.key}",
        "step",
        placed.step.title,
        tuple(Party(person=each.person, organisation=each.school) for each in members),
        steps,
        pair,
        placed.path,
        calendar,
        program=canonical_ref(registry, pair.program),
        first=Course((), calendar, period).with_terms(
            dated_windows(placed.step.deadline, period, calendar) or [UNDATED]
        ),
    )


def item_anchor(registry: Registry, item: Item) -> str | None:
    """What has to be done before the term of a row begins to run; None where it names no such thing."""
    named = item.counted_from
    return canonical_anchor(registry, named) if isinstance(named, str) else None


def _planned_course(
    registry: Registry,
    roadmap: Roadmap,
    placed: PlacedItem,
    expected: tuple[str, ...],
    counted_from: date | None,
) -> Course:
    words = placed.duty.deadline
    period = document_period(roadmap)
    days = calendar_for(words, roadmap, registry.settings)
    course = Course(expected, days, period)
    if placed.item.windows:
        given = (Window(each.from_, each.to) for each in placed.item.windows)
        return course.with_terms(windows_by_hand(words, given))
    order = registry.order_of(roadmap)
    named = {"": counted_from, "signing": order.date if order else None}
    known = tuple((name, day) for name, day in named.items() if day)
    return course.with_terms(dated_windows(words, period, days, known) or [UNDATED])


def item_addressees(
    registry: Registry, groups: GroupResolver, roadmap: Roadmap, item: Item
) -> tuple[str, ...]:
    """Each of whom must report that the item was carried out; `districts` means all of them."""
    if isinstance(item.addressees, str):
        return tuple(district.id for district in registry.all(District))
    found: list[str] = []
    for one in item.addressees:
        if isinstance(one, str):
            found.append(canonical_ref(registry, one))
        elif day := day_of_document(registry, roadmap):
            order = registry.order_of(roadmap)
            found += groups.members(one.group, day, order.id if order else None)
    return tuple(dict.fromkeys(found))
