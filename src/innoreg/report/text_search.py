"""What a search of the register's texts found, as a table and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from innoreg.folding import comparison_key
from innoreg.i18n import _, ngettext
from innoreg.model.registry import Registry
from innoreg.queries.text_search import AskedWord, FoundText, words_of
from innoreg.record_kinds import NAMES
from innoreg.report.citations import reference_title, source_fields
from innoreg.report.tables import Column

_AROUND = 60
"""Letters before and after the word that are shown of a long text; with it some two lines."""
_BY = ("reference", "title", "text", "name", "together")


def heading(asked: str, found: Sequence[FoundText]) -> str:
    """What was asked, and how much was found."""
    number = ngettext("{n} found", "{n} found", len(found))
    return f"«{asked}» · {number}"


def columns() -> list[Column]:
    """The columns of the table."""
    return [
        Column(_("Reference")),
        Column(_("Kind")),
        Column(_("Where it stands"), lines=3, wide=True),
    ]


def table_row(registry: Registry, asked: Sequence[AskedWord], found: FoundText) -> list[str]:
    """Reference, kind, and the text around the first of the words."""
    ref = found.target.ref
    text = reference_title(registry, ref) if found.rank == 0 else found.text
    shown = _around(text, asked)
    if found.rank > 1 and (title := reference_title(registry, ref)) != text:
        shown = f"{_cut(title)}: {shown}"
    return [ref, _kind(found), shown]


def as_document(
    registry: Registry, asked: str, found: Sequence[FoundText], today: date
) -> dict[str, Any]:
    """See docs/json.md, `find`."""
    return {
        "format": 1,
        "today": today,
        "asked": asked,
        "rows": [
            {
                "ref": each.target.ref,
                "kind": each.target.kind,
                "title": reference_title(registry, each.target.ref),
                "by": _BY[each.rank],
                "text": each.text,
                "source": source_fields(registry, each.target.record, *each.path),
            }
            for each in found
        ],
    }


def _kind(found: FoundText) -> str:
    kind = found.target.kind
    parts = {"item": _("item"), "clause": _("clause"), "project": _("project")}
    return parts.get(kind) or _(NAMES[kind])


def _around(text: str, asked: Sequence[AskedWord]) -> str:
    """The text on one line; of a long one what stands around the first word that was asked for."""
    words = text.split()
    text = " ".join(words)
    if len(text) <= 2 * _AROUND:
        return text
    at = 0
    for word in words:
        if any(each.fits(part) for each in asked for part in words_of(comparison_key(word))):
            break
        at += len(word) + 1
    else:
        at = 0
    start, end = max(0, at - _AROUND), at + _AROUND
    # Whole words only, so that nothing reads as another word.
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if end < len(text) and text.find(" ", end) > 0 else len(text)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _cut(title: str) -> str:
    if len(title) <= _AROUND:
        return title
    return title[: title.rfind(" ", 0, _AROUND)] + "…"
