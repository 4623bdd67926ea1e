"""The register of sites: states, terms, reports and what to propose, as a table, cards and JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.ledger import State
from innoreg.ledger.step import EARLY_ENDS
from innoreg.queries.site_lives import Proposal, SiteLife, SiteReport, SiteState
from innoreg.report import display_texts
from innoreg.report.citations import basis, reference_title, source_fields, term_days
from innoreg.report.display_texts import TYPE_WORDS, report_text, word_for
from innoreg.report.tables import Column, Line

STATE_WORDS: dict[SiteState, str] = {
    "applied": N_("applied for"), "recommended": N_("recommended"), "coming": N_("to begin"),
    "active": N_("active"), "report_due": N_("active, a report is due"),
    "report_overdue": N_("active, a report is overdue"),
    "report_submitted": N_("active, a report is to be assessed"),
    "report_assessed": N_("active, a report is assessed"), "prolonged": N_("active, prolonged"),
    "term_lapsed": N_("term over, no order ended it"), "completed": N_("completed"),
    "ended_early": N_("ended before its time"), "repealed": N_("repealed"),
    "absent": N_("not there yet"), "unknown": N_("nothing known"),
}  # fmt: skip
RESULT_WORDS = {
    "positive": N_("assessed positively"), "remarks": N_("assessed with remarks"),
    "negative": N_("assessed negatively"),
}  # fmt: skip
_URGENT = frozenset({"report_overdue", "term_lapsed"})


def state_text(life: SiteLife) -> str:
    """The state in words; of one that ended early also why."""
    said = _(STATE_WORDS[life.state])
    by = life.standing.by
    if life.state == "ended_early" and by and by.other and by.other in EARLY_ENDS:
        return f"{said}: {_(EARLY_ENDS[by.other])}"
    return said


def report_state_text(report: SiteReport) -> str:
    """«сдан 02.06.2026, оценён положительно»; «просрочен на 3 дня»."""
    return ", ".join(_report_parts(report))


def _report_parts(report: SiteReport) -> Iterator[str]:
    if report.state == "cancelled":
        yield _("no longer asked for")
        return
    if report.submitted:
        yield _("report handed in {day}", day=display_texts.day(report.submitted))
        if report.days:
            yield ngettext("{n} day late", "{n} days late", report.days)
        if report.after_time:
            yield _("after {time}", time=report.after_time)
    elif report.state == "overdue":
        yield display_texts.days_late(report.days or 0)
    elif report.due and not report.accepted:
        yield _("by {day}", day=display_texts.day(report.due))
    if report.result and report.state in ("assessed", "returned", "accepted", "overdue"):
        yield _(RESULT_WORDS[report.result])
    if report.accepted:
        yield _("accepted {day}", day=display_texts.day(report.accepted))
    elif report.state == "submitted":
        yield _("to be assessed")
    elif report.state == "returned":
        yield _("to be handed in again")


def end_text(reason: str) -> str:
    """Why a status ends before its time."""
    return _(EARLY_ENDS[reason])


def proposal_text(proposal: Proposal) -> str:
    """«предложить: прекратить досрочно (отчёт не сдан: site/2026)»."""
    if proposal.kind == "prolong_or_complete" or proposal.reason is None:
        return _("prolong or complete: the term ends")
    reason = _(EARLY_ENDS[proposal.reason])
    return _("end early: {reason} ({reports})", reason=reason, reports=", ".join(proposal.reports))


def heading(state: State, lives: Sequence[SiteLife]) -> str:
    """The day, how many sites there are, and in which states."""
    day = _("Sites on {day}", day=display_texts.day(state.day))
    count = ngettext("{n} site", "{n} sites", len(lives))
    counts = Counter(life.state for life in lives)
    said = [f"{_(STATE_WORDS[each])}: {counts[each]}" for each in STATE_WORDS if counts[each]]
    return " · ".join([day, count, *said])


def organisations_text(state: State, life: SiteLife) -> str:
    """Who holds the status."""
    return "; ".join(reference_title(state.registry, ref) for ref in life.site.organisations)


def columns() -> list[Column]:
    """Heads of the table."""
    heads = (_("Site"), _("Organisations"), _("Type"), _("State"), _("Term"), _("Basis"))
    return [
        *(Column(head, lines=3) for head in heads),
        Column(_("Reports"), lines=4),
        Column(_("For the council"), lines=4),
        Column(_("Theme"), lines=3, wide=True),
    ]


def row(state: State, life: SiteLife) -> list[str]:
    """The cells of one site."""
    standing = life.standing
    reports = (
        f"{report_text(each.report)}: {report_state_text(each)}"
        for each in life.reports
        if each.state != "open" or each is life.next_report
    )
    return [
        standing.ref,
        organisations_text(state, life),
        word_for(TYPE_WORDS, life.site.type),
        state_text(life),
        term_days(standing.start, standing.end),
        basis(state.registry, standing.by),
        "; ".join(reports),
        "; ".join(proposal_text(each) for each in life.proposals),
        life.site.theme,
    ]


def cards(state: State, lives: Sequence[SiteLife]) -> Iterator[Line]:
    """Each site: its state first, then the term with its document, the reports, the proposals."""
    for life in lives:
        yield Line("")
        yield from card(state, life)


def card(state: State, life: SiteLife) -> Iterator[Line]:
    """One site, what matters first."""
    standing = life.standing
    style = "red" if life.state in _URGENT else "cyan" if standing.running else "dim"
    yield Line(f"{standing.ref} · {state_text(life)}", style=style)
    yield Line(f"{organisations_text(state, life)}: {life.site.theme}", 2)
    parts = (
        word_for(TYPE_WORDS, life.site.type),
        term_days(standing.start, standing.end),
        basis(state.registry, standing.by),
    )
    yield Line(" · ".join(filter(None, parts)), 2)
    yield from report_lines(life)
    for proposal in life.proposals:
        yield Line(_("for the council: {text}", text=proposal_text(proposal)), 2, "yellow")


def report_lines(life: SiteLife) -> Iterator[Line]:
    """The reports that something happened to, and the next one."""
    for each in life.reports:
        if each.state != "open" or each is life.next_report:
            style = "red" if each.state == "overdue" else ""
            yield Line(f"{report_text(each.report)}: {report_state_text(each)}", 2, style)


def report_fields(report: SiteReport) -> dict[str, Any]:
    """A report as JSON has it."""
    return report._asdict()


def life_fields(state: State, life: SiteLife) -> dict[str, Any]:
    """A site as JSON has it."""
    standing = life.standing
    return {
        "ref": standing.ref,
        "type": life.site.type,
        "organisations": list(life.site.organisations),
        "theme": life.site.theme,
        "state": life.state,
        "status": standing.status,
        "since": standing.since,
        "by": standing.by.source if standing.by else None,
        "reason": standing.by.other if standing.by and life.state == "ended_early" else None,
        "from": standing.start,
        "to": standing.end,
        "rules": life.rules.id if life.rules else None,
        "application": life.site.application,
        "reports": [report_fields(each) for each in life.reports],
        "proposals": [
            {"kind": each.kind, "reason": each.reason, "reports": list(each.reports)}
            for each in life.proposals
        ],
        "source": source_fields(state.registry, life.site),
    }


def as_document(state: State, lives: Sequence[SiteLife]) -> dict[str, Any]:
    """The register as one document."""
    return {
        "format": 1,
        "today": state.day,
        "rows": [life_fields(state, life) for life in lives],
    }
