"""A ruled table of a PDF page as a full grid: merges are read from the boxes of the cells."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from innoreg.importing.document import Cell, Paragraph, Table
from innoreg.importing.pdf.boxes import Word
from innoreg.importing.pdf.words import cell_text, lines_of
from innoreg.importing.spot import Spot

_Box = tuple[float, float, float, float]
_NEAR = 3.0
_DEFAULT_PADDING = 5.0


def read_grid(found: Any, words: Sequence[Word], spot: Spot) -> Table:
    """The table `found` on the page, with the words that stand inside its cells."""
    boxes: list[_Box] = sorted(found.cells, key=lambda box: (box[1], box[0]))
    columns = _edges(x for box in boxes for x in (box[0], box[2]))
    rows = _edges(y for box in boxes for y in (box[1], box[3]))
    inside = {box: [word for word in words if _holds(box, word)] for box in boxes}
    padding = _padding(inside)
    grid: list[list[Cell | None]] = [[None] * (len(columns) - 1) for _row in rows[1:]]
    for box in boxes:
        left, right = _index(columns, box[0]), _index(columns, box[2])
        top, bottom = _index(rows, box[1]), _index(rows, box[3])
        here = Spot(spot.page, 0, "", "", spot.table, top + 1, left + 1)
        text = cell_text(lines_of(inside[box]), box[2] - box[0] - 2 * padding)
        paragraphs = (Paragraph(text, spot=here),) if text else ()
        cell = Cell(top, left, paragraphs, spot=here)
        for row in range(top, bottom):
            grid[row][left:right] = [cell] * (right - left)
    widths = tuple(b - a for a, b in pairwise(columns))
    return Table(tuple(map(tuple, grid)), widths, spot=spot)


def _edges(values: Iterable[float]) -> list[float]:
    """The distinct edges, those nearer than `_NEAR` points taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    place = bisect_left(edges, value - _NEAR)
    return min(place, len(edges) - 1)


def _holds(box: _Box, word: Word) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _padding(inside: dict[_Box, list[Word]]) -> float:
    """The least distance of a word from the left edge of its cell."""
    gaps = (word.x0 - box[0] for box, words in inside.items() for word in words)
    return max(min(gaps, default=_DEFAULT_PADDING), 0.0)
