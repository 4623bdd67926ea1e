"""What an import noticed and the curator should see: codes, their texts, places."""

from dataclasses import dataclass

from innoreg.i18n import N_, T
from innoreg.importing.spot import NOWHERE, Spot

MEANINGS = {
    "unplaced-text": N_("this text went into no field: {text}"),
    "merged-across": N_("one cell covers the columns {columns}; its text went into the first"),
    "cells-joined": N_("two cells stand in the column “{column}”; their texts were joined"),
    "no-title": N_("the row has no text in its main column"),
    "number-repeated": N_("the number {number} was met before"),
    "number-was-number": N_("the number {number} was a numeric cell: it may have been {other}"),
    "number-was-date": N_("the number {number} was turned into a date by the spreadsheet"),
    "responsible-ends-with-comma": N_("the responsible ends with a comma: {text}"),
    "responsible-cut-off": N_("the responsible looks cut off: {text}"),
    "initials-without-dot": N_("initials without the final dot: {text}"),
    "shared-term": N_("one term and one responsible for {count} items of “{section}”"),
    "several-terms": N_("{count} lines «Срок» in one item; all are kept in the deadline"),
    "leftover": N_("text after the responsible, perhaps left by a page break: {text}"),
    "clauses-unnumbered": N_("the clauses have no numbers; their levels are not known"),
    "low-confidence": N_("read from a PDF: compare every row with the document"),
    "page-without-text": N_("the page has no text; it may be a picture"),
    "hidden-sheet": N_("the hidden sheet was left out: {text}"),
    "hidden-rows": N_("hidden rows were read too: {count}"),
    "formula-without-value": N_("the cell holds a formula that was never computed"),
    "footnotes-left-out": N_("notes at the foot of pages were left out: {text}"),
    "header-left-out": N_("the running head or foot was left out: {text}"),
    "comments-left-out": N_("comments were left out: {text}"),
    "hidden-text": N_("hidden text was left out: {text}"),
    "macros-ignored": N_("the file carries macros; they were neither read nor run"),
    "external-ignored": N_("a link to a file outside was not followed: {target}"),
    "no-tables-after-conversion": N_(
        "after the conversion by LibreOffice the document has no table; check that none was lost"
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One finding; `code` is a key of `MEANINGS`, the place is one inside the document."""

    code: str
    spot: Spot = NOWHERE
    params: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> T:
        """What was noticed, in the reader's language when shown."""
        return T(MEANINGS[self.code], **dict(self.params))

    def as_json(self) -> dict[str, str]:
        """The warning as `import --dry-run --format json` shows it."""
        return {"code": self.code, "message": str(self.message), "place": str(self.spot)}


def note(code: str, spot: Spot = NOWHERE, **params: object) -> Note:
    """A note with its parameters by name."""
    return Note(code, spot, tuple((name, str(value)) for name, value in sorted(params.items())))
