"""All checks of a document, in one pass over it."""

from collections.abc import Sequence
from pathlib import Path

from innoreg.render.docx.docx_parts import read_parts
from innoreg.render.docx.docx_view import DocxView
from innoreg.render.layout_check import appendix_checks, body_checks, page_checks, requisite_checks
from innoreg.render.layout_check.flaw import Check, Document, Finding, Subject
from innoreg.render.layout_check.layout_profiles import GOST_2025, Profile
from innoreg.render.layout_check.order_anatomy import (
    CERTIFICATES,
    MEMOS,
    Anatomy,
    find_anatomy,
)
from innoreg.render.layout_check.requisite_words import compact_text

CHECKS: tuple[Check, ...] = (
    page_checks.a4_portrait, page_checks.margins, page_checks.page_number, page_checks.numbered_through, page_checks.font,
    body_checks.line_spacing, body_checks.indent, body_checks.justified,
    requisite_checks.requisite_width, requisite_checks.emblem, requisite_checks.author_name,
    requisite_checks.document_kind, requisite_checks.date, requisite_checks.number, requisite_checks.place,
    requisite_checks.heading, requisite_checks.order_word,
    body_checks.clause_numbers, body_checks.control,
    appendix_checks.appendices_named, appendix_checks.appendix_marks, appendix_checks.approval_stamp,
    appendix_checks.appendix_pages, appendix_checks.tables,
    body_checks.signature, body_checks.electronic_signature,
    body_checks.quotes, body_checks.no_break_spaces, body_checks.dashes, body_checks.clean,
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

    `document` says which checks are asked; absent, what the document calls itself, a letter where
    an addressee or «На №» stands at its head, else an order. `author` are the lines of the registry's letterhead, for check 11.
    Refused where the file is no Word document.
    """
    return run_checks(make_subject(DocxView(read_parts(source)), profile, document, author))


def make_subject(
    sheet: DocxView, profile: Profile, document: Document | None, author: Sequence[str]
) -> Subject:
    """A document with its parts found, ready for the checks."""
    parts = find_anatomy(sheet)
    meant = document or _document_kind(parts)
    return Subject(sheet, parts, profile, tuple(author), meant)


def _document_kind(parts: Anatomy) -> Document:
    named = compact_text(parts.kind.text) if parts.kind else ""
    if named in MEMOS or named in CERTIFICATES or named.startswith("выпискаиз"):
        return "memo" if named in MEMOS else "certificate"
    if parts.is_resolutions:
        return "resolutions"
    return "letter" if parts.kind is None and parts.is_letter else "order"


def run_checks(subject: Subject) -> list[Finding]:
    """What every check that is for such a document, and that the issuer has not switched off, finds."""
    return [
        finding
        for check in CHECKS
        if subject.document in check.documents and check.name not in subject.profile.unchecked
        for finding in check.findings(subject)
    ]
