"""Checks 6-8, 18-19 and 25-30: text, clauses, signature, signs of typography."""

import re
from collections.abc import Iterator

from innoreg.i18n import N_, T
from innoreg.render.docx.docx_parts import Element, W, is_on
from innoreg.render.docx.docx_view import Line, text_of
from innoreg.render.layout_check.flaw import (
    DECISIONS,
    ORDER,
    SIGNED,
    Flaw,
    Subject,
    about,
    check,
    excerpt,
)
from innoreg.render.layout_check.layout_profiles import INDENT, TOLERANCE
from innoreg.render.layout_check.order_anatomy import ESIGNATURE, MONTHS, Anatomy
from innoreg.render.layout_check.requisite_words import CONTROL, CONTROL_WITHIN, NAME

# Single and one and a half: Word counts spacing in 240ths of a line.
_LINE = (240, 360)
_BREAKABLE = re.compile(
    r"№ \d|(?<!\w)[А-ЯЁ]\. ?[А-ЯЁ]\. [А-ЯЁ]|(?<!\w)[А-ЯЁ]\. [А-ЯЁ]\.|\d г\.|"
    rf"(?<![\d.,])\d{{1,2}} (?:{MONTHS})\b|(?<!\w)(?:п|пп|ст)\. \d"
)


@check(6, N_("line spacing 1-1.5 in the text, single in requisites"), DECISIONS)
def line_spacing(subject: Subject) -> Iterator[Flaw]:
    for line in subject.parts.text:
        if not _LINE[0] <= (line.look.line or 240) <= _LINE[1] or not _is_auto(line):
            yield about(T("line spacing of the text is not between 1 and 1.5"), line)
    marks = [line for appendix in subject.parts.appendices for line in appendix.head]
    for line in (*subject.parts.requisites, *marks):
        if (line.look.line or 240) != _LINE[0] or not _is_auto(line):
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
    yield from _matches(subject, re.compile(r"\S  +\S"), T("more than one space between words"))


@check(27, N_("guillemets «», no straight quotes"))
def quotes(subject: Subject) -> Iterator[Flaw]:
    yield from _matches(subject, re.compile('"'), T("straight quotation marks"))


@check(28, N_("no-break spaces in numbers, dates, initials"))
def no_break_spaces(subject: Subject) -> Iterator[Flaw]:
    yield from _matches(
        subject, _BREAKABLE, T("a line may break inside a number, date or initials")
    )


@check(29, N_("a dash between words, not a hyphen"))
def dashes(subject: Subject) -> Iterator[Flaw]:
    yield from _matches(subject, re.compile("[  ]-[  ]"), T("a hyphen stands for a dash"))


@check(30, N_("no tracked changes, comments or hidden text"))
def clean(subject: Subject) -> Iterator[Flaw]:
    root = subject.sheet.root
    tracked = next(root.iter(*(f"{W}{t}" for t in ("ins", "del", "moveFrom", "moveTo"))), None)
    if tracked is not None:
        yield Flaw(T("tracked changes are left"), _words_around(tracked))
    commented = next(root.iter(f"{W}commentReference", f"{W}commentRangeStart"), None)
    if commented is not None or any("/comments" in name for name in subject.sheet.parts):
        yield Flaw(T("comments are left"))
    hidden = next((v for v in root.iter(f"{W}vanish") if is_on(v)), None)
    if hidden is not None:
        yield Flaw(T("there is hidden text"), _words_around(hidden))


def _is_auto(line: Line) -> bool:
    return line.look.rule in (None, "auto")


def _matches(subject: Subject, pattern: re.Pattern[str], message: T) -> Iterator[Flaw]:
    """A flaw for every paragraph in which the pattern is found."""
    texts = subject.sheet.texts
    if pattern.search("\n".join(text for _element, text in texts)) is None:
        return
    for element, text in texts:
        if found := pattern.search(text):
            shown = excerpt(text[max(0, found.start() - 20) :])
            yield Flaw(message, shown, element=element)


def _words_around(element: Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return excerpt(text_of(paragraph)) if paragraph is not None else ""


_ARABIC = re.compile(r"\d+(?:\.\d+)*\.")
_DEPTH = 4
_CERTIFICATE = ("сертификат", "владелец", "действител")


@check(18, N_("clauses numbered 1., 1.1. by Word, without gaps, ended by full stops"), DECISIONS)
def clause_numbers(subject: Subject) -> Iterator[Flaw]:
    parts, numbering = subject.parts, subject.sheet.numbering
    numbered = [line for line in parts.clauses if line.number]
    if not numbered:
        yield Flaw(T("the clauses are not numbered by Word"))
        return
    if not parts.is_resolutions:
        for line in parts.numbered:
            if not line.number:
                yield about(T("the number of a clause is typed by hand"), line)
        if len({numbering.kind(line.look.num or "") for line in numbered}) > 1:
            yield Flaw(T("the clauses are numbered by more than one list"))
    before: tuple[int, ...] = ()
    for line in numbered:
        if not _ARABIC.fullmatch(line.number):
            yield about(T("a clause is not numbered 1., 1.1. …"), line)
            return
        if (line.look.level or 0) >= _DEPTH:
            yield about(T("more than {n} levels of clauses", n=_DEPTH), line)
        now = tuple(map(int, line.number.rstrip(".").split(".")))
        if not _is_next_number(before, now) and not (parts.is_resolutions and now == (1,)):
            yield about(T("the numbers of clauses do not follow each other"), line)
        before = now
    yield from _final_sign_flaws(parts)


def _is_next_number(before: tuple[int, ...], now: tuple[int, ...]) -> bool:
    if len(now) > len(before):
        return now == (*before, 1)
    return now == (*before[: len(now) - 1], before[len(now) - 1] + 1)


def _final_sign_flaws(parts: Anatomy) -> Iterator[Flaw]:
    """The last sub-clause of each group and every clause without sub-clauses end with a stop."""
    if parts.is_resolutions:
        return
    level, last = 0, ""
    said: Line | None = None
    for line in [*parts.clauses, None]:
        if line is not None and not line.number:
            last = line.bare
            continue
        now = (line.look.level or 0) if line else 0
        closes = said is not None and now <= level and (level == 0 or now < level or line is None)
        if said is not None and closes and not last.endswith((".", ":")):
            yield about(T("the clause does not end with a full stop"), said)
        level, said, last = now, line, line.bare if line else ""


@check(19, N_("the last clause says who controls"), ORDER)
def control(subject: Subject) -> Iterator[Flaw]:
    clauses = subject.parts.numbered or subject.parts.clauses
    if not clauses:
        yield Flaw(T("there are no clauses"))
        return
    last = clauses[-1]
    if not CONTROL.search(last.bare[:CONTROL_WITHIN]):
        yield about(T("the last clause does not say “Контроль за исполнением …”"), last)


@check(
    25, N_("signature: post, initials and surname at the right, kept with the last clause"), SIGNED
)
def signature(subject: Subject) -> Iterator[Flaw]:
    line = subject.parts.signature
    if line is None:
        yield Flaw(T("nobody signed"))
        return
    post, _tab, name = line.text.rpartition("\t")
    if not NAME.fullmatch(name.strip() if post else line.bare):
        yield about(T("the initials do not stand before the surname"), line)
    if line.cell is None:
        yield from _position_flaws(subject, line, post)
    last = subject.parts.text[-1] if subject.parts.text else None
    if subject.document == "order" and last is not None and not last.look.keep_next:
        yield about(T("the last clause may stay on another page than the signature"), last)


def _position_flaws(subject: Subject, line: Line, post: str) -> Iterator[Flaw]:
    if not post.strip():
        yield about(T("there is no post before the name"), line)
    kind, at = line.look.tab or ("", 0)
    width = subject.sheet.pages[line.page].text_width
    if kind != "right" or abs(at - width) > TOLERANCE:
        yield about(T("the name does not stand at the right margin"), line)


@check(
    26, N_("the mark of an electronic signature stands at the signature and is whole"), DECISIONS
)
def electronic_signature(subject: Subject) -> Iterator[Flaw]:
    near = subject.parts.after
    marks = [line for line in subject.sheet.lines if ESIGNATURE in line.text.lower()]
    for mark in marks:
        if mark not in near:
            yield about(T("the mark of the electronic signature is not at the signature"), mark)
            continue
        said = " ".join(line.text for line in near[near.index(mark) :]).lower()
        if missing := [word for word in _CERTIFICATE if word not in said]:
            yield about(T("the mark of the electronic signature lacks: {missing}",
                          missing=", ".join(missing)), mark)  # fmt: skip
