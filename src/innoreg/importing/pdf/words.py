"""Words of a PDF page gathered into lines, and lines into the text of a cell."""

from collections.abc import Sequence
from typing import Any

from innoreg.importing.pdf.boxes import TextLine, Word
from innoreg.importing.pdf.breaks import is_broken
from innoreg.importing.text import join_two


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
    """The lines of a cell joined; `width` is what the cell leaves for words."""
    joined = ""
    for index, line in enumerate(lines):
        glued = index > 0 and is_broken(joined, lines[index - 1], line, width)
        joined = joined + line.text if glued else join_two(joined, line.text)
    return joined
