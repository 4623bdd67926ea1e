"""The documents innoreg makes: what each is for, its template, and the names it may use."""

from dataclasses import dataclass
from typing import Any

from innoreg.i18n import N_
from innoreg.render.certificate_context import CertificateContext
from innoreg.render.council_context import CouncilContext
from innoreg.render.extract_context import ExtractContext
from innoreg.render.layout_check.flaw import Document
from innoreg.render.order_context import OrderContext
from innoreg.render.order_sheets import OrderSheetContext
from innoreg.render.paper_context import LetterContext, PaperContext


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document; `context_type` is the TypedDict of its context."""

    name: str
    template: str
    summary: str
    context_type: Any
    layout: Document = "other"
    """Which checks of the layout are for it."""


KINDS = {
    kind.name: kind
    for kind in (
        DocumentKind(
            "order", "order.md.j2", N_("an order with its appendices"), OrderContext, "order"
        ),
        DocumentKind(
            "extract",
            "extract.md.j2",
            N_("an extract for one addressee"),
            ExtractContext,
            "certificate",
        ),
        DocumentKind(
            "letter", "letter.md.j2", N_("a reminder to one addressee"), LetterContext, "letter"
        ),
        DocumentKind("memo", "memo.md.j2", N_("a memo on what is overdue"), LetterContext, "memo"),
        DocumentKind(
            "certificate",
            "certificate.md.j2",
            N_("a certificate of a site's status"),
            CertificateContext,
            "certificate",
        ),
        DocumentKind(
            "agreement",
            "agreement.md.j2",
            N_("the sheet on which others agree to an order"),
            OrderSheetContext,
        ),
        DocumentKind(
            "distribution",
            "distribution.md.j2",
            N_("the list of who receives an order"),
            OrderSheetContext,
        ),
        DocumentKind("plan-fact", "plan-fact.md.j2", N_("plan and fact of a period"), PaperContext),
        DocumentKind("sites", "sites.md.j2", N_("the register of sites on a day"), PaperContext),
        DocumentKind("site", "site.md.j2", N_("the card of a site"), PaperContext),
        DocumentKind(
            "protocol", "protocol.md.j2", N_("the protocol of a council's meeting"), CouncilContext
        ),
        DocumentKind(
            "protocol-extract",
            "protocol-extract.md.j2",
            N_("an extract from a protocol for one decision"),
            CouncilContext,
        ),
        DocumentKind(
            "opinion", "opinion.md.j2", N_("an expert's opinion on an application"), CouncilContext
        ),
        DocumentKind(
            "scores", "scores.md.j2", N_("the scores of all experts together"), CouncilContext
        ),
        DocumentKind(
            "council", "council.md.j2", N_("what a council has to decide on a day"), CouncilContext
        ),
        DocumentKind(
            "council-year",
            "council-year.md.j2",
            N_("a year for the council: sites, reports, indicators with charts"),
            CouncilContext,
        ),
    )
}
"""Kinds by name."""


def kind_of_template(template: str) -> DocumentKind:
    """The kind a template is for, by its name: «order-my.docx» is an order."""
    stem = template.partition(".")[0]
    fits = [
        kind for kind in KINDS.values() if stem == kind.name or stem.startswith(f"{kind.name}-")
    ]
    return max(fits, key=lambda kind: len(kind.name), default=KINDS["order"])
