"""The life of a pair on a day: its state, what is wrong with it, its plan, meetings and reports due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, cast

from innoreg.ledger import Standing, State
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.journal import sides_asked
from innoreg.ledger.occurrences import last_day
from innoreg.model.pair import Pair, PlacedStep, PlannedStep, placed_steps
from innoreg.model.roadmap import Item, Roadmap, placed_items
from innoreg.model.term_reading import pair_period, registry_calendar
from innoreg.queries.addressee_progress import AddresseeProgress, addressee_progress
from innoreg.queries.obligation import Obligation, item_obligations, obligation_of_duty

PairState = Literal[
    "proposed", "agreed", "assigned", "active", "completed", "replaced", "ended_early", "repealed",
    "absent", "unknown",
]  # fmt: skip
Mark = Literal["no_consent", "no_plan", "silent", "report_overdue"]


class ReportDue(NamedTuple):
    """A duty that the pair owes as one of its addressees, and how it stands."""

    ref: str
    progress: AddresseeProgress


class PlanRow(NamedTuple):
    """A row of the pair's plan: its last day where the words give one, and how it stands."""

    row: PlannedStep
    due: date | None
    state: Literal["done", "late", "open", "overdue", "cancelled"]
    days: int | None


@dataclass(frozen=True, slots=True)
class PairLife:
    """A pair on the day. marks: what should be looked into while the pair goes on.

    approved: the plan's, by the day. meetings: held by the day. reason: of an early end, as the
    order gives it. silent_since: the day from which no meeting is known, for a pair that goes on.
    """

    state: PairState
    marks: tuple[Mark, ...]
    approved: date | None
    plan: tuple[PlanRow, ...]
    meetings: tuple[date, ...]
    reports: tuple[ReportDue, ...]
    reason: str | None
    silent_since: date | None


def pair_lives(state: State) -> Mapping[str, PairLife]:
    """Every pair of the register, by canonical reference."""
    owed = _reports_due(state)
    return {ref: _life(state, standing, owed.get(ref, ())) for ref, standing in state.pairs.items()}


def _life(state: State, standing: Standing, reports: tuple[ReportDue, ...]) -> PairLife:
    pair = cast(Pair, standing.record)
    day = state.day
    plan = pair.plan
    approved = plan.approved if plan and plan.approved and plan.approved <= day else None
    meetings = tuple(sorted(each.on for each in pair.meetings if each.on <= day))
    last = meetings[-1] if meetings else standing.start
    silent = last if standing.running else None
    found = PairLife(
        _pair_state(state, standing, pair, approved),
        (),
        approved,
        tuple(_plan_row(state, standing, pair, placed) for placed in placed_steps(pair)),
        meetings,
        reports,
        _reason(standing),
        silent,
    )
    marks = _marks(state, pair, found) if standing.running else ()
    return PairLife(
        found.state, tuple(marks), found.approved, found.plan, found.meetings, found.reports,
        found.reason, found.silent_since,
    )  # fmt: skip


def _pair_state(state: State, standing: Standing, pair: Pair, approved: date | None) -> PairState:
    status = standing.status
    if status == "terminated":
        return "ended_early"
    if status in ("completed", "replaced", "repealed", "absent", "unknown"):
        return cast(PairState, status)
    if standing.has_started:
        return "active" if approved else "assigned"
    return "agreed" if not missing_consents(state, pair) else "proposed"


def missing_consents(state: State, pair: Pair) -> tuple[str, ...]:
    """Whose consent the pair lacks: not asked, not answered by the day, or refused last."""
    given: dict[str, bool] = {}
    for consent in sorted(pair.consents, key=lambda each: each.on):
        if consent.on <= state.day:
            given[canonical_ref(state.registry, consent.who)] = consent.given
    return tuple(ref for ref in sides_asked(state.registry, pair) if not given.get(ref))


def _marks(state: State, pair: Pair, life: PairLife) -> Iterable[Mark]:
    if missing_consents(state, pair):
        yield "no_consent"
    if life.approved is None:
        yield "no_plan"
    limit = state.registry.settings.silent_days
    if life.silent_since and (state.day - life.silent_since).days > limit:
        yield "silent"
    if any(each.progress.state == "overdue" for each in life.reports):
        yield "report_overdue"


def _reason(standing: Standing) -> str | None:
    by = standing.by
    return by.other if by and standing.status == "terminated" else None


def _plan_row(state: State, standing: Standing, pair: Pair, placed: PlacedStep) -> PlanRow:
    day, row = state.day, placed.step
    duty = state.pair_step(pair, placed)
    if duty is None:
        return PlanRow(row, _last_day(state, standing, pair, row), "open", None)
    every = duty.occurrences
    due = max((each.due for each in every if each.due), default=None)
    overdue = [each.due for each in every if each.due and each.overdue(day)]
    if overdue:
        return PlanRow(row, due, "overdue", (day - min(overdue)).days)
    if not duty.is_closed:
        return PlanRow(row, due, "open", None)
    late = [(o.done - o.due).days for o in every if o.ended == "done-late" and o.done and o.due]
    if late:
        return PlanRow(row, due, "late", max(late))
    return PlanRow(row, due, "done" if any(o.ended == "done" for o in every) else "cancelled", None)


def _last_day(state: State, standing: Standing, pair: Pair, row: PlannedStep) -> date | None:
    """The last day that the words name; a month without a year lies in the term of the pair."""
    period = pair_period(pair, standing.start, (step.end for step in standing.steps))
    calendar = registry_calendar(state.registry.settings)
    return last_day(row.deadline, period, calendar) if period else None


def duties_of_pairs(state: State) -> Iterable[Obligation]:
    """Every duty that pairs are addressees of."""
    pairs = set(state.pairs)
    for roadmap in state.registry.all(Roadmap) if pairs else ():
        # Only these may ask pairs: working out every row of every plan would take its time.
        asking = {p.key for p in placed_items(roadmap) if _may_ask_pairs(p.item)}
        for each in item_obligations(state, roadmap) if asking else ():
            if each.number in asking and not pairs.isdisjoint(each.addressees):
                yield each
    for duty in state.duties.values():
        if not pairs.isdisjoint(duty.expected):
            yield obligation_of_duty(state, duty)


def _may_ask_pairs(item: Item) -> bool:
    return any(not isinstance(one, str) for one in item.addressees)


def _reports_due(state: State) -> Mapping[str, tuple[ReportDue, ...]]:
    found: dict[str, tuple[ReportDue, ...]] = {}
    for duty in duties_of_pairs(state):
        for progress in addressee_progress(duty, state.day):
            if progress.id in state.pairs:
                own = found.get(progress.id, ())
                found[progress.id] = (*own, ReportDue(duty.ref, progress))
    return found
