"""Words of a PDF page gathered into lines, and lines into the text of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from innoreg.importing.text import fold, join_two


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
        """The centre of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one base line, from the left."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one space between."""
        return fold(" ".join(word.text for word in self.words))

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


def words_of(page: Any) -> list[Word]:
    """Every word of the page, in reading order."""
    return [
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in page.extract_words(x_tolerance_ratio=0.2)
    ]


def lines_of(words: Sequence[Word]) -> list[TextLine]:
    """The words in lines, from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.x0)):
        last = lines[-1][0] if lines else None
        if last and abs(word.middle[1] - last.middle[1]) < (last.bottom - last.top) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [TextLine(tuple(sorted(line, key=lambda word: word.x0))) for line in lines]


def cell_text(lines: Sequence[TextLine], width: float) -> str:
    """The lines of a cell joined; `width` is what the cell leaves for words.

    A word too long for a narrow column is broken without a hyphen: its line holds nothing else
    and is full, and the next begins with a small letter.
    """
    joined = ""
    for index, line in enumerate(lines):
        glued = index > 0 and _broken(lines[index - 1], line, width)
        joined = joined + line.text if glued else join_two(joined, line.text)
    return joined


def _broken(line: TextLine, following: TextLine, width: float) -> bool:
    if len(line.words) > 1 or not line.text[-1:].isalpha() or not following.text[:1].islower():
        return False
    letter = (line.x1 - line.x0) / len(line.text)
    return line.x1 - line.x0 + letter * 0.9 > width
