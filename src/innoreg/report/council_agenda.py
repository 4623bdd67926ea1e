"""The agenda of a council on a day, as cards and JSON."""

from collections.abc import Iterator
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.ledger import State
from innoreg.model.protocol import Vote
from innoreg.queries.council_agenda import Agenda, ReportToAssess, WaitingRuling
from innoreg.queries.site_lives import SiteLife
from innoreg.report import display_texts
from innoreg.report.application_life import card as application_card
from innoreg.report.application_life import expert_lines
from innoreg.report.application_life import life_fields as application_fields
from innoreg.report.citations import protocol_citation, reference_title, term_days
from innoreg.report.display_texts import report_text
from innoreg.report.site_lives import (
    organisations_text,
    proposal_text,
    report_fields,
    report_state_text,
)
from innoreg.report.tables import Line

RULING_WORDS = {
    "recommend": N_("recommend"), "revise": N_("return for revision"), "reject": N_("reject"),
    "accept": N_("accept the report"), "prolong": N_("prolong the status"),
    "complete": N_("complete the site"), "end_early": N_("end the status early"),
    "approve": N_("approve"),
}  # fmt: skip


def heading(agenda: Agenda) -> str:
    """The day, and how many questions there are."""
    found = len(agenda.ready) + len(agenda.reports) + len(agenda.proposals) + len(agenda.lists)
    day = _("For the council on {day}", day=display_texts.day(agenda.day))
    return " · ".join([day, ngettext("{n} question", "{n} questions", found)])


def lines(state: State, agenda: Agenda) -> Iterator[Line]:
    """The agenda, each kind of question under its head."""
    registry = state.registry
    yield Line(heading(agenda), style="bold")
    applications = [
        line
        for life in agenda.ready
        for line in (*application_card(registry, life), *expert_lines(registry, life))
    ]
    waiting = [
        line
        for life in agenda.waiting
        for line in (*application_card(registry, life), *expert_lines(registry, life))
    ]
    reports = [line for each in agenda.reports for line in _report_lines(state, each)]
    sites = [line for life in agenda.proposals for line in _site_lines(state, life)]
    lists = [Line(f"{order.id} · {order.title}") for order in agenda.lists]
    unordered = [Line(ruling_text(state, each)) for each in agenda.unordered]
    for head, found in (
        (_("Applications"), applications),
        (_("Reports to assess or accept"), reports),
        (_("Sites to decide on"), sites),
        (_("Lists to approve"), lists),
        (_("Decided, an order has yet to follow"), unordered),
        (_("Not ready for the council"), waiting),
    ):
        if found:
            yield Line("")
            yield Line(head, style="bold")
            yield from found


def _site_lines(state: State, life: SiteLife) -> Iterator[Line]:
    yield Line(f"{life.standing.ref} · {organisations_text(state, life)}", style="cyan")
    term = term_days(life.standing.start, life.standing.end)
    said = "; ".join(proposal_text(proposal) for proposal in life.proposals)
    yield Line(" · ".join(filter(None, [term, said])), 2)


def _report_lines(state: State, each: ReportToAssess) -> Iterator[Line]:
    name = report_text(each.report.report)
    yield Line(f"{each.report.ref} · {name}: {report_state_text(each.report)}", style="cyan")
    yield Line(f"{organisations_text(state, each.site)}: {each.site.site.theme}", 2)


def ruling_text(state: State, each: WaitingRuling) -> str:
    """«luga-leader-2026: рекомендовать – Координационный совет: протокол № 3 от 25.02.2026»."""
    decision = each.ruling.decision
    said = _(RULING_WORDS[decision.decision])
    if decision.to:
        said += " " + _("until {day}", day=display_texts.day(decision.to))
    name = reference_title(state.registry, each.subject)
    title = f"{each.subject} {name}" if name != each.subject else each.subject
    return f"{title}: {said} – {protocol_citation(state.registry, each.ruling.protocol)}"


def vote_text(vote: Vote | None) -> str:
    """«за – 9, против – 0, воздержались – 1»."""
    if vote is None:
        return ""
    return _(
        "for {for_}, against {against}, abstained {abstained}",
        for_=vote.for_,
        against=vote.against,
        abstained=vote.abstained,
    )


def as_document(state: State, agenda: Agenda) -> dict[str, Any]:
    """The agenda as one document."""
    registry = state.registry
    return {
        "format": 1,
        "on": agenda.day,
        "applications": [application_fields(registry, each) for each in agenda.ready],
        "reports": [
            {"site": each.site.standing.ref, **report_fields(each.report)}
            for each in agenda.reports
        ],
        "sites": [
            {
                "ref": life.standing.ref,
                "to": life.standing.end,
                "proposals": [
                    {"kind": each.kind, "reason": each.reason, "reports": list(each.reports)}
                    for each in life.proposals
                ],
            }
            for life in agenda.proposals
        ],
        "lists": [order.id for order in agenda.lists],
        "unordered": [
            {
                "subject": each.subject,
                "protocol": each.ruling.protocol.id,
                "decision": each.ruling.decision.decision,
                "to": each.ruling.decision.to,
                "reason": each.ruling.decision.reason,
            }
            for each in agenda.unordered
        ],
        "waiting": [application_fields(registry, each) for each in agenda.waiting],
    }
