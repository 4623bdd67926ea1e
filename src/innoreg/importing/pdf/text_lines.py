"""The words of a PDF page with their boxes, grouped into lines, broken words joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from innoreg.importing.text_cleaning import fold_spaces, join_pieces

_LAST = re.compile(r"[^\W\d_]+$")
_HYPHEN = re.compile(r"-(?:[^\W\d_]|$)")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё]+")
_PART_OF_DATE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,4})?\W*")
_FIRST = re.compile(r"[^\W\d_]+")
# A broken word leaves less room than one more letter. Up to two letters the dictionary is asked:
# widths of letters differ. An order of the documents of the tests reads alike from 1 to 4.
_ROOM = 2.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points; `top` grows downwards."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box: x, y."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one base line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one space between."""
        return fold_spaces(" ".join(word.text for word in self.words))

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)


def extract_words(page: Any) -> list[Word]:
    """Every word of the page, in the order of the file."""
    # Of the size of the letters, not in points: with pdfplumber's fixed 3 points words in small
    # print run together. 0.2 is less than a space (0.25 of the size in common fonts).
    return [
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in page.extract_words(x_tolerance_ratio=0.2)
    ]


def group_lines(words: Sequence[Word]) -> list[TextLine]:
    """The words grouped into lines, from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.x0)):
        last = lines[-1][0] if lines else None
        if last and abs(word.middle[1] - last.middle[1]) < (last.bottom - last.top) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [TextLine(tuple(sorted(line, key=lambda word: word.x0))) for line in lines]


def join_cell_lines(lines: Sequence[TextLine], width: float) -> str:
    """The lines of a cell as one text; `width` is that of the cell without its margins."""
    joined = ""
    for index, line in enumerate(lines):
        glued = index > 0 and is_word_broken(joined, lines[index - 1], line, width)
        joined = joined + line.text if glued else join_pieces(joined, line.text)
    return joined


def is_word_broken(joined: str, line: TextLine, following: TextLine, width: float) -> bool:
    """Whether `following` continues the last word of `line`, in a column of this `width`.

    `joined` is the text of the cell up to the end of `line`.
    """
    # A word is broken only where it is alone in its line and fills it. A whole word may fill it
    # too, so the dictionary decides where it knows the two pieces or the word they make.
    if following.text[:1] in "»).,;:!?" or _HYPHEN.match(following.text):
        return True
    letter = (line.x1 - line.x0) / len(line.text)
    room = width - (line.x1 - line.x0)
    if len(line.words) > 1 or room > _ROOM * letter:
        return False
    first, last = following.text.partition(" ")[0], joined.rpartition(" ")[2]
    if first[0].isdecimal():
        return bool(_PART_OF_DATE.fullmatch(last + first))
    return _is_one_word(last, first, full=room < letter)


def _is_one_word(last: str, first: str, *, full: bool) -> bool:
    """Whether two pieces with a break between them are one word; `full` decides if unknown."""
    end, begin = _LAST.search(last), _FIRST.match(first)
    if not end or not begin or not begin[0].islower() or not _RUSSIAN.fullmatch(end[0]):
        return False
    apart = _is_known(end[0]) and _is_known(begin[0])
    together = _is_known(end[0] + begin[0])
    return together if apart != together else full


@cache
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _is_known(word: str) -> bool:
    if len(word) == 1:
        return word.lower() in "авикосуя"
    return bool(_dictionary().word_is_known(word.lower()))
