"""Ruled tables of a PDF page as grids, and where its paragraphs begin. Lengths are in points."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from innoreg.importing.document import Cell, Paragraph, Table
from innoreg.importing.messages import Spot
from innoreg.importing.pdf.text_lines import TextLine, Word, group_lines, join_cell_lines
from innoreg.importing.text_cleaning import join_lines, split_number

_Box = tuple[float, float, float, float]
# Rules of a table are drawn twice or a line's width apart. Like the other lengths of this module
# not measured: from 0.5 to 6 an order of the documents of the tests reads alike.
_NEAR = 3.0
# Only for a table without words, where it decides nothing.
_DEFAULT_PADDING = 5.0
# How far from the margin a line still ends at it.
_FLUSH = 3.0
_MARK_END = re.compile(r"от\s.{6,25}№\s?\S+$")
_FIRST = re.compile(
    r"(?:Сроки?|Ответственн\w+|Исполнител\w+)\s?:|По (?:направлени|всем)|Приложени[ея]\b"
)


def read_grid(found: Any, words: Sequence[Word], spot: Spot) -> Table:
    """The table that pdfplumber `found` on the page, with the words inside its cells."""
    boxes: list[_Box] = sorted(found.cells, key=lambda box: (box[1], box[0]))
    columns = _merge_edges(x for box in boxes for x in (box[0], box[2]))
    rows = _merge_edges(y for box in boxes for y in (box[1], box[3]))
    inside = {box: [word for word in words if is_inside(box, word)] for box in boxes}
    padding = _cell_padding(inside)
    grid: list[list[Cell | None]] = [[None] * (len(columns) - 1) for _row in rows[1:]]
    for box in boxes:
        left, right = _edge_index(columns, box[0]), _edge_index(columns, box[2])
        top, bottom = _edge_index(rows, box[1]), _edge_index(rows, box[3])
        here = Spot(spot.page, 0, "", "", spot.table, top + 1, left + 1)
        text = join_cell_lines(group_lines(inside[box]), box[2] - box[0] - 2 * padding)
        paragraphs = (Paragraph(text, spot=here),) if text else ()
        cell = Cell(top, left, paragraphs, spot=here)
        for row in range(top, bottom):
            grid[row][left:right] = [cell] * (right - left)
    _fill_gaps(grid, columns, rows, stray_words(found, words), spot)
    widths = tuple(b - a for a, b in pairwise(columns))
    return Table(tuple(map(tuple, grid)), widths, spot=spot)


def stray_words(found: Any, words: Sequence[Word]) -> list[Word]:
    """The words in the box of the table that are in none of its cells: some cells have no rules."""
    return [
        word
        for word in words
        if is_inside(found.bbox, word) and not any(is_inside(box, word) for box in found.cells)
    ]


def _fill_gaps(
    grid: list[list[Cell | None]],
    columns: Sequence[float],
    rows: Sequence[float],
    words: Sequence[Word],
    spot: Spot,
) -> None:
    """Put the words between the rules of other rows and columns into cells of their own."""
    strays: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x, y = word.middle
        row = min(max(bisect_left(rows, y) - 1, 0), len(grid) - 1)
        column = min(max(bisect_left(columns, x) - 1, 0), len(columns) - 2)
        strays.setdefault((row, column), []).append(word)
    for (row, column), inside in sorted(strays.items()):
        here = replace(spot, row=row + 1, column=column + 1)
        before = grid[row][column]
        text = join_lines(line.text for line in group_lines(inside))
        paragraphs = (*(before.paragraphs if before else ()), Paragraph(text, spot=here))
        cell = Cell(row, column, paragraphs, spot=here)
        for slots in grid:
            slots[:] = [cell if slot is before and before else slot for slot in slots]
        grid[row][column] = cell


def _merge_edges(values: Iterable[float]) -> list[float]:
    """The distinct edges in order; those nearer than `_NEAR` are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _edge_index(edges: Sequence[float], value: float) -> int:
    place = bisect_left(edges, value - _NEAR)
    return min(place, len(edges) - 1)


def is_inside(box: Sequence[float], word: Word) -> bool:
    """Whether the middle of the word is inside the box (left, top, right, bottom)."""
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell_padding(inside: dict[_Box, list[Word]]) -> float:
    """The smallest distance of a word from the left edge of its cell: the table's cell margin."""
    gaps = (word.x0 - box[0] for box, words in inside.items() for word in words)
    return max(min(gaps, default=_DEFAULT_PADDING), 0.0)


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of what is printed on a page."""

    left: float
    right: float

    @classmethod
    def measure(cls, lines: Sequence[TextLine], tables: Sequence[Sequence[float]]) -> "Margins":
        """The margins of these lines and the boxes of these tables."""
        lefts = [line.x0 for line in lines] + [box[0] for box in tables]
        rights = [line.x1 for line in lines] + [box[2] for box in tables]
        return cls(min(lefts, default=0.0), max(rights, default=0.0))

    def begins_paragraph(self, above: TextLine, line: TextLine, tops: Sequence[float]) -> bool:
        """Whether `line` begins a paragraph; `tops` are the upper edges of tables."""
        # 0.9 of a line's height bounds the gap inside a paragraph: a line spacing of 1.5 leaves
        # about half. Not measured.
        height = above.bottom - above.top
        parted = line.top - above.bottom > 0.9 * height
        if parted or any(above.top < top <= line.top for top in tops):
            return True
        if _MARK_END.match(above.text) or (
            self._is_right_aligned(above) and self._is_right_aligned(line)
        ):
            return True
        ended = above.text.endswith((".", ":", ";", "!", "?"))
        # A sentence that goes on begins a line only if there was clearly room for its first word.
        if line.text[:1].islower() and not ended:
            return self._has_room_above(line, above, height)
        indented = line.x0 > self.left + 2 * height and line.x0 > above.x0 + height
        return (
            (indented and not self.is_centred(line))
            or self._has_room_above(line, above, _FLUSH)
            or self.is_centred(line) != self.is_centred(above)
            or bool(_FIRST.match(line.text) or split_number(line.text)[0])
            or (ended and above.x1 < self.right - _FLUSH and line.text[:1].isupper())
        )

    def _has_room_above(self, line: TextLine, above: TextLine, spare: float) -> bool:
        """Whether the first word of the line would have fitted above, so that a line was ended there."""
        first = line.words[0]
        return above.x1 + (first.x1 - first.x0) + spare < self.right

    def _is_right_aligned(self, line: TextLine) -> bool:
        """Whether the line ends at the right margin and begins inside: a stamp, an appendix mark."""
        indent = 2 * (line.bottom - line.top)
        return line.x1 > self.right - _FLUSH and line.x0 > self.left + indent

    def is_centred(self, line: TextLine) -> bool:
        """Whether the line is in the middle and does not fill the width."""
        # Of the width: 5 % keep full lines out, 4 % admit a line that is not quite in the middle.
        width = self.right - self.left
        before, after = line.x0 - self.left, self.right - line.x1
        return before > 0.05 * width and abs(before - after) < 0.04 * width

    def join_paragraph(self, run: Sequence[TextLine], spot: Spot) -> Paragraph:
        """The lines as one paragraph."""
        text = join_lines(line.text for line in run)
        return Paragraph(text, centred=self.is_centred(run[0]), spot=spot)
