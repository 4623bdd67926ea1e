"""Checks 20-24: appendices, their marks, pages and tables."""

import re
from collections.abc import Iterator

from innoreg.i18n import N_, T
from innoreg.language import DeclensionError, approved_word
from innoreg.render.docx.docx_parts import Element, W, is_on, number, value
from innoreg.render.docx.docx_view import Grid, Line
from innoreg.render.layout_check.flaw import ANY, DECISIONS, ORDER, Flaw, Subject, about, check
from innoreg.render.layout_check.layout_profiles import TOLERANCE
from innoreg.render.layout_check.order_anatomy import DATE, NUMBER, STAMP, AppendixParts, parse_day
from innoreg.render.layout_check.requisite_words import MENTION

# Tables of so many columns do not fit the width of a portrait page.
_WIDE = 5
# 30 mm, where the sheet is sewn into a file.
_BINDING = 1701


@check(20, N_("every appendix is named in the text, and every one named is there"), ORDER)
def appendices_named(subject: Subject) -> Iterator[Flaw]:
    present = [a.number for a in subject.parts.appendices if a.marked]
    said = " ".join(line.text for line in subject.parts.clauses)
    named = {found[1] for found in MENTION.finditer(said)}
    if len(present) == 1 and present[0] is None:
        named = {None} if named else set()
    else:
        # «(приложение)» beside numbered ones repeats what a number already said.
        named.discard(None)
    for missing in sorted(named - set(present), key=str):
        yield Flaw(T("the text names appendix {number}, and it is not there", number=missing or ""))
    for orphan in sorted(set(present) - named, key=str):
        yield Flaw(T("the text does not name appendix {number}", number=orphan or ""))


@check(21, N_("the mark of an appendix: whose, its date and number, at the right"), DECISIONS)
def appendix_marks(subject: Subject) -> Iterator[Flaw]:
    for appendix in subject.parts.appendices:
        if not appendix.marked:
            first = appendix.head[0] if appendix.head else None
            flaw = T("a new page begins without the mark “Приложение”")
            yield about(flaw, first) if first else Flaw(flaw)
            continue
        yield from _mark_flaws(subject, appendix)


def _mark_flaws(subject: Subject, appendix: AppendixParts) -> Iterator[Flaw]:
    mark = appendix.head[0]
    page = subject.sheet.pages[appendix.page]
    left = mark.look.left or 0
    if mark.look.align not in ("right", "end") and left < page.text_width / 3:
        yield about(T("the mark of the appendix does not stand at the right"), mark)
    said = " ".join(line.text for line in appendix.head)
    if subject.parts.date is None and subject.parts.number is None:
        return
    if not re.search(r"(?:к|К)\s|распоряжени|приказ|постановлени", said):
        yield about(T("the mark does not say to which order the appendix belongs"), mark)
    wanted_number = _order_number(subject)
    # The author's name may hold a number of its own: «Гимназия № 11»; the order's stands last.
    numbers = _matched_texts(NUMBER, said)
    if wanted_number not in numbers:
        yield from _mark_difference(mark, numbers[-1] if numbers else "", wanted_number)
    dates, wanted = _matched_texts(DATE, said), subject.parts.date
    given = dates[-1] if dates else ""
    over = _matched_text(DATE, wanted.text) if wanted else ""
    # Another style of the same day is check 13's to say.
    if over and (not given or parse_day(given) != parse_day(over)):
        yield from _mark_difference(mark, given, over)


def _order_number(subject: Subject) -> str:
    line = subject.parts.number
    return _matched_text(NUMBER, line.text) if line else ""


def _mark_difference(mark: Line, given: str, wanted: str) -> Iterator[Flaw]:
    if wanted and given != wanted:
        yield about(T("the mark says {given}, the order {wanted}",
                      given=given or "—", wanted=wanted), mark)  # fmt: skip


def _matched_text(pattern: re.Pattern[str], text: str) -> str:
    return next(iter(_matched_texts(pattern, text)), "")


def _matched_texts(pattern: re.Pattern[str], text: str) -> list[str]:
    """All that the pattern finds, white space folded."""
    text = text.replace("\xa0", " ")
    # The number of the appendix itself is no number of an order.
    text = re.sub(r"^\s*приложение\s*№?\s*\d*", "", text, flags=re.IGNORECASE)
    return [re.sub(r"\s+", " ", found[0]).strip() for found in pattern.finditer(text)]


@check(22, N_("the stamp УТВЕРЖДЕН agrees with what is approved"), DECISIONS)
def approval_stamp(subject: Subject) -> Iterator[Flaw]:
    for appendix in subject.parts.appendices:
        stamp = next((line for line in appendix.head if STAMP.match(line.bare)), None)
        title = _appendix_title(subject, appendix)
        if stamp is None or title is None:
            continue
        try:
            wanted = approved_word(title.bare)
        except DeclensionError:
            continue
        if stamp.bare.upper().replace("Ё", "Е") != wanted:
            yield about(T("the stamp says {given}, and the title asks for {wanted}",
                          given=stamp.bare, wanted=wanted), title)  # fmt: skip


def _appendix_title(subject: Subject, appendix: AppendixParts) -> Line | None:
    """The first line after the mark."""
    lines = [b for b in subject.sheet.pages[appendix.page].inside if isinstance(b, Line) and b.bare]
    if not appendix.head:
        return None
    at = lines.index(appendix.head[-1]) + 1
    return lines[at] if at < len(lines) else None


@check(23, N_("an appendix begins a new page; a wide table lies on a turned one"), DECISIONS)
def appendix_pages(subject: Subject) -> Iterator[Flaw]:
    pages = subject.sheet.pages
    for appendix in subject.parts.appendices:
        kind = value(_child(pages[appendix.page].properties, "type"))
        if not appendix.starts_page or kind not in (None, "nextPage"):
            flaw = T("the appendix does not begin a new page of its own section")
            yield about(flaw, appendix.head[0]) if appendix.head else Flaw(flaw)
    for at, page in enumerate(pages, 1):
        turned = value(_child(page.properties, "pgSz"), "orient") == "landscape"
        if turned != page.landscape:
            yield Flaw(T("section {number} is turned only half", number=at))
        if page.landscape and page.margin("top") < _BINDING - TOLERANCE:
            yield Flaw(T("section {number}: the binding edge of a turned page is on top, 30 mm",
                         number=at))  # fmt: skip
    for at, grid in enumerate(subject.sheet.tables, 1):
        if len(grid.widths) >= _WIDE and not pages[grid.page].landscape and _is_table(grid):
            yield Flaw(T("table {number} has {n} columns and stands on an upright page",
                         number=at, n=len(grid.widths)))  # fmt: skip


@check(24, N_("tables: the head repeats, rows are not split, the whole width is used"), ANY)
def tables(subject: Subject) -> Iterator[Flaw]:
    for at, grid in enumerate(subject.sheet.tables, 1):
        if not _is_table(grid):
            continue
        rows = grid.rows
        if not _has_row_property(rows[0], "tblHeader"):
            yield Flaw(T("table {number}: its head does not repeat on the next page", number=at))
        if not all(_has_row_property(row, "cantSplit") for row in rows):
            yield Flaw(T("table {number}: a row may be split between pages", number=at))
        width = grid.element.find(f"{W}tblPr/{W}tblW")
        # Word counts a width in fiftieths of a percent.
        if value(width, "type") != "pct" or number(width, "w") != 5000:
            yield Flaw(T("table {number}: its width is not 100 %", number=at))
        asked = subject.sheet.pages[grid.page].text_width
        if abs(sum(grid.widths) - asked) > TOLERANCE * 2:
            yield Flaw(T("table {number}: its columns do not add up to the width of the text",
                         number=at))  # fmt: skip


def _is_table(grid: Grid) -> bool:
    """Whether it is a table of data; a form or a signature may be set in cells without lines."""
    return (len(grid.rows) > 1 and grid.element.find(f"{W}tblPr/{W}tblBorders") is not None) or (
        len(grid.rows) > 1 and grid.element.find(f"{W}tblPr/{W}tblStyle") is not None
    )


def _has_row_property(row: Element, name: str) -> bool:
    return is_on(row.find(f"{W}trPr/{W}{name}"))


def _child(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(f"{W}{name}")
