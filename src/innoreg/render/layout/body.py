"""Checks 6-8 and 27-30: how the text is set, quotation marks, spaces, dashes, leftovers of editing."""

import re
from collections.abc import Iterator

from innoreg.i18n import N_, T
from innoreg.render.layout.anatomy import MONTHS
from innoreg.render.layout.flaw import DECISIONS, Flaw, Subject, about, check, excerpt
from innoreg.render.layout.package import Element, W, switched_on
from innoreg.render.layout.profiles import INDENT, TOLERANCE
from innoreg.render.layout.sheet import Line, text_of

_LINE = (240, 360)
_BREAKABLE = re.compile(
    r"№ \d|(?<!\w)[А-ЯЁ]\. ?[А-ЯЁ]\. [А-ЯЁ]|(?<!\w)[А-ЯЁ]\. [А-ЯЁ]\.|\d г\.|"
    rf"(?<![\d.,])\d{{1,2}} (?:{MONTHS})\b|(?<!\w)(?:п|пп|ст)\. \d"
)


@check(6, N_("line spacing 1-1.5 in the text, single in requisites"), DECISIONS)
def line_spacing(subject: Subject) -> Iterator[Flaw]:
    for line in subject.parts.text:
        if not _LINE[0] <= (line.look.line or 240) <= _LINE[1] or not _auto(line):
            yield about(T("line spacing of the text is not between 1 and 1.5"), line)
    marks = [line for appendix in subject.parts.appendices for line in appendix.head]
    for line in (*subject.parts.requisites, *marks):
        if (line.look.line or 240) != _LINE[0] or not _auto(line):
            yield about(T("a requisite is not single spaced"), line)


@check(7, N_("first lines of the text indented by 12.5 mm, requisites not at all"), DECISIONS)
def indent(subject: Subject) -> Iterator[Flaw]:
    for line in subject.parts.text:
        given = (line.look.first or 0) + (line.look.left or 0)
        if abs(given - INDENT) > TOLERANCE or line.look.left:
            yield about(T("the first line of the text is not indented by 12.5 mm"), line)
    for line in subject.parts.requisites:
        if line.look.first:
            yield about(T("a requisite has a first line of its own"), line)


@check(8, N_("the text is justified, letters and words normally spaced"), DECISIONS)
def justified(subject: Subject) -> Iterator[Flaw]:
    for line in subject.parts.text:
        if line.look.align != "both":
            yield about(T("the text is not justified"), line)
    for spacing in subject.sheet.root.iter(f"{W}spacing"):
        parent = spacing.getparent()
        if parent is not None and parent.tag == f"{W}rPr":
            yield Flaw(T("letters are set apart"), _words_around(spacing))
            break
    yield from _each(subject, re.compile(r"\S  +\S"), T("more than one space between words"))


@check(27, N_("guillemets «», no straight quotes"))
def quotes(subject: Subject) -> Iterator[Flaw]:
    yield from _each(subject, re.compile('"'), T("straight quotation marks"))


@check(28, N_("no-break spaces in numbers, dates, initials"))
def no_break_spaces(subject: Subject) -> Iterator[Flaw]:
    yield from _each(subject, _BREAKABLE, T("a line may break inside a number, date or initials"))


@check(29, N_("a dash between words, not a hyphen"))
def dashes(subject: Subject) -> Iterator[Flaw]:
    yield from _each(subject, re.compile("[  ]-[  ]"), T("a hyphen stands for a dash"))


@check(30, N_("no tracked changes, comments or hidden text"))
def clean(subject: Subject) -> Iterator[Flaw]:
    root = subject.sheet.root
    tracked = next(root.iter(*(f"{W}{t}" for t in ("ins", "del", "moveFrom", "moveTo"))), None)
    if tracked is not None:
        yield Flaw(T("tracked changes are left"), _words_around(tracked))
    commented = next(root.iter(f"{W}commentReference", f"{W}commentRangeStart"), None)
    if commented is not None or any("/comments" in name for name in subject.sheet.parts):
        yield Flaw(T("comments are left"))
    hidden = next((v for v in root.iter(f"{W}vanish") if switched_on(v)), None)
    if hidden is not None:
        yield Flaw(T("there is hidden text"), _words_around(hidden))


def _auto(line: Line) -> bool:
    return line.look.rule in (None, "auto")


def _each(subject: Subject, pattern: re.Pattern[str], message: T) -> Iterator[Flaw]:
    """A flaw for every paragraph in which the pattern is found."""
    texts = subject.sheet.texts
    if pattern.search("\n".join(texts)) is None:
        return
    for text in texts:
        if found := pattern.search(text):
            yield Flaw(message, excerpt(text[max(0, found.start() - 20) :]))


def _words_around(element: Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return excerpt(text_of(paragraph)) if paragraph is not None else ""
