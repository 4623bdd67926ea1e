"""The life of a site on a day: its state, its reports with their assessments, what to propose to the council."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, cast

from innoreg.ledger import Duty, Standing, State, Step
from innoreg.ledger.yearly_reports import grant_of, rules_of
from innoreg.model.early_end import SiteEnd
from innoreg.model.event import Assessment, Done
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules

SiteState = Literal[
    "applied", "recommended", "coming", "active", "report_due", "report_overdue", "report_submitted",
    "report_assessed", "prolonged", "term_lapsed", "completed", "ended_early", "repealed", "absent",
    "unknown",
]  # fmt: skip
ReportState = Literal[
    "open", "due", "overdue", "submitted", "assessed", "returned", "accepted", "cancelled"
]
ProposalKind = Literal["end_early", "prolong_or_complete"]
_REMIND_DAYS = 14
_ASKED_DAYS = 60
_FROM_REPORTS: Mapping[ReportState, SiteState] = {
    "overdue": "report_overdue",
    "submitted": "report_submitted",
    "assessed": "report_assessed",
    "returned": "report_due",
    "due": "report_due",
}
"""The most urgent first."""


class SiteReport(NamedTuple):
    """A report of a site. days: late or overdue by so many, None where it is neither.

    after_time: handed in on the last day, after the time of day that the rules give.
    result: of the last assessment, by the day; assessed: its day.
    """

    ref: str
    report: str
    due: date | None
    state: ReportState
    days: int | None
    submitted: date | None
    after_time: str | None
    assessed: date | None
    result: Assessment | None
    accepted: date | None


class Proposal(NamedTuple):
    """What the council might decide, and from which reports or day that follows; never a status."""

    kind: ProposalKind
    reason: SiteEnd | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteLife:
    """A site on the day. rules: by which it lives; None where no order of the register granted it."""

    standing: Standing
    site: Site
    state: SiteState
    rules: SiteRules | None
    reports: tuple[SiteReport, ...]
    proposals: tuple[Proposal, ...]

    @property
    def next_report(self) -> SiteReport | None:
        """The first report that is still to be handed in."""
        waiting = ("open", "due", "overdue", "returned")
        return next((each for each in self.reports if each.state in waiting), None)


def site_lives(state: State) -> Mapping[str, SiteLife]:
    """Every site of the register, by canonical reference."""
    return {ref: site_life(state, standing) for ref, standing in state.sites.items()}


def site_life(state: State, standing: Standing) -> SiteLife:
    """The life of one site."""
    site = cast(Site, standing.record)
    rules = rules_of(state.registry, site, grant_of(standing.steps))
    reports = tuple(_report(state, rules, duty) for duty in state.reports_of(standing.ref))
    proposals = tuple(_proposals(state, standing, rules, reports)) if standing.has_started else ()
    found = _site_state(standing, reports)
    return SiteLife(standing, site, found, rules, reports, proposals)


def _report(state: State, rules: SiteRules | None, duty: Duty) -> SiteReport:
    # A report has one day; of several the last one is the one that counts.
    one = duty.occurrences[-1]
    handed = _last(duty, "submitted") if one.done else None
    assessed = _last(duty, "assessed")
    at = (
        rules.report.time
        if rules and rules.report and duty.report not in ("interim", "final")
        else None
    )
    found: ReportState = "open"
    days = None
    if one.cancelled and not (one.done or one.accepted):
        found = "cancelled"
    elif one.accepted:
        found = "accepted"
    elif one.done:
        is_newer = assessed and _place(duty, assessed) > _place(duty, handed)
        found = "assessed" if is_newer else "submitted"
    elif one.due and one.due < state.day:
        found, days = "overdue", (state.day - one.due).days
    elif one.returned:
        found = "returned"
    elif one.due and one.due - state.day <= timedelta(days=_remind_days(rules)):
        found = "due"
    if one.done and one.due and one.done > one.due:
        days = (one.done - one.due).days
    return SiteReport(
        duty.ref,
        duty.report or "",
        one.due,
        found,
        days,
        one.done,
        _late_time(handed, one.due, at),
        assessed.day if assessed else None,
        cast(Assessment, assessed.other) if assessed else None,
        one.accepted,
    )


def _last(duty: Duty, kind: str) -> Step | None:
    return next((step for step in reversed(duty.steps) if step.kind == kind), None)


def _place(duty: Duty, step: Step | None) -> int:
    return next((at for at, each in enumerate(duty.steps) if each is step), -1)


def _remind_days(rules: SiteRules | None) -> int:
    return rules.report.remind_days if rules and rules.report else _REMIND_DAYS


def _late_time(handed: Step | None, due: date | None, at: str | None) -> str | None:
    """The time of day that a report handed in on its last day missed."""
    if handed is None or at is None or handed.day != due or not isinstance(handed.record, Site):
        return None
    event = handed.record.events[int(handed.path[1])]
    return at if isinstance(event, Done) and event.time and event.time > at else None


def _site_state(standing: Standing, reports: tuple[SiteReport, ...]) -> SiteState:
    status = standing.status
    if status == "terminated":
        return "ended_early"
    if not standing.has_started:
        return cast(SiteState, status)
    if standing.lapsed:
        return "term_lapsed"
    if not standing.running:
        return "coming"
    states = {each.state for each in reports}
    urgent = next((word for state, word in _FROM_REPORTS.items() if state in states), None)
    was_prolonged = any(step.kind == "extended" and not step.words for step in standing.steps)
    return urgent or ("prolonged" if was_prolonged else "active")


def _proposals(
    state: State, standing: Standing, rules: SiteRules | None, reports: tuple[SiteReport, ...]
) -> Iterator[Proposal]:
    overdue = tuple(each.ref for each in reports if each.state == "overdue")
    if overdue:
        yield Proposal("end_early", "no_report", overdue)
    # Every assessment counts, also two of one report.
    negative = tuple(
        f"{standing.ref}/{step.report}"
        for step in standing.steps
        if step.kind == "assessed" and step.other == "negative"
    )
    if len(negative) > 1:
        yield Proposal("end_early", "negative_report", tuple(dict.fromkeys(negative)))
    ahead = rules.term.prolong_asked_days if rules else _ASKED_DAYS
    if standing.end and standing.end - state.day <= timedelta(days=ahead):
        yield Proposal("prolong_or_complete", None, ())
