"""All checks of a document, in one pass over it."""

from collections.abc import Sequence
from pathlib import Path

from innoreg.render.layout import appendices, body, clauses, page, requisites
from innoreg.render.layout.anatomy import anatomy
from innoreg.render.layout.flaw import Check, Document, Finding, Subject
from innoreg.render.layout.package import read_parts
from innoreg.render.layout.profiles import GOST_2025, Profile
from innoreg.render.layout.sheet import Sheet

CHECKS: tuple[Check, ...] = (
    page.a4_portrait, page.margins, page.page_number, page.numbered_through, page.font,
    body.line_spacing, body.indent, body.justified,
    requisites.requisite_width, requisites.emblem, requisites.author_name,
    requisites.document_kind, requisites.date, requisites.number, requisites.place,
    requisites.heading, requisites.order_word,
    clauses.clause_numbers, clauses.control,
    appendices.appendices_named, appendices.appendix_marks, appendices.approval_stamp,
    appendices.appendix_pages, appendices.tables,
    clauses.signature, clauses.electronic_signature,
    body.quotes, body.no_break_spaces, body.dashes, body.clean,
)  # fmt: skip
"""The thirty checks, in the order of their numbers."""


def check_layout(
    source: Path | bytes,
    profile: Profile = GOST_2025,
    *,
    document: Document | None = None,
    author: Sequence[str] = (),
) -> list[Finding]:
    """What the layout of a .docx breaks, check by check.

    `document` says which checks are asked; absent, an order, or decisions of a meeting where the
    document calls itself so. `author` are the lines of the registry's letterhead, for check 11.
    Refused where the file is no Word document.
    """
    sheet = Sheet(read_parts(source))
    return examine(Subject(sheet, anatomy(sheet), profile, tuple(author)), document)


def examine(subject: Subject, document: Document | None) -> list[Finding]:
    """The same for a document that is already open."""
    asked = document or ("resolutions" if subject.parts.is_resolutions else "order")
    return [
        finding
        for check in CHECKS
        if asked in check.documents
        for finding in check.findings(subject)
    ]
