"""Classifies the rows of a table: an item, a section, or the rest of the row above."""

import re
from dataclasses import dataclass
from typing import Literal

from innoreg.importing.column_matching import head_key
from innoreg.importing.document import Format, Table
from innoreg.importing.row_cells import LaidRow
from innoreg.importing.table_head import Head
from innoreg.importing.text_cleaning import compact_key, is_arabic, is_number, number_parts

RowSort = Literal["item", "section", "rest"]

_SECTION_WORDS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s*|[IVX]+\.?\s*)?(?:раздел|направлени|этап|модуль|блок|часть)\b|"
    r"[IVX]+\.\s",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLС]+\.?")
_TOTAL = re.compile(r"(?:итого|всего)\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"[\d\s.,–—-]*\d[\d\s.,]*(?:(?:тыс|млн)?\.?\s?(?:руб\.?|р\.|₽|%|час\w*|чел\.?))?"
)
_TIMES = ("deadline", "start", "end", "period")
_CAPITAL = re.compile(r"[А-ЯЁA-Z]")
_TERM = re.compile(
    r"(?:до|с|со|в|во|по|на|к|не позднее|раз|1 раз|еже\w+|постоянно|янв|фев|мар|апр|ма[йя]|июн|июл|"
    r"авг|сен|окт|ноя|дек|весь|перв|I|V|X)|\d{1,2}[.\s-]|[+✓хxV]",
    re.IGNORECASE,
)
_OPENING = '«„("'
_MAIN = ("title", "deadline", "start", "end", "period", "responsible", "result")


@dataclass(frozen=True, slots=True)
class RowClassifier:
    """Classifies rows of one table; `numbered` says whether the column of numbers is in use."""

    table: Table
    head: Head
    heading: str
    format: Format
    numbered: bool

    def classify(
        self, line: LaidRow, after: LaidRow | None, following: LaidRow | None, *, after_break: bool
    ) -> RowSort:
        """What `line` is; `after` is the item row above it, `following` the row below.

        `after_break` says that the row is the first of a page.
        """
        if self._is_merged_section(line) or self._is_lone_section(line, after, following):
            return "section"
        if after is None:
            return "item"
        # Without a break of a page a row in the middle of a sentence is only badly written.
        cut = after_break and not self.field_text(line, "number") and self._is_fragment(line)
        return "rest" if cut or self._is_continuation(line) else "item"

    def field_text(self, line: LaidRow, field: str) -> str:
        """The text of the field in the row, or ""."""
        column = self.head.columns.index_of(field)
        return line.texts[column] if column is not None else ""

    def is_empty_or_repeated(self, line: LaidRow) -> bool:
        """Whether the row is empty or repeats the head, the title, or the numbers of columns."""
        return not line.filled_columns or self._is_repetition(line)

    def is_total(self, line: LaidRow) -> bool:
        """Whether the row sums up the columns of amounts: «Итого: 240,75»."""
        filled = line.filled_columns
        if len(filled) < 2 or not _TOTAL.match(line.texts[filled[0]]):
            return False
        return all(_AMOUNT.fullmatch(line.texts[column]) for column in filled[1:])

    def _is_repetition(self, line: LaidRow) -> bool:
        texts = [line.texts[column] for column in line.filled_columns]
        if len(texts) > 1 and all(head_key(text) in self.head.keys for text in texts):
            return True
        if len(texts) == 1 and self.heading and compact_key(texts[0]) == compact_key(self.heading):
            return True
        counted = [text.rstrip(".") for text in line.texts if text]
        first = [str(n + 1) for n in range(len(counted))]
        # «1 2» right under the head numbers columns; further down it may be an item.
        enough = 2 if line.index == self.head.end else 3
        return counted == first and len(counted) >= max(enough, len(line.texts) - 1)

    def _is_merged_section(self, line: LaidRow) -> bool:
        """Whether one cell covers the whole row, or all of it but a number."""
        title = self.head.columns.index_of("title")
        for span in line.spans:
            if not (line.texts[span[0]] and line.has_own_cell(span[0])):
                continue
            others = [
                c for c in line.filled_columns if c != span[0] and not self._is_number_cell(line, c)
            ]
            wide = len(span) >= max(2, (len(line.texts) + 1) // 2)
            if not others and wide and (title in span or self._is_number_column(span[0])):
                return True
        return False

    def _is_number_column(self, column: int) -> bool:
        return self.head.columns.fields[column] == "number"

    def _is_number_cell(self, line: LaidRow, column: int) -> bool:
        return self._is_number_column(column) and is_number(line.texts[column])

    def _is_lone_section(
        self, line: LaidRow, after: LaidRow | None, following: LaidRow | None
    ) -> bool:
        """Whether the row is a section without merged cells: one text alone, or a number and a text."""
        number, title = self.field_text(line, "number"), self.field_text(line, "title")
        if any(text and not line.has_own_cell(column) for column, text in enumerate(line.texts)):
            return False
        filled = line.filled_columns
        if len(filled) == 1:
            if number:
                # A title written into the narrow column of numbers.
                return not is_number(number) and len(number) > 3
            first = filled[0] == 0 and self.format == "xlsx"
            lone = line.texts[filled[0]]
            opens = after is None and self.numbered and lone[0].isupper()
            return (first or bool(title)) and (opens or self._is_section_text(line, lone))
        named = bool(title) or (self.format == "xlsx" and filled[-1] == filled[0] + 1)
        if len(filled) == 2 and number and named and following is not None:
            # A number and a title alone are a section if the row below continues the number.
            below = number_parts(self.field_text(following, "number"))
            mine = number_parts(number)
            # «I Первый раздел» above a row 1.
            if _ROMAN.fullmatch(number) and is_arabic(self.field_text(following, "number")):
                return True
            return len(below) > len(mine) and below[: len(mine)] == mine
        return False

    def _is_section_text(self, line: LaidRow, text: str) -> bool:
        cell = next(cell for cell in line.cells if cell is not None and cell.text)
        if cell.bold or _SECTION_WORDS.match(text):
            return True
        # Word and PDF split rows at the end of a page, and the rest of one looks the same.
        split_by_pages = self.format != "xlsx" and (self.numbered or self.format == "pdf")
        return not split_by_pages and not text[0].islower()

    def _is_continuation(self, line: LaidRow) -> bool:
        """Whether the row is the rest of the one above it, which the end of a page split."""
        column = self.head.columns.index_of("number")
        if self.numbered and column is not None and not line.has_own_cell(column):
            return not any(self._has_own_text(line, field) for field in _MAIN)
        if self.numbered and self.field_text(line, "number"):
            return False
        if not self.numbered:
            own = line.has_own_cell(self.head.columns.index_of("title"))
            untitled = not self.field_text(line, "title")
            return own and (untitled or (self._is_untitled(line) and not self._has_own_term(line)))
        return self._is_untitled(line) or not self._has_own_term(line)

    def _is_untitled(self, line: LaidRow) -> bool:
        """Whether the row has no title of its own, or one that begins in small letters."""
        own = line.has_own_cell(self.head.columns.index_of("title"))
        title = self.field_text(line, "title").lstrip(_OPENING) if own else ""
        return not title or title[0].islower()

    def _has_own_text(self, line: LaidRow, field: str) -> bool:
        return any(
            found == field and line.texts[column] and line.has_own_cell(column)
            for column, found in enumerate(self.head.columns.fields)
        )

    def _is_fragment(self, line: LaidRow) -> bool:
        """Whether most main cells are empty or begin in the middle of a sentence."""
        fields = self.head.columns.fields
        begun = [
            bool((_TERM if fields[column] in _TIMES else _CAPITAL).match(text))
            for column in line.filled_columns
            if fields[column] in _MAIN and (text := line.texts[column].lstrip(_OPENING))
        ]
        main = len(set(fields) & set(_MAIN))
        return self._is_untitled(line) or sum(begun) < main - sum(begun)

    def _has_own_term(self, line: LaidRow) -> bool:
        fields = self.head.columns.fields
        timed = [field for field in fields if field in _TIMES]
        return any(self._has_own_text(line, field) for field in timed or ("responsible",))
