"""The parts of an order in any Word document, recognised by words and place, not by styles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from innoreg.render.docx.docx_parts import W
from innoreg.render.docx.docx_view import DocxView, Grid, Line, Page
from innoreg.render.layout_check.requisite_words import (
    HEADING,
    ORDER_WORDS,
    ORDERS,
    PLACE,
    RESOLUTIONS,
    compact_text,
)

MEMOS = frozenset({"служебнаязаписка", "докладнаязаписка", "объяснительнаязаписка"})
CERTIFICATES = frozenset({"свидетельство", "справка", "сертификат"})
MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
DATE = re.compile(
    rf"(?P<short>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?:\s?г(?:ода|\.)?)?)|"
    rf"(?P<long>«?\s*\d{{1,2}}\s*»?\s(?:{MONTHS})\s\d{{4}}(?:\s?г(?:ода|\.)?)?)|"
    r"(?P<blank>_+\.?_*\.?\s?\d{4}|«_+»[\s_]+\d{4})",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?:№|N(?=\s?\d))\s*(\S+)")
MARK = re.compile(r"приложение(?:[\s\xa0]*№?[\s\xa0]*(\d+))?$", re.IGNORECASE)
STAMP = re.compile(r"утвержд[её]н[аоы]?$", re.IGNORECASE)
TYPED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?[)\s]\s*(?=[А-ЯЁа-яё«])")
_NAME = re.compile(
    r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$|"
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s(?:[А-ЯЁ]\.\s?){1,2}$"
)
_PREAMBLE = re.compile(
    r"(?:В целях|В соответствии|В рамках|В связи|Во? исполнение|Для|На основании|Согласно|"
    r"Руководствуясь|Учитывая|По итогам|По результатам)\b"
)
_OF_LETTERS = re.compile(r"На\s№|Уважаем")
_ASIDE = 3000
"""Twips: a paragraph so far from the left margin stands at the right."""
_CERTIFIED = re.compile(r"(?:Верно|Копия верна)[:_\s]*$", re.IGNORECASE)
_NO_SIGNATURE = re.compile(r"Исп|Разослать|Адресат|Выписка\s|(?:Кому|Копия):", re.IGNORECASE)
_SIGNED_CELLS = 3
ESIGNATURE = "подписан электронной подписью"


@dataclass(slots=True)
class AppendixParts:
    """An appendix: the lines of its mark and stamp, and its page."""

    page: int
    head: list[Line]
    number: str | None = None
    marked: bool = False
    starts_page: bool = True


@dataclass(slots=True)
class Anatomy:
    """The parts of a document; None or empty where it has no such part."""

    emblem: Line | None = None
    author: list[Line] = field(default_factory=list)
    kind: Line | None = None
    registration: list[Line] = field(default_factory=list)
    date: Line | None = None
    number: Line | None = None
    place: Line | None = None
    heading: list[Line] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)
    word: Line | None = None
    clauses: list[Line] = field(default_factory=list)
    signature: Line | None = None
    after: list[Line] = field(default_factory=list)
    appendices: list[AppendixParts] = field(default_factory=list)

    @property
    def text(self) -> list[Line]:
        """The running text: preamble and clauses with what carries them on."""
        return self.preamble + self.clauses

    @property
    def requisites(self) -> list[Line]:
        """The lines of requisites of the order itself."""
        one = [self.kind, self.date, self.number, self.place, self.word, self.signature]
        alone = [line for line in one if line is not None]
        return [*self.author, *alone, *self.heading]

    @property
    def is_resolutions(self) -> bool:
        """Whether these are decisions of a meeting and no order."""
        return self.kind is not None and compact_text(self.kind.text) in RESOLUTIONS

    @property
    def is_letter(self) -> bool:
        """Whether its head has what only letters have: a reference, a greeting, an addressee aside."""
        return any(
            _OF_LETTERS.match(line.bare) or (line.look.left or 0) > _ASIDE or line.cell_at > 0
            for line in (*self.author, *self.heading, *self.preamble[:1])
        )

    @property
    def numbered(self) -> list[Line]:
        """The clauses that begin with a number, automatic or typed."""
        return [line for line in self.clauses if line.number or TYPED.match(line.bare)]


def is_name(text: str) -> bool:
    """Whether a text ends with initials and a surname."""
    return bool(_NAME.search(text))


def parse_day(text: str) -> tuple[int, ...] | None:
    """Day, month and year that a date says, however it is written."""
    months = MONTHS.split("|")
    words = re.findall(rf"\d+|{MONTHS}", text.lower())
    numbers = [months.index(w) + 1 if w in months else int(w) for w in words]
    return tuple(numbers) if len(numbers) == 3 else None


def find_anatomy(sheet: DocxView) -> Anatomy:
    """The parts of the document, its appendices included."""
    main, found = _main_lines(sheet), Anatomy()
    found.appendices = _appendices(sheet)
    kind = next((i for i, line in enumerate(main) if _is_kind(line)), None)
    head = main[: kind or 0]
    pictured = [line for line in main if _has_picture(line)]
    found.emblem = pictured[0] if pictured else None
    found.author = [line for line in head if line.bare]
    found.kind = main[kind] if kind is not None else None
    rest = [line for line in main[kind + 1 if kind is not None else 0 :] if line.bare]
    rest = _take_registration(rest, found)
    rest = _take_heading(rest, found)
    _take_text(rest, found)
    if found.signature is None:
        found.signature = _signature_in_table(sheet)
    return found


def _main_lines(sheet: DocxView) -> list[Line]:
    """The lines of the order itself, a form set in a table included."""
    first = sheet.pages[0].inside
    lines: list[Line] = []
    for index, block in enumerate(first):
        if isinstance(block, Grid):
            if not index or not any(line.bare for line in lines):
                lines += sheet.cell_lines(block)
        elif MARK.match(block.bare):
            break
        else:
            lines.append(block)
    return lines


def _has_picture(line: Line) -> bool:
    return next(line.element.iter("{*}drawing", "{*}pict"), None) is not None


def _is_kind(line: Line) -> bool:
    said = compact_text(line.text)
    return said in ORDERS | RESOLUTIONS | MEMOS | CERTIFICATES or said.startswith("выпискаиз")


def _take_registration(lines: Sequence[Line], found: Anatomy) -> list[Line]:
    """Date, number and place stand between the kind and the heading, in any order."""
    for index, line in enumerate(lines):
        known = False
        # Date, number and place are short; a longer line is the heading already.
        if HEADING.match(line.bare) or len(line.bare) > 120:
            return list(lines[index:])
        if found.date is None and DATE.search(line.text):
            found.date, known = line, True
        if found.number is None and NUMBER.search(line.text):
            found.number, known = line, True
        if not known and found.place is None and PLACE.fullmatch(line.bare):
            found.place, known = line, True
        if not known:
            return list(lines[index:])
    return []


def _take_heading(lines: list[Line], found: Anatomy) -> list[Line]:
    """The lines up to the text: the first that starts «О…», or that stands without indent."""
    while lines and not _is_word(lines[0]) and not lines[0].number:
        line = lines[0]
        begins = not found.heading and HEADING.match(line.bare)
        if not begins and _is_text(line):
            break
        if found.heading and _is_bold(line) != _is_bold(found.heading[0]):
            break
        found.heading.append(lines.pop(0))
    return lines


def _is_text(line: Line) -> bool:
    indented = (line.look.first or 0) > 0 or line.look.align == "both"
    # Without an indent only its length tells a paragraph of the text from a heading.
    long = len(line.bare) > 150 and not _is_bold(line)
    return indented or long or bool(_PREAMBLE.match(line.bare))


def _is_bold(line: Line) -> bool:
    looks = [look for _run, look in line.runs()]
    return bool(looks) and all(look.bold for look in looks)


def _is_word(line: Line) -> bool:
    return compact_text(line.text) in ORDER_WORDS


def _take_text(lines: Sequence[Line], found: Anatomy) -> None:
    # Below «Верно» stands who certifies the copy: another's signature.
    ends = next((i for i, line in enumerate(lines) if _CERTIFIED.match(line.bare)), len(lines))
    lines, below = lines[:ends], lines[ends:]
    signed = next((i for i in range(len(lines) - 1, -1, -1) if _is_signature(lines[i])), len(lines))
    found.signature = lines[signed] if signed < len(lines) else None
    found.after = [*lines[signed + 1 :], *below]
    # Several may have signed, one below the other.
    while signed and signed < len(lines) and _is_signature(lines[signed - 1]):
        signed -= 1
    body = list(lines[:signed])
    start = _first_clause(body)
    found.preamble = [line for line in body[:start] if not _is_word(line)]
    found.word = next((line for line in body[:start] if _is_word(line)), None)
    found.clauses = body[start:]


def _first_clause(lines: Sequence[Line]) -> int:
    """Automatic numbers win: a preamble may hold an enumeration typed by hand."""
    automatic = (i for i, line in enumerate(lines) if line.number)
    typed = (i for i, line in enumerate(lines) if TYPED.match(line.bare))
    for found in (*automatic, *typed):
        return found
    for index, line in enumerate(lines):
        if _is_word(line) or line.bare.endswith(":"):
            return index + 1
    return len(lines)


def _is_signature(line: Line) -> bool:
    named = not line.number and len(line.bare) < 200 and is_name(line.bare)
    # Who prepared or receives it stands below the signature and signs nothing.
    return named and not _NO_SIGNATURE.match(line.bare)


def _signature_in_table(sheet: DocxView) -> Line | None:
    for block in reversed(sheet.pages[0].inside[1:]):
        if isinstance(block, Grid) and _may_be_signed(block):
            cells = [line for line in sheet.cell_lines(block) if line.bare]
            return next((line for line in cells if is_name(line.bare)), None)
    return None


def _may_be_signed(grid: Grid) -> bool:
    """Post, space and name: a table with heads, or with more cells in a row, is one of data."""
    return grid.element.find(f".//{W}tblHeader") is None and all(
        len(row.findall(f"{W}tc")) <= _SIGNED_CELLS for row in grid.rows
    )


def _appendices(sheet: DocxView) -> list[AppendixParts]:
    """Every mark begins an appendix; so does every page after the first that has none."""
    found: list[AppendixParts] = []
    for number, page in enumerate(sheet.pages):
        starts = [i for i, line in enumerate(page.inside) if _is_mark(line)]
        if number and (not starts or _has_words(page.inside[: starts[0]])):
            starts = [0, *starts]
        for start in starts:
            found.append(_appendix(page, number, start))
    return found


def _is_mark(block: Line | Grid) -> bool:
    return isinstance(block, Line) and bool(MARK.match(block.bare))


def _has_words(blocks: Sequence[Line | Grid]) -> bool:
    return any(isinstance(block, Grid) or block.bare for block in blocks)


def _appendix(page: Page, number: int, start: int) -> AppendixParts:
    head: list[Line] = []
    for block in page.inside[start:]:
        # Mark, document, author, date, stamp; so far down the appendix itself has begun.
        if isinstance(block, Grid) or len(head) == 8:
            break
        if head and block.look.align == "center" and not STAMP.match(block.bare):
            break
        if block.bare:
            head.append(block)
    marked = MARK.match(head[0].bare) if head else None
    return AppendixParts(
        number,
        head,
        marked[1] if marked else None,
        marked is not None,
        number > 0 and not _has_words(page.inside[:start]),
    )
