"""Finds the heading of a table or an appendix: the lines above it that name the document."""

import re
from collections.abc import Sequence

from innoreg.importing.document import Paragraph, Table
from innoreg.importing.table_head import distinct_cells
from innoreg.importing.text_cleaning import join_lines, split_number

# The first words of headings in the published plans and orders, as stems.
_NAMES = (
    "план|дорожн|график|список|перечень|комплекс|циклограмм|программ|мероприят|решени|реестр|"
    "состав|календар|задани|сведени|расписани|закреплени|наставническ|пары|информаци"
)
_START = re.compile(rf"(?=[А-ЯЁ«])«?(?i:{_NAMES})")
_MARK = re.compile(
    r"\(?приложени[ея]\b|(?:к|утвержд\w+|распоряжени\w+|приказ\w+|постановлени\w+)\b|"
    r"от\b.*\d{4}|№|«?\d|согласовано|рассмотрено",
    re.IGNORECASE,
)
# Lines that say something of a plan and are no part of its name.
_LABELLED = re.compile(
    r"(?:цел[ьи]|задач[аи]|срок\w*|ответственн\w+|исполнител\w+|участник\w+|основани[ея]|тема|"
    r"куратор\w*|место|дата|период|руководител\w+)\b[^.]{0,40}?[:–—]",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"(?<!\w)(?:г|гг|г\.\s?г|уч\.\s?г|кв|уч)\.$")
# Bounds how far up a heading may begin. Not measured: any value from 2 reads the published
# documents alike.
_MAX_HEADING_LINES = 8


def is_document_name(text: str) -> bool:
    """Whether a line begins like the name of a plan or a list («План-график …»)."""
    return bool(_START.match(text))


def is_mark(text: str) -> bool:
    """Whether a line belongs to the mark of an appendix or to a stamp of approval."""
    # Longer lines that begin with «к» or a number are sentences.
    return len(text) < 150 and bool(_MARK.match(text))


def find_heading_rows(table: Table, start: int, head: int) -> tuple[int, str]:
    """The first row of the title of a table, whose head is row `head`, and the title's text.

    The title are the rows of one cell right above the head, from one that names a document;
    where there is none, `head` and "". `start` bounds the search.
    """
    rows: list[tuple[int, str]] = []
    for index in range(head - 1, start - 1, -1):
        texts = [cell.text for cell in distinct_cells(table.grid[index]) if cell.text]
        if len(texts) > 1 or (texts and is_mark(texts[0])):
            break
        if texts:
            rows.append((index, texts[0]))
            if is_document_name(texts[0]):
                break
    if not rows:
        return head, ""
    # No row names a document: only the nearest one is taken, the others may be anything.
    if not is_document_name(rows[-1][1]):
        rows = rows[:1]
    return rows[-1][0], join_lines(text for _index, text in reversed(rows))


def find_heading_lines(lines: Sequence[Paragraph]) -> range:
    """The indices of the lines among these paragraphs that are the heading of what follows them.

    Lines between the heading and the end («Цель: …», the title of a first part) are left out.
    """
    index = bottom = _end_of_words(lines)
    while index and bottom - index < _MAX_HEADING_LINES:
        index -= 1
        line = lines[index]
        if line.full and is_document_name(line.text) and _is_heading_line(line):
            end = index + 1
            while end < bottom and _is_heading_line(lines[end]):
                end += 1
            return range(index, end)
        if is_mark(line.full) and not split_number(line.full)[0]:
            break
    # Nothing names a document: lines set apart (centred, bold) are a heading, else the last line.
    shown = bottom
    while shown and _is_heading_line(lines[shown - 1]) and _is_set_apart(lines[shown - 1]):
        shown -= 1
    last = lines[bottom - 1] if bottom else None
    if shown == bottom and last and _is_heading_line(last) and not last.text.endswith(":"):
        shown -= 1
    return range(shown, bottom)


def _end_of_words(lines: Sequence[Paragraph]) -> int:
    end = len(lines)
    while end and not lines[end - 1].full:
        end -= 1
    return end


def _is_set_apart(line: Paragraph) -> bool:
    return line.centred or line.bold


def _is_heading_line(line: Paragraph) -> bool:
    text = line.full
    if not text or is_mark(text) or split_number(text)[0] or _LABELLED.match(text):
        return False
    # «на 2027 г.» ends with a dot that is no full stop.
    return len(text) < 400 and (not text.endswith((".", ";")) or bool(_SHORTENED.search(text)))
