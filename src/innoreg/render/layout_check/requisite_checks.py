"""Checks 9-17: author, kind, date, number, place, heading and order word over the text."""

import datetime as dt
import re
from collections.abc import Iterator

from innoreg.folding import comparison_key
from innoreg.i18n import N_, T
from innoreg.render.docx.docx_view import Line
from innoreg.render.layout_check.flaw import DECISIONS, ORDER, Flaw, Subject, about, check
from innoreg.render.layout_check.layout_profiles import CENTRED_WIDTH, TOLERANCE
from innoreg.render.layout_check.order_anatomy import DATE, MONTHS
from innoreg.render.layout_check.requisite_words import (
    FEDERAL_CITY,
    HEADING,
    ORDERS,
    RESOLUTIONS,
    TERRITORY,
)

_SHORT = re.compile(r"\d\d\.\d\d\.\d{4}(?!\s?г)")
_LONG = re.compile(rf"[1-9]\d?\s(?:{MONTHS})\s\d{{4}}\sг\.")
_BLANK = re.compile(r"_{2,}")
_NUMBER = re.compile(r"\t№\xa0\S+")


@check(9, N_("lines of requisites: 12 cm in the centred layout, 8 cm in the corner"), DECISIONS)
def requisite_width(subject: Subject) -> Iterator[Flaw]:
    for line in subject.parts.author:
        corner = line.cell is not None
        most = subject.profile.corner_width if corner else CENTRED_WIDTH
        if (line.cell or _width(subject, line)) > most + TOLERANCE:
            yield about(T("a line of the author's name is wider than {most} cm",
                          most=round(most * 2.54 / 1440, 1)), line)  # fmt: skip
    for appendix in subject.parts.appendices:
        for line in appendix.head if appendix.marked else ():
            if _width(subject, line) > subject.profile.corner_width + TOLERANCE:
                yield about(T("the mark of the appendix is wider than {most} cm",
                              most=round(subject.profile.corner_width * 2.54 / 1440, 1)), line)  # fmt: skip


@check(10, N_("the emblem alone, in the middle over the author's name"), DECISIONS)
def emblem(subject: Subject) -> Iterator[Flaw]:
    pictures = [p for line in _first_page(subject) for p in _pictures(line)]
    if len(pictures) > 1:
        yield Flaw(T("more than one picture on the first page"))
    line = subject.parts.emblem
    if line is None:
        return
    if line.index > 0:
        yield Flaw(T("the emblem is not over the author's name"))
    elif line.look.align != "center":
        yield Flaw(T("the emblem is not in the middle"))


@check(11, N_("the author's name, the short one in brackets under it"), ORDER)
def author_name(subject: Subject) -> Iterator[Flaw]:
    lines = subject.parts.author
    if not lines:
        yield Flaw(T("nothing says who issued the document"))
        return
    bracketed = [i for i, line in enumerate(lines) if line.bare.startswith("(")]
    if bracketed and bracketed[-1] != len(lines) - 1:
        yield about(T("the short name does not stand under the full one"), lines[bracketed[-1]])
    said = comparison_key(" ".join(line.bare for line in lines))
    if subject.author and said != comparison_key(" ".join(subject.author)):
        yield about(T("the author is not named as in the register: {name}",
                      name=" ".join(subject.author)), lines[0])  # fmt: skip


@check(12, N_("the kind of document in capitals, in the middle"), DECISIONS)
def document_kind(subject: Subject) -> Iterator[Flaw]:
    line = subject.parts.kind
    if line is None:
        known = ", ".join(sorted(word.upper() for word in ORDERS | RESOLUTIONS))
        yield Flaw(T("the kind of document is not named; known are {known}", known=known))
    elif line.bare != line.bare.upper():
        yield about(T("the kind of document is not in capitals"), line)
    elif line.look.align != "center" and line.cell is None:
        yield about(T("the kind of document is not in the middle"), line)


@check(13, N_("the date as 01.02.2022 or 1 февраля 2022 г., one way in the whole document"), ORDER)
def date(subject: Subject) -> Iterator[Flaw]:
    line = subject.parts.date
    if line is None:
        yield Flaw(T("there is no date between the kind of document and the heading"))
        return
    if _BLANK.search(line.text) and not _date_style(line.text):
        yield Flaw(T("the date is not filled in"), line.bare, warning=True)
        return
    style = _date_style(line.text)
    if style is None:
        yield about(T("the date is written neither 01.02.2022 nor 1 февраля 2022 г."), line)
        return
    if not _is_day(line.text):
        yield about(T("there is no such day"), line)
    for appendix in subject.parts.appendices:
        for mark in appendix.head:
            if DATE.search(mark.text) and _date_style(mark.text) != style:
                yield about(T("the date is written in another way than over the text"), mark)


@check(14, N_("the number on the line of the date, at the right"), ORDER)
def number(subject: Subject) -> Iterator[Flaw]:
    line = subject.parts.number
    if line is None:
        yield Flaw(T("there is no number between the kind of document and the heading"))
    elif line is not subject.parts.date:
        yield about(T("the number does not stand on the line of the date"), line)
    elif _BLANK.search(line.text.partition("№")[2]):
        yield Flaw(T("the number is not filled in"), line.bare, warning=True)
    elif not _NUMBER.search(line.text) or (line.look.tab or ("",))[0] != "right":
        yield about(T("the number is not written “№ 18” at the right of its line"), line)


@check(15, N_("the place of issue, unless the author's name shows it"), ORDER)
def place(subject: Subject) -> Iterator[Flaw]:
    line = subject.parts.place
    named = any(TERRITORY.search(author.text) for author in subject.parts.author)
    if line is None and not named:
        yield Flaw(T("neither a place of issue nor the author's name says where it was issued"))
    if line is not None and FEDERAL_CITY.match(line.bare):
        yield about(T("the city of federal importance is named without “г.”"), line)


@check(16, N_("the heading to the text: О…, no full stop, no indent"), ORDER)
def heading(subject: Subject) -> Iterator[Flaw]:
    lines = subject.parts.heading
    if not lines:
        # The standard of 2016 lets texts of up to five lines go without.
        if subject.profile.heading_always or len(subject.parts.text) > 5:
            yield Flaw(T("there is no heading to the text"))
        return
    if not HEADING.match(lines[0].bare):
        yield about(T("the heading does not begin with О, Об or Обо"), lines[0])
    if lines[-1].bare.endswith("."):
        yield about(T("the heading ends with a full stop"), lines[-1])


@check(17, N_("the preamble ends with the order word or a colon"), DECISIONS)
def order_word(subject: Subject) -> Iterator[Flaw]:
    word, preamble = subject.parts.word, subject.parts.preamble
    if word is not None:
        if word.bare != word.bare.upper() or not word.bare.endswith(":"):
            yield about(T("the order word is not in capitals with a colon"), word)
        if word.look.first or word.look.left:
            yield about(T("the order word is indented"), word)
    elif not preamble:
        yield Flaw(T("there is neither a preamble nor an order word"))
    elif not preamble[-1].bare.endswith(":"):
        yield about(T("the preamble ends with neither an order word nor a colon"), preamble[-1])


def _width(subject: Subject, line: Line) -> int:
    page = subject.sheet.pages[line.page]
    return page.text_width - (line.look.left or 0) - (line.look.right or 0)


def _first_page(subject: Subject) -> list[Line]:
    return [b for b in subject.sheet.pages[0].inside if isinstance(b, Line)]


def _pictures(line: Line) -> Iterator[object]:
    return iter(line.element.iter("{*}drawing", "{*}pict"))


def _date_style(text: str) -> str | None:
    return "short" if _SHORT.search(text) else "long" if _LONG.search(text) else None


def _is_day(text: str) -> bool:
    """Whether the day is one of the calendar."""
    if found := _SHORT.search(text):
        day, month, year = map(int, re.findall(r"\d+", found[0]))
    else:
        words = (_LONG.search(text) or [""])[0].split()
        day, month, year = int(words[0]), MONTHS.split("|").index(words[1]) + 1, int(words[2])
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
