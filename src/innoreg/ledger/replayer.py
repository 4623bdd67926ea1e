"""The replay: a register's log read up to a day gives the state on that day, and why."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from innoreg.ledger.anchors import AnchorDays
from innoreg.ledger.assignments import roles_known_on
from innoreg.ledger.duties import Duty, clause_duty, report_duty
from innoreg.ledger.first_documents import find_first_documents
from innoreg.ledger.groups import GroupResolver
from innoreg.ledger.journal import Journal, build_journal
from innoreg.ledger.life_cycle import FIRST, Life, Outcome, Status, SubjectKind, fold_steps
from innoreg.ledger.site_reports import REPORTS, sort_reports
from innoreg.ledger.state import Standing, State
from innoreg.ledger.step import Problem, Step, steps_until, surviving_steps
from innoreg.ledger.yearly_reports import with_yearly_terms
from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.program import Program, Project
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry, Target
from innoreg.model.site import Site
from innoreg.process import gc_paused

Chains = Mapping[str, tuple[Step, ...]]


class _Subject(NamedTuple):
    kind: SubjectKind
    ref: str
    record: Record
    project: Project | None = None


class Ledger:
    """The register read once; ask `state(day)` for as many days as are wanted.

    every: whether the chains of items of plans and of people are wanted too: most steps are
    theirs, and nothing else follows from them.
    """

    def __init__(self, registry: Registry, *, every: bool = True) -> None:
        self.registry = registry
        with gc_paused():
            self._log = build_journal(registry, every=every)
            if not every and any(s.anchor for steps in self._log.steps.values() for s in steps):
                # A term may be counted from what happens to an item of a plan.
                self._log = build_journal(registry)
        self._subjects: dict[str, _Subject] = {}
        for subject in _subjects(registry):
            # Of two files with one id the first counts; the rules report the second.
            self._subjects.setdefault(subject.ref, subject)
        self.groups = GroupResolver(registry, self._log)
        self._clauses = tuple(_clauses_with_duties(registry, self._log.steps))
        self._first = find_first_documents(registry, self._subjects, self._log.steps)

    @property
    def log(self) -> Journal:
        """Everything that ever happens by the register."""
        return self._log

    @gc_paused()
    def state(self, day: date) -> State:
        """The state on `day`, by the orders in force up to it."""
        told = {ref: steps_until(day, steps) for ref, steps in self._log.steps.items()}
        held, repeals = self._log.held, self._log.repeals
        if unsigned := self._unsigned(day):
            told = {ref: _without_orders(unsigned, steps) for ref, steps in told.items()}
            held = tuple(row for row in held if row.order not in unsigned)
            repeals = _without_orders(unsigned, repeals)
        lives = {s.ref: self._outcome_on(day, s, told) for s in self._subjects.values()}
        every, odd = self._duties(told, lives)
        duties = {ref: duty for ref, duty in every.items() if self._is_there(day, duty.order)}
        standings = [_standing(self._subjects[ref], life, day) for ref, life in lives.items()]
        problems = [p for p in self._log.problems if p.day is None or p.day <= day]
        problems += [p for life in lives.values() for p in life.problems]
        # Of subjects with a life cycle only what took effect; of all others everything.
        taken = {ref: life.steps for ref, life in lives.items()}
        return State(
            self.registry,
            day,
            programs=_of_kind(standings, "program"),
            projects=_of_kind(standings, "project"),
            sites=_of_kind(standings, "site"),
            pairs=_of_kind(standings, "pair"),
            roadmaps=_of_kind(standings, "roadmap"),
            orders=_of_kind(standings, "order"),
            duties=duties,
            groups=self.groups,
            assignments=roles_known_on(held, repeals, day),
            first_documents=self._first,
            steps={ref: steps for ref, steps in {**told, **taken}.items() if steps},
            problems=tuple(sorted((*problems, *odd), key=_problem_order)),
        )

    def _unsigned(self, day: date) -> frozenset[str]:
        """Orders that set themselves in force on an earlier day than they are signed, after `day`."""
        orders = self.registry.signed_orders
        return frozenset([o.id for o in orders if o.in_force_from <= day < o.exists_from])

    def _is_there(self, day: date, ref: str | None) -> bool:
        first = self._first.get(ref) if ref else None
        return first is None or first.day <= day

    def _outcome_on(self, day: date, subject: _Subject, told: Chains) -> Outcome:
        if isinstance(subject.record, Order) and subject.record.draft:
            return Outcome(Life(subject.kind, "draft"), (), ())
        first = self._first.get(subject.ref)
        if first and day < first.day:
            nothing: Status = "unknown" if first.before else "absent"
            return Outcome(Life(subject.kind, nothing), (), ())
        return fold_steps(subject.kind, told.get(subject.ref, ()))

    def duties_to_come(self, state: State) -> Iterator[Duty]:
        """Duties that orders of later days will set, as these orders word them.

        A plan for next month shows what an order already signed, but not yet in force, demands.
        """
        return (duty for duty in self._duties_later(state) if state.has_order(duty.order))

    def _duties_later(self, state: State) -> Iterator[Duty]:
        for target in self._clauses:
            first = self._terms_set_later(target.ref, state, None)
            if first and (duty := clause_duty(self.registry, self.groups, target, first)):
                yield duty
        for site in (s.record for s in self._subjects.values() if isinstance(s.record, Site)):
            for report in REPORTS:
                first = self._terms_set_later(site.id, state, report)
                if first and (duty := report_duty(self.registry, site, report, first)):
                    yield duty

    def _terms_set_later(self, ref: str, state: State, report: str | None) -> tuple[Step, ...]:
        """The first step that sets the term, if it lies after the state's day."""
        terms = (
            s for s in self._log.steps.get(ref, ()) if s.kind == "terms_set" and s.report == report
        )
        first = next(terms, None)
        return (first,) if first and first.day and first.day > state.day else ()

    def _duties(
        self, told: Chains, lives: Mapping[str, Outcome]
    ) -> tuple[dict[str, Duty], list[Problem]]:
        found: list[Duty | None] = []
        odd: list[Problem] = []
        anchors = AnchorDays(self.registry, self.groups, told)
        for ref, subject in self._subjects.items():
            if isinstance(subject.record, Site):
                steps = with_yearly_terms(self.registry, subject.record, lives[ref])
                split = sort_reports(steps)
                odd += split.problems
                for report, steps in split.steps.items():
                    dated = tuple(anchors.anchored(steps))
                    found.append(report_duty(self.registry, subject.record, report, dated))
        for target in self._clauses:
            found.append(
                clause_duty(
                    self.registry,
                    self.groups,
                    target,
                    tuple(anchors.anchored(surviving_steps(told.get(target.ref, ())))),
                )
            )
        return {duty.ref: duty for duty in found if duty}, odd


def replay(registry: Registry, day: date) -> State:
    """The state of the register on `day`; for several days make one `Ledger`."""
    return Ledger(registry).state(day)


def _without_orders(orders: frozenset[str], steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple([step for step in steps if step.order not in orders])


def _subjects(registry: Registry) -> Iterator[_Subject]:
    kinds = {model: kind for kind in FIRST if (model := MODELS.get(kind))}
    for record in registry.records:
        if kind := kinds.get(type(record)):
            yield _Subject(kind, record.id, record)
        for project in record.projects if isinstance(record, Program) else ():
            yield _Subject("project", f"{record.id}/{project.id}", record, project)


def _clauses_with_duties(registry: Registry, log: Chains) -> Iterator[Target]:
    for ref, steps in log.items():
        if "terms_set" in [step.kind for step in steps if not step.report] and (
            target := registry.find(ref, ("clause",))
        ):
            yield target


def _standing(subject: _Subject, outcome: Outcome, day: date) -> Standing:
    life = outcome.life
    over = life.end is not None and life.end < day
    begun = life.start is None or life.start <= day
    return Standing(
        subject.kind,
        life.status,
        life.since,
        life.by,
        life.start,
        life.end,
        ref=subject.ref,
        record=subject.record,
        running=life.has_started and begun and not over,
        lapsed=life.has_started and over,
        steps=outcome.steps,
        project=subject.project,
        stage=_stage(subject.record, day) if life.has_started and not subject.project else None,
    )


def _stage(record: Record, day: date) -> str | None:
    stages = record.stages if isinstance(record, Program) else ()
    # A stage without any day would cover every day and hide the ones that have some.
    dated = (stage for stage in stages if stage.from_ or stage.to)
    return next((stage.stage for stage in dated if stage.covers(day)), None)


def _problem_order(found: Problem) -> tuple[date, str, str, str]:
    return found.day or date.min, found.record.id, repr(found.path), repr(found.params)


def _of_kind(standings: list[Standing], kind: SubjectKind) -> Mapping[str, Standing]:
    return {s.ref: s for s in standings if s.kind == kind}
