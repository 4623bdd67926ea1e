"""The rows of a table laid under its columns: one text for each column, merges understood."""

from dataclasses import dataclass

from innoreg.importing.columns import Head, Leaf, distinct
from innoreg.importing.document import Cell, Slots, Table
from innoreg.importing.text import join_two

_Placed = list[tuple[Cell, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid under a head; tuples are by column, None where no cell stands."""

    index: int
    texts: tuple[str, ...]
    cells: tuple[Cell | None, ...]
    spans: tuple[tuple[int, ...], ...]
    joined: tuple[int, ...] = ()

    def fresh(self, column: int | None) -> bool:
        """Whether the cell of the column begins in this row (and not above it)."""
        cell = self.cells[column] if column is not None else None
        return cell is not None and cell.row == self.index

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns where a cell with words begins in this row."""
        return tuple(i for i, text in enumerate(self.texts) if text and self.fresh(i))


def lay(table: Table, head: Head, index: int) -> Line:
    """The row of the grid under the columns of the head.

    A row with as many cells as the head has columns is matched one to one, whatever its grid;
    otherwise each cell goes to the column it overlaps most, and covers those it overlaps whole.
    """
    slots = table.grid[index]
    cells = distinct(slots)
    if len(cells) == len(head.leaves):
        placed: _Placed = [(cell, (column,)) for column, cell in enumerate(cells)]
    else:
        placed = [(cell, _columns(table, head.leaves, slots, cell)) for cell in cells]
    return _line(index, len(head.leaves), placed)


def _columns(table: Table, leaves: tuple[Leaf, ...], slots: Slots, cell: Cell) -> tuple[int, ...]:
    mine = {i for i, slot in enumerate(slots) if slot is cell}
    shares: list[tuple[float, int]] = []
    whole: list[int] = []
    for column, leaf in enumerate(leaves):
        under = range(leaf.first, leaf.last)
        share = sum(_width(table, i) for i in under if i in mine)
        shares.append((share, -column))
        if share > 0.8 * sum(_width(table, i) for i in under):
            whole.append(column)
    best = -max(shares)[1]
    return tuple(whole) if len(whole) > 1 else (best,)


def _width(table: Table, column: int) -> float:
    return table.widths[column] or 1.0 if table.widths else 1.0


def _line(index: int, count: int, placed: _Placed) -> Line:
    texts = [""] * count
    cells: list[Cell | None] = [None] * count
    spans: list[tuple[int, ...]] = []
    joined: list[int] = []
    for cell, columns in placed:
        first = columns[0]
        if texts[first] and cell.text:
            joined.append(first)
        texts[first] = join_two(texts[first], cell.text)
        for column in columns:
            cells[column] = cells[column] or cell
        if len(columns) > 1:
            spans.append(columns)
    return Line(index, tuple(texts), tuple(cells), tuple(spans), tuple(joined))
