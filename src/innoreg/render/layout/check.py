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
    return examine(subject_of(Sheet(read_parts(source)), profile, document, author))


def subject_of(
    sheet: Sheet, profile: Profile, document: Document | None, author: Sequence[str]
) -> Subject:
    """A document with its parts found, ready for the checks."""
    parts = anatomy(sheet)
    meant = document or ("resolutions" if parts.is_resolutions else "order")
    return Subject(sheet, parts, profile, tuple(author), meant)


def examine(subject: Subject) -> list[Finding]:
    """What every check that is for such a document finds in it."""
    return [
        finding
        for check in CHECKS
        if subject.document in check.documents
        for finding in check.findings(subject)
    ]
