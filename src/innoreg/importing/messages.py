"""What an import tells: why a document was refused, what was noticed in it, and where."""

from dataclasses import dataclass

from innoreg.errors import Refused
from innoreg.i18n import N_, T, _
from innoreg.model.merge_marks import MERGE_STEP

# Codes are shown by --format json and stay as they are; the texts may change.
REASONS = {
    "empty-file": N_("the file is empty"),
    "too-large": N_("the file is too large: {size} MB, the limit is {limit} MB"),
    "too-many-entries": N_("the archive inside the file has {count} parts, the limit is {limit}"),
    "unpacks-too-large": N_("the file unpacks to {size} MB, the limit is {limit} MB"),
    "suspicious-packing": N_(
        "the part {part} is packed {ratio} times over; this is not a document"
    ),
    "xml-doctype": N_("the part {part} declares a document type, which no office program writes"),
    "damaged": N_("the file is damaged or cut off: {detail}"),
    "merge-unfinished": N_("line {line}: git left a merge unfinished in the file"),
    "encrypted": N_("the file is protected with a password"),
    "unknown-format": N_("this is not a Word, Excel, CSV, OpenDocument, RTF or PDF document"),
    "pdf-without-text": N_("the PDF holds pictures of pages and no text"),
    "too-many-pages": N_("the PDF has {count} pages, the limit is {limit}"),
    "too-many-cells": N_("the tables have more than {limit} cells"),
    "too-much-text": N_("the cells hold more than {limit} MB of text"),
    "extra-missing": N_("reading {format} needs the package {package}"),
    "office-missing": N_("reading {format} needs LibreOffice, which is not installed"),
    "office-timeout": N_("LibreOffice did not finish in {seconds} seconds"),
    "office-failed": N_("LibreOffice could not convert the file"),
    "too-much-memory": N_("reading the file needs more than {limit} MB of memory"),
    "took-too-long": N_("reading did not finish in {seconds} seconds"),
}
STEPS = {
    "encrypted": N_("save a copy without a password"),
    "unknown-format": N_("save the document as .docx, .xlsx or PDF with text"),
    "pdf-without-text": N_("recognise the text first, or import the original document"),
    "extra-missing": N_("install it: `{command}`"),
    "office-missing": N_("install LibreOffice (the command soffice) or save the file as {better}"),
    "office-failed": N_("open the file in an office program and save it as {better}"),
    "merge-unfinished": MERGE_STEP,
    "damaged": N_("open the file in its program and save it anew"),
}


class ImportRefused(Refused):
    """A document that cannot or must not be read; `code` is a key of `REASONS`."""

    def __init__(self, code: str, **params: object) -> None:
        step = STEPS.get(code)
        super().__init__(T(REASONS[code], **params), T(step, **params) if step else None)
        self.code = code
        self.params = params


def missing_package(format: str, package: str) -> ImportRefused:
    """The refusal where a library of the extra `import` is not installed."""
    from innoreg.installation import command_to_add

    command = command_to_add(package)
    return ImportRefused("extra-missing", format=format, package=package, command=command)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a document; numbers count from 1, and 0 means «not known»."""

    page: int = 0
    paragraph: int = 0
    sheet: str = ""
    cell: str = ""
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The place as a reader finds it: «таблица 1, строка 3, столбец 2» or «План!B7»."""
        if self.sheet:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        named = (
            (self.page, _("page {n}", n=self.page)),
            (self.paragraph, _("paragraph {n}", n=self.paragraph)),
            (self.table, _("table {n}", n=self.table)),
            (self.row, _("row {n}", n=self.row)),
            (self.column, _("column {n}", n=self.column)),
        )
        return ", ".join(words for number, words in named if number)


NOWHERE = Spot()


MEANINGS = {
    "unplaced-text": N_("this text went into no field: {text}"),
    "words-unplaced": N_("these words went into no field: {text}"),
    "head-left-out": N_("these words of the letterhead are in no field: {text}"),
    "nobody-named": N_("the row names nobody, so it was left out: {text}"),
    "no-district": N_("no district of the register is called so: {names}"),
    "differs": N_("the register says “{mine}”, which stays; the document says: {text}"),
    "merged-across": N_("one cell covers the columns {columns}; its text went into the first"),
    "cells-joined": N_("two cells stand in the column “{column}”; their texts were joined"),
    "no-title": N_("the row has no text in its main column"),
    "number-repeated": N_("the number {number} was met before"),
    "number-was-number": N_("the number {number} was a numeric cell: it may have been {other}"),
    "number-was-date": N_("the number {number} was turned into the date {text} by the spreadsheet"),
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
    "drawing-left-out": N_("words of a drawing were left out: {text}"),
    "part-left-out": N_("the part {part} was left out: {text}"),
    "part-unread": N_("the part {part} is not read: see yourself whether words are lost with it"),
    "far-cells-left-out": N_("cells beyond column {column} were left out: {text}"),
    "macros-ignored": N_("the file carries macros; they were neither read nor run"),
    "external-ignored": N_("a link to a file outside was not followed: {target}"),
    "no-tables-after-conversion": N_(
        "after the conversion by LibreOffice the document has no table; check that none was lost"
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One notice about a document; `code` is a key of `MEANINGS`, `spot` its place."""

    code: str
    spot: Spot = NOWHERE
    params: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> T:
        """The text of the notice, translated when it is shown."""
        return T(MEANINGS[self.code], **dict(self.params))

    def as_json(self) -> dict[str, str]:
        """The warning as `import --dry-run --format json` shows it."""
        return {"code": self.code, "message": str(self.message), "place": str(self.spot)}


def note(code: str, spot: Spot = NOWHERE, **params: object) -> Note:
    """A note with the parameters of its message."""
    # Sorted texts, so that notes are compared and hashed as values.
    return Note(code, spot, tuple((name, str(value)) for name, value in sorted(params.items())))
