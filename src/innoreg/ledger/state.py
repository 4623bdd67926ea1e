"""The state on a day: where every subject stands, who holds which role, what is owed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from innoreg.ledger.anchors import AnchorDays
from innoreg.ledger.assignments import HeldRole
from innoreg.ledger.duties import Duty, item_duty, step_duty
from innoreg.ledger.first_documents import FirstDocument
from innoreg.ledger.groups import GroupResolver
from innoreg.ledger.life_cycle import ENDED, FIRST, STARTING, Life
from innoreg.ledger.school_lists import KnownLists
from innoreg.ledger.site_reports import report_order
from innoreg.ledger.step import Problem, Step, surviving_steps
from innoreg.ledger.wordings import Wording, wordings_of
from innoreg.model.base import Record
from innoreg.model.pair import Pair, PlacedStep
from innoreg.model.program import Project
from innoreg.model.registry import Registry, Target
from innoreg.model.roadmap import PlacedItem, Roadmap
from innoreg.model.term_reading import pair_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Life):
    """Where one programme, project, site, pair, plan or order stands.

    status: what orders made of it; since and by: the day and step of that. start, end: the term
    in force. running: begun, not ended, and the day lies in the term. lapsed: the term is over
    and no order closed it. steps: the chain, oldest first.
    """

    ref: str
    record: Record = field(repr=False, compare=False)
    running: bool
    lapsed: bool
    steps: tuple[Step, ...] = field(repr=False)
    project: Project | None = field(repr=False, compare=False)
    stage: str | None
    """Of a programme that goes on: the stage whose days hold the day."""


@dataclass(frozen=True)
class State:
    """Everything on one day, by canonical reference: `site-id`, `program/project`, `order/5.1`.

    The mappings of standings hold every subject of the register, begun or not.
    """

    registry: Registry = field(repr=False, compare=False)
    day: date
    programs: Mapping[str, Standing]
    projects: Mapping[str, Standing]
    sites: Mapping[str, Standing]
    pairs: Mapping[str, Standing]
    roadmaps: Mapping[str, Standing]
    orders: Mapping[str, Standing]
    duties: Mapping[str, Duty] = field(repr=False)
    groups: GroupResolver = field(repr=False, compare=False)
    assignments: tuple[HeldRole, ...] = field(repr=False)
    """Known on the day, those over and those to come included: ask `covers(day)`."""
    first_documents: Mapping[str, FirstDocument] = field(repr=False)
    """From which day there is each subject, or something is known of it; None: on every day."""
    steps: Mapping[str, tuple[Step, ...]] = field(repr=False)
    """The chain of every reference anything happened to, people and districts included."""
    problems: tuple[Problem, ...] = field(repr=False)

    @cached_property
    def _in_roles(self) -> dict[tuple[str, str | None], tuple[HeldRole, ...]]:
        return {}

    def in_role(self, role: str, program: str | None) -> tuple[HeldRole, ...]:
        """All rows of a role in a programme (a canonical reference; None: in any), whenever."""
        asked = (role, program)
        if asked not in self._in_roles:
            rows = (row for row in self.assignments if row.role == role and row.serves(program))
            self._in_roles[asked] = tuple(rows)
        return self._in_roles[asked]

    @cached_property
    def _reports(self) -> Mapping[str, tuple[Duty, ...]]:
        found: dict[str, list[Duty]] = {}
        for duty in self.duties.values():
            if duty.report and duty.site:
                found.setdefault(duty.site, []).append(duty)
        # Interim before final, then by year: the former are written with letters.
        return {
            site: tuple(sorted(own, key=lambda duty: report_order(duty.report or "")))
            for site, own in found.items()
        }

    def reports_of(self, site: str) -> tuple[Duty, ...]:
        """The reports that are asked of a site: interim, final, then by year."""
        return self._reports.get(site, ())

    @property
    def lists(self) -> KnownLists:
        """The yearly lists of schools as known on the day."""
        return self.groups.lists.as_known(self.day)

    def standing(self, ref: str) -> Standing | None:
        """Where the record or project that `ref` names stands; None for other kinds."""
        target = self.registry.find(ref)
        if target is None or target.kind not in FIRST:
            return None
        of_kind: Mapping[str, Standing] = getattr(self, f"{target.kind}s")
        return of_kind.get(target.ref)

    def why(self, ref: str) -> tuple[Step, ...]:
        """The chain of steps of one subject, oldest first; of a part, those of its record come first."""
        if duty := self.duties.get(ref):
            return duty.steps
        target = self.registry.find(ref)
        if target is None:
            return self._report_steps(ref)
        own = self.steps.get(target.ref, ())
        if target.kind in ("item", "clause", "step"):
            return (*self.steps.get(target.record.id, ()), *own)
        return own

    def _report_steps(self, ref: str) -> tuple[Step, ...]:
        site, _, report = ref.rpartition("/")
        target = self.registry.find(site, ("site",)) if site else None
        duty = self.duties.get(f"{target.ref}/{report}") if target else None
        return duty.steps if duty else ()

    def item(self, roadmap: Roadmap, placed: PlacedItem) -> Duty:
        """One row of the plan as a duty; a plan repealed or terminated takes it off control."""
        steps = surviving_steps(self.steps.get(f"{roadmap.id}/{placed.key}", ()))
        plan = self.roadmaps.get(roadmap.id)
        began = (step for step in plan.steps if step.kind in STARTING) if plan else iter(())
        clause = next((step.clause for step in began), None)
        # Last, whatever its day: what the items did before the plan ended stays done.
        every = (*steps, *self._cancelling_steps(roadmap))
        named = placed.item.counted_from
        if isinstance(named, str):
            seen = frozenset((f"{roadmap.id}/{placed.key}",))
            named = AnchorDays(self.registry, self.groups, self.steps).day_of(named, seen)
        return item_duty(self.registry, self.groups, roadmap, placed, every, clause, named)

    def _cancelling_steps(self, roadmap: Roadmap) -> Iterator[Step]:
        plan = self.roadmaps.get(roadmap.id)
        if plan and plan.by and plan.status in ("terminated", "repealed"):
            yield replace(plan.by, kind="cancelled")

    def pair_step(self, pair: Pair, placed: PlacedStep) -> Duty | None:
        """One row of the pair's plan as a duty; None while it binds nobody.

        It binds from the day the plan is approved, in a pair that an order assigned. What is left when
        an order ends the pair is off control.
        """
        standing = self.pairs.get(pair.id)
        approved = pair.plan.approved if pair.plan else None
        if standing is None or standing.start is None or approved is None or approved > self.day:
            return None
        period = pair_period(pair, standing.start, (step.end for step in standing.steps))
        assert period is not None
        steps = surviving_steps(self.steps.get(f"{pair.id}/{placed.key}", ()))
        if standing.by and standing.status in ENDED:
            steps = (*steps, replace(standing.by, kind="cancelled"))
        return step_duty(self.registry, pair, placed, steps, period)

    def wordings(self, ref: str, field: str = "text") -> tuple[Wording, ...]:
        """Every wording of a text up to the day, oldest first: the last one is in force.

        field: text, title, deadline, responsible, result or to; () where it has no words.
        """
        target = self.registry.find(ref)
        if target is None:
            return ()
        return wordings_of(target, field, self.steps.get(target.ref, ()))

    def has_order(self, order: str | None) -> bool:
        """Whether the order is signed by the day; what no order sets has nothing to wait for."""
        first = self.first_documents.get(order) if order else None
        return first is None or first.day <= self.day

    def is_in_force(self, target: Target) -> bool:
        """Whether an order, or a clause of one, is in force: begun and not repealed."""
        order = self.orders.get(target.record.id)
        if order is None or not order.has_started:
            return False
        gone = {ref for step in order.steps for ref in step.voids}
        return target.ref not in gone
