"""Finds the head of a table: the rows it takes and the columns under it."""

from dataclasses import dataclass

from innoreg.importing import column_matching
from innoreg.importing.column_matching import MAX_HEAD, Columns
from innoreg.importing.document import Cell, Slots, Table
from innoreg.importing.text_cleaning import is_arabic, is_number

# The share of numbers that makes an unnamed first column that of numbers. Not measured: above
# one half, and the published documents read alike from 0.1 to 1.
_MIN_NUMBERS = 0.6


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column under the head: its heads from the top and its grid columns [first, last)."""

    chain: tuple[str, ...]
    first: int
    last: int

    @property
    def head(self) -> str:
        """The heads joined: «Срок / начало»."""
        return " / ".join(self.chain)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its rows [start, end), its columns and their fields.

    `score` is the number of known fields less the cells that look like text or numbers.
    """

    start: int
    end: int
    leaves: tuple[Leaf, ...]
    columns: Columns
    score: int

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its cells, by which a repeated head is known."""
        return frozenset(
            column_matching.head_key(text) for leaf in self.leaves for text in leaf.chain
        )


def distinct_cells(slots: Slots) -> list[Cell]:
    """The cells of a row from the left, a merged cell once."""
    return list(dict.fromkeys(slot for slot in slots if slot is not None))


def find_heads(table: Table, rows: range) -> list[Head]:
    """Every head among these rows, none inside another."""
    found: list[Head] = []
    for row in rows:
        if found and row < found[-1].end:
            continue
        head = head_at(table, row)
        if head:
            found.append(head)
    return found


def best_head(table: Table, depth: int) -> Head | None:
    """The head of the highest score among the first `depth` rows, the upper of equal ones."""
    candidates = find_heads(table, range(min(depth, len(table.grid))))
    return max(candidates, key=lambda head: (head.score, -head.start), default=None)


def head_at(table: Table, row: int) -> Head | None:
    """The head that begins in this row; None unless its cells name at least two fields."""
    cells = distinct_cells(table.grid[row])
    filled = [cell for cell in cells if cell.text]
    if len(filled) < 2 or any(cell.row < row for cell in cells) or is_arabic(filled[0].text):
        return None
    end = _end_of_head(table, row)
    leaves = _find_leaves(table, row, end)
    lowest = tuple(leaf.chain[-1] if leaf.chain else "" for leaf in leaves)
    # «1, 2, 3 …» under a head numbers its columns; a plan that begins in January says so above.
    months = column_matching.find_months(lowest)
    if any(lowest[i] == "1" and i - 1 not in months for i in months):
        months = frozenset()
    guesses = tuple(
        (("period", 9),) if index in months else column_matching.guess_fields(leaf.chain)
        for index, leaf in enumerate(leaves)
    )
    columns = column_matching.assign_fields(guesses)
    if columns is None:
        return None
    columns = _with_number_column(table, end, leaves, columns)
    known = len(
        set(columns.fields) & (column_matching.FIELDS | column_matching.LISTED | {"period"})
    )
    long = sum(_is_too_long(cell.text) for cell in filled)
    named = {lowest[index] for index in months}
    body = sum(is_arabic(cell.text) for cell in filled if cell.text not in named)
    score = known - long - body
    return Head(row, end, leaves, columns, score) if known >= 2 and score >= 2 else None


def _is_too_long(text: str) -> bool:
    return len(text) > MAX_HEAD or (len(text) > MAX_HEAD // 3 and text.endswith("."))


def _end_of_head(table: Table, row: int) -> int:
    """One past the last row of the head, sub-heads under a wide cell included."""
    end = row + 1
    while end < len(table.grid) and _is_sub_head(table.grid[end - 1], table.grid[end], end):
        end += 1
    return end


def _is_sub_head(above: Slots, slots: Slots, row: int) -> bool:
    # A row whose cells are all wide is a title over the table, not a head with sub-heads.
    wide = [cell for cell in distinct_cells(above) if above.count(cell) > 1 and cell.text]
    fresh = [cell for cell in distinct_cells(slots) if cell.row == row and cell.text]
    if len(wide) == len(distinct_cells(above)) or not fresh:
        return False
    under = {slot for cell in wide for slot in _cells_beneath(above, slots, cell)}
    split = any(len(_cells_beneath(above, slots, cell)) > 1 for cell in wide)
    timed = any(column_matching.is_time_head(cell.text) for cell in wide)
    months = [timed and column_matching.month_of(cell.text) > 0 for cell in fresh]
    short = all(
        len(cell.text) <= MAX_HEAD and (month or not is_arabic(cell.text))
        for cell, month in zip(fresh, months, strict=True)
    )
    return split and short and all(cell in under for cell in fresh)


def _cells_beneath(above: Slots, slots: Slots, cell: Cell) -> list[Cell]:
    covered = (slots[i] for i, slot in enumerate(above) if slot is cell and i < len(slots))
    return list(dict.fromkeys(slot for slot in covered if slot is not None))


def _find_leaves(table: Table, start: int, end: int) -> tuple[Leaf, ...]:
    leaves: list[Leaf] = []
    previous: tuple[Cell | None, ...] = ()
    for column in range(table.columns):
        cells = tuple(table.grid[row][column] for row in range(start, end))
        # The same cells in the next grid column: one column that other rows split. Or a sliver
        # that LibreOffice leaves where the rules of two rows do not meet.
        if leaves and (cells == previous or _is_sliver(table, column)):
            last = leaves[-1]
            leaves[-1] = Leaf(last.chain, last.first, column + 1)
            continue
        texts = (cell.text for cell in dict.fromkeys(cells) if cell is not None)
        leaves.append(Leaf(tuple(filter(None, texts)), column, column + 1))
        previous = cells
    return tuple(leaves)


def _is_sliver(table: Table, column: int) -> bool:
    """Whether a column of the grid is less than a hundredth as wide as others are on average."""
    if len(table.widths) <= column:
        return False
    return table.widths[column] * len(table.widths) < 0.01 * sum(table.widths)


def _with_number_column(
    table: Table, body: int, leaves: tuple[Leaf, ...], columns: Columns
) -> Columns:
    """The columns with an unnamed first one as that of numbers, if it holds mostly numbers."""
    if columns.index_of("number") is not None or columns.fields[0] in column_matching.FIELDS:
        return columns
    texts = [
        slot.text
        for row in table.grid[body:]
        if (slot := row[leaves[0].first]) is not None and slot.text
    ]
    if not texts or sum(map(is_number, texts)) < _MIN_NUMBERS * len(texts):
        return columns
    return Columns(("number", *columns.fields[1:]), columns.kind)
