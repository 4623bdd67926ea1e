"""What a council has before it on a day: applications, reports, terms, lists, and what waits for an order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from innoreg.ledger import State, Step
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.application_life import (
    ApplicationLife,
    CouncilRuling,
    application_lives,
    rulings,
)
from innoreg.model.application import Application
from innoreg.model.clause import ListSchools, all_clauses
from innoreg.model.order import Order
from innoreg.queries.site_lives import SiteLife, SiteReport, site_lives


class ReportToAssess(NamedTuple):
    """A report that was handed in and not accepted yet, with its site."""

    site: SiteLife
    report: SiteReport


class WaitingRuling(NamedTuple):
    """What a council decided and no order has carried out yet."""

    subject: str
    ruling: CouncilRuling


@dataclass(frozen=True, slots=True)
class Agenda:
    """The questions of a meeting on `day`.

    ready: applications on which the experts have a result. waiting: those that are not there yet.
    proposals: sites with something to propose, the ends of terms among them.
    lists: draft orders with a list of schools. unordered: decisions that no order has carried out.
    """

    day: date
    ready: tuple[ApplicationLife, ...]
    waiting: tuple[ApplicationLife, ...]
    reports: tuple[ReportToAssess, ...]
    proposals: tuple[SiteLife, ...]
    lists: tuple[Order, ...]
    unordered: tuple[WaitingRuling, ...]


_DONE_WITH = frozenset({"absent", "recommended", "rejected", "granted"})
_CARRIED_OUT_BY = {
    "recommend": "granted", "prolong": "extended", "complete": "completed", "end_early": "terminated"
}  # fmt: skip


def applications(state: State) -> tuple[ApplicationLife, ...]:
    """Every application as it stands on the state's day, by the day it came."""
    granted = {
        ref: any(step.kind == "granted" for step in standing.steps)
        for ref, standing in state.sites.items()
    }
    found = application_lives(state.registry, state.day, granted)
    return tuple(sorted(found, key=lambda each: (each.application.received, each.application.id)))


def application_of(state: State, application: Application) -> ApplicationLife:
    """Where one application stands on the state's day."""
    return next(each for each in applications(state) if each.application is application)


def council_agenda(state: State) -> Agenda:
    """What there is to decide on the state's day."""
    open_ones = [each for each in applications(state) if each.state not in _DONE_WITH]
    lives = site_lives(state).values()
    reports = (
        ReportToAssess(life, report)
        for life in lives
        for report in life.reports
        if report.state in ("submitted", "assessed")
    )
    drafts = (
        order
        for order in state.registry.all(Order)
        if order.draft and any(isinstance(each, ListSchools) for each in all_clauses(order.clauses))
    )
    return Agenda(
        state.day,
        tuple(each for each in open_ones if each.is_ready),
        tuple(each for each in open_ones if not each.is_ready),
        tuple(reports),
        tuple(life for life in lives if life.proposals),
        tuple(drafts),
        tuple(unordered_rulings(state)),
    )


def unordered_rulings(state: State) -> Iterator[WaitingRuling]:
    """The last decision on each application and site, where no order has followed it by the day."""
    for subject, every in sorted(rulings(state.registry).items()):
        own = [
            each
            for each in every
            if each.protocol.on <= state.day and each.decision.decision in _CARRIED_OUT_BY
        ]
        last = own[-1] if own else None
        newest = [
            each for each in every if each.protocol.on <= state.day and not each.decision.report
        ]
        if last is None or (newest and newest[-1] is not last):
            continue
        kind = _CARRIED_OUT_BY[last.decision.decision]
        ref = canonical_ref(state.registry, subject)
        if not any(_follows(step, kind, last) for step in state.steps.get(ref, ())):
            yield WaitingRuling(ref, last)


def _follows(step: Step, kind: str, ruling: CouncilRuling) -> bool:
    return step.kind == kind and step.day is not None and step.day >= ruling.protocol.on
