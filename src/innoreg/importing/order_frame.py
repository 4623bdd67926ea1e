"""The frame of an order: author, date, number, title, preamble, clauses, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from innoreg.importing.clause_reader import read_clauses
from innoreg.importing.document import Paragraph
from innoreg.importing.document_titles import is_mark
from innoreg.importing.drafts import DraftOrder
from innoreg.importing.messages import Note
from innoreg.importing.text_cleaning import (
    compact_key,
    join_lines,
    split_number,
)

# The kind of document at the start of its line, perhaps in spaced letters («П Р И К А З № 5»).
_KIND_FIRST = re.compile(
    r"("
    + "|".join(r"\s?".join(word) for word in ("распоряжение", "приказ", "постановление"))
    + r")(?!\w)\s*(.*)",
    re.IGNORECASE,
)
# The kind of document at the end of the author's line, where a line break was lost.
_GLUED = re.compile(r"(.*?)(РАСПОРЯЖЕНИЕ|ПРИКАЗ|ПОСТАНОВЛЕНИЕ)$")
_ORDER_WORDS = frozenset({
    "обязываю", "приказываю", "распоряжаюсь", "предлагаю", "постановляю", "постановляет",
    "рекомендую",
})  # fmt: skip
_INLINE_WORD = re.compile(r"(.*\S)\s+([А-ЯЁ]{6,}\s?:?)$")
_DATE = re.compile(
    r"(?:от\s+)?(«?\s*\d{1,2}\s*»?\s*(?:\.\s?\d{1,2}\.\s?|[а-я]+\s+)\d{4}\s*(?:г(?:ода?\b|\.|\b))?)"
)
# «15-од», «01-05/15», «ОД-15», «П/15», «15 -р».
_NUMBER = re.compile(
    r"(?:№|N)\s*((?:[А-ЯЁа-яёA-Z]{1,6}\s?[-–/.]\s?)?\d[\w./-]*(?:\s?[-–]\s?[А-ЯЁа-яё]{1,3}(?!\w))?)"
)
_PLACE = re.compile(
    r"(?:(?:г|гор|с|п|пос|дер|д|ст)\.\s?)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?:\s[А-ЯЁ][а-яё]+)?"
)
_TITLE = re.compile(r"Об?о?\s+\S")
# How preambles begin in the published orders; they end the title where nothing else does.
_PREAMBLE = re.compile(
    r"(?:В целях|В соответствии|В рамках|В связи|Во? исполнение|Для|На основани[ие]|С целью|"
    r"Согласно|Руководствуясь|Учитывая|По итогам|По результатам|Исходя)\b"
)
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|чна|ьич)|[А-ЯЁ][а-яё]+\s(?:оглы|кызы)"
_INITIAL = r"(?<![А-ЯЁа-яё])[А-ЯЁ](?:\.|(?=\s))"
# The name at the end of a signature, with or without dots, in full, between strokes.
_NAME = re.compile(
    rf"((?:{_INITIAL}\s?){{1,2}}\s?{_SURNAME}|{_SURNAME}\s(?:[А-ЯЁ]\.|[А-ЯЁ](?=\s))\s?[А-ЯЁ](?![А-ЯЁа-яё])\.?|"
    rf"{_SURNAME}\s[А-ЯЁ][а-яё]+\s(?:{_PATRONYMIC})|[А-ЯЁ][а-яё]+\s(?:{_PATRONYMIC})\s{_SURNAME})"
    r"[\s/_)]*$"
)
# The line to sign on and what stands under it.
_SIGNING_LINE = re.compile(
    r"[_/]+|\((?:подпись|расшифровка\W*подписи|ФИО|Ф\.И\.О\.)\)", re.IGNORECASE
)
# Bounds on lines and letters that keep a report or a letter from being read as an order. Not
# measured: the published orders read alike with 5 and 50, 3 and 25, 60 and 250.
_LINES_BEFORE_KIND = 25
_MAX_LINES = 10
_MAX_SIGNATURE = 150


@dataclass(slots=True)
class Frame:
    """The order without its appendices; `used` are the indices of its paragraphs, `end` is after."""

    order: DraftOrder
    used: set[int] = field(default_factory=set)
    notes: tuple[Note, ...] = ()
    end: int = 0


def read_frame(lines: Sequence[Paragraph | None]) -> Frame | None:
    """The order in these paragraphs (None in place of a table); None if there is none."""
    kind = next(
        (i for i, line in enumerate(lines[:_LINES_BEFORE_KIND]) if line and _split_kind(line.text)),
        None,
    )
    if kind is None:
        return None
    return _FrameReader(lines).read_order(kind)


def _split_kind(text: str) -> tuple[str, str, str] | None:
    """The text before the kind of document in its line, the kind, the registration after it.

    None if the line names no kind, or says more than date, number and place.
    """
    if len(text) >= _MAX_SIGNATURE:
        return None
    if first := _KIND_FIRST.fullmatch(text):
        _order, _known, rest = _with_registration(DraftOrder(), first[2])
        return None if rest else ("", first[1], first[2])
    glued = _GLUED.fullmatch(text)
    return (glued[1].strip(), glued[2], "") if glued else None


class _FrameReader:
    """Reads the parts of an order from the top, each taking its paragraphs."""

    def __init__(self, lines: Sequence[Paragraph | None]) -> None:
        self._lines = lines
        self._at = 0
        self._used: set[int] = set()

    def _peek_line(self) -> Paragraph | None:
        """The next paragraph with words, without taking it; None at a table or the end."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line is None or line.full:
                return line
            self._at += 1
        return None

    def _take_line(self) -> None:
        self._used.add(self._at)
        self._at += 1

    def read_order(self, kind: int) -> Frame:
        """The frame of the order; `kind` is the index of the line that names the kind of document."""
        named = self._lines[kind]
        before, kind_text, registration = (_split_kind(named.text) if named else None) or (
            "",
            "",
            "",
        )
        author = [line.full for line in self._lines[:kind] if line and line.full]
        order = DraftOrder(issuer=tuple(filter(None, [*author, before])), kind=kind_text)
        self._used.update(range(kind + 1))
        self._at = kind + 1
        order = self._read_registration(_with_registration(order, registration)[0])
        order = replace(order, title=self._read_title())
        order = self._read_preamble(order)
        # The signature is found first, from below the preamble: clauses are what is between.
        post, end = self._find_signature()
        clauses, notes = read_clauses(self._claim_lines(self._at, post))
        position, name = _split_signature([line.full for line in self._claim_lines(post, end)])
        order = replace(order, clauses=clauses, position=position, signatory=name)
        return Frame(order, self._used, notes, end)

    def _read_registration(self, order: DraftOrder) -> DraftOrder:
        for _step in range(_MAX_LINES):
            line = self._peek_line()
            if line is None or _TITLE.match(line.text) or _is_text_start(line):
                break
            order, known, _rest = _with_registration(order, line.text)
            if not known and (order.date or order.number) and _is_plain_title(line):
                break
            if known:
                self._take_line()
            else:
                self._at += 1
        return order

    def _read_title(self) -> str:
        taken: list[str] = []
        while (line := self._peek_line()) is not None and len(taken) < _MAX_LINES:
            if not taken and not (_TITLE.match(line.text) or _is_plain_title(line)):
                break
            if taken and (_is_text_start(line) or len(line.text) > _MAX_SIGNATURE):
                break
            taken.append(line.full)
            self._take_line()
        return join_lines(taken)

    def _read_preamble(self, order: DraftOrder) -> DraftOrder:
        taken: list[str] = []
        word = ""
        while (line := self._peek_line()) is not None:
            if is_order_word(line.text):
                word = line.text
                self._take_line()
                break
            if line.number or split_number(line.text)[0] or len(taken) > _MAX_LINES:
                break
            self._take_line()
            taken.append(line.full)
            inline = _INLINE_WORD.fullmatch(line.full)
            if inline and is_order_word(inline[2]):
                taken[-1], word = inline[1], inline[2]
                break
            if line.text.endswith(":"):
                break
        return replace(order, preamble=join_lines(taken), order_word=word)

    def _claim_lines(self, start: int, end: int) -> list[Paragraph]:
        """The paragraphs with words in [start, end); all of them are marked as used."""
        self._used.update(range(start, end))
        return [line for line in self._lines[start:end] if line and line.full]

    def _find_signature(self) -> tuple[int, int]:
        """The first line of the post in the signature, and one past the line with the name."""
        for index in range(self._at, len(self._lines)):
            line = self._lines[index]
            if line is None or _is_appendix_start(line):
                return index, index
            if index > self._at and _is_signature(line):
                return self._find_post(index), index + 1
        return len(self._lines), len(self._lines)

    def _find_post(self, signature: int) -> int:
        first = signature
        for index in range(signature - 1, self._at, -1):
            line = self._lines[index]
            if line is None or not _is_post(line):
                break
            first = index
        return first


def is_order_word(text: str) -> bool:
    """Whether the text is the word before the clauses: «ОБЯЗЫВАЮ:», «п р и к а з ы в а ю»."""
    return compact_key(text) in _ORDER_WORDS


def _is_text_start(line: Paragraph) -> bool:
    return bool(
        _PREAMBLE.match(line.text) or is_order_word(line.text) or split_number(line.full)[0]
    )


def _is_appendix_start(line: Paragraph) -> bool:
    return (
        is_mark(line.text)
        and compact_key(line.text).startswith("приложение")
        # A longer line is a sentence that mentions the appendix.
        and (len(line.text) < 60)
    )


def _is_plain_title(line: Paragraph) -> bool:
    """Whether a line before the preamble is a title without «О»: «Проведение совещания»."""
    text = line.text
    few = len(text.split()) > 1 and len(text) <= _MAX_SIGNATURE
    return (
        few
        and text[0].isupper()
        and not text.endswith((".", ",", ":", ";"))
        and not (_is_text_start(line))
    )


def _with_registration(order: DraftOrder, text: str) -> tuple[DraftOrder, bool, str]:
    """The order with the date, number and place in this line, whether there was any, the rest."""
    # The date first, cut out: its digits would be taken for the number.
    rest, known = text, False
    if not order.date and (found := _DATE.search(rest)):
        order, known = replace(order, date=found[1].strip()), True
        rest = rest[: found.start()] + rest[found.end() :]
    if not order.number and (found := _NUMBER.search(rest)):
        order, known = replace(order, number=found[1]), True
        rest = rest[: found.start()] + rest[found.end() :]
    rest = rest.strip()
    if rest and not order.place and _PLACE.fullmatch(rest):
        order, known, rest = replace(order, place=rest), True, ""
    return order, known, rest.removeprefix("от").strip(" ,")


def _is_signature(line: Paragraph) -> bool:
    text = line.full
    numbered = bool(line.number or split_number(text)[0])
    found = _NAME.search(text) if not numbered and len(text) < _MAX_SIGNATURE else None
    # «Ответственный: Иванов И.И.» goes on with a clause.
    return bool(found) and ":" not in text


def _is_post(line: Paragraph) -> bool:
    text = line.full
    if not text:
        return True
    numbered = bool(line.number or split_number(text)[0])
    return not numbered and len(text) < _MAX_SIGNATURE and not text.endswith((".", ":", ";"))


def _split_signature(lines: Sequence[str]) -> tuple[str, str]:
    """The post and the name in the signature; ("…", "") where no name is found."""
    whole = join_lines(lines)
    found = _NAME.search(whole)
    if not found:
        return whole, ""
    return join_lines([_SIGNING_LINE.sub(" ", whole[: found.start()])]).strip(" ,"), found[1]
