"""The cells of a row by column: their texts, the number of the item and its term."""

import re
from collections.abc import Container
from dataclasses import dataclass

from innoreg.importing.column_matching import MONTHS, is_period, month_of
from innoreg.importing.document import Cell, Slots, Table
from innoreg.importing.messages import Note, Spot, note
from innoreg.importing.table_head import Head, Leaf, distinct_cells
from innoreg.importing.text_cleaning import fold_spaces, is_number, join_pieces, number_parts

# Cells with the columns that each covers.
_Placed = list[tuple[Cell, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row of the grid; `texts` and `cells` by column, None where there is no cell.

    `spans` are the columns that one cell covers, `joined` those where two cells met.
    """

    index: int
    texts: tuple[str, ...]
    cells: tuple[Cell | None, ...]
    spans: tuple[tuple[int, ...], ...]
    joined: tuple[int, ...] = ()

    def has_own_cell(self, column: int | None) -> bool:
        """Whether the cell of the column begins in this row (and not above it)."""
        cell = self.cells[column] if column is not None else None
        return cell is not None and cell.row == self.index

    @property
    def filled_columns(self) -> tuple[int, ...]:
        """The columns where a cell with words begins in this row."""
        return tuple(i for i, text in enumerate(self.texts) if text and self.has_own_cell(i))


def cells_by_column(table: Table, head: Head, index: int) -> LaidRow:
    """The row of the grid with its cells under the columns of the head.

    A row with as many cells as the head has columns is matched one to one. Otherwise a cell goes
    to the column it overlaps most, and covers all columns it overlaps almost whole.
    """
    slots = table.grid[index]
    # Rows drawn by hand in Word have grids of their own, though the columns look the same.
    cells = distinct_cells(slots)
    if len(cells) == len(head.leaves):
        placed: _Placed = [(cell, (column,)) for column, cell in enumerate(cells)]
    else:
        placed = [(cell, _covered_columns(table, head.leaves, slots, cell)) for cell in cells]
    return _make_row(index, len(head.leaves), placed)


def _covered_columns(
    table: Table, leaves: tuple[Leaf, ...], slots: Slots, cell: Cell
) -> tuple[int, ...]:
    mine = {i for i, slot in enumerate(slots) if slot is cell}
    shares: list[tuple[float, int]] = []
    whole: list[int] = []
    for column, leaf in enumerate(leaves):
        under = range(leaf.first, leaf.last)
        share = sum(_column_width(table, i) for i in under if i in mine)
        shares.append((share, -column))
        # Not the whole width: merged cells miss the edge of a column by a hair. The number is
        # not measured; it bounds how much of a column a cell may leave uncovered.
        if share > 0.8 * sum(_column_width(table, i) for i in under):
            whole.append(column)
    # `-column`: of equal shares the leftmost wins.
    best = -max(shares)[1]
    return tuple(whole) if len(whole) > 1 else (best,)


def _column_width(table: Table, column: int) -> float:
    return table.widths[column] or 1.0 if table.widths else 1.0


def _make_row(index: int, count: int, placed: _Placed) -> LaidRow:
    texts = [""] * count
    cells: list[Cell | None] = [None] * count
    spans: list[tuple[int, ...]] = []
    joined: list[int] = []
    for cell, columns in placed:
        first = columns[0]
        if texts[first] and cell.text:
            joined.append(first)
        texts[first] = join_pieces(texts[first], cell.text)
        for column in columns:
            cells[column] = cells[column] or cell
        if len(columns) > 1:
            spans.append(columns)
    return LaidRow(index, tuple(texts), tuple(cells), tuple(spans), tuple(joined))


_DATE = re.compile(r"(\d\d)\.(\d\d)\.\d{4}")
_FRACTION = re.compile(r"(\d+)\.(\d)")


@dataclass(frozen=True, slots=True)
class NumberCell:
    """The number as printed, and the type of its value in a spreadsheet."""

    text: str
    typed: str = "text"

    def final_number(
        self, number: str, before: Container[tuple[str, ...]], spot: Spot
    ) -> tuple[str, list[Note]]:
        """The number to keep and notes on doubts; `before` are the parts of the numbers above.

        A numeric 2.1 that repeats one above and follows 2.9 is 2.10 without its zero.
        """
        if self.typed == "date" and (found := _DATE.fullmatch(number)):
            # Excel turns «1.2» into the 1st of February.
            before_excel = f"{int(found[1])}.{int(found[2])}"
            return before_excel, [note("number-was-date", spot, number=before_excel, text=number)]
        found = _FRACTION.fullmatch(number) if self.typed == "number" else None
        if not found:
            return number, []
        other = f"{found[1]}.{found[2]}0"
        again = number_parts(number) in before
        lost = again and number_parts(_previous_number(other)) in before
        doubtful = note("number-was-number", spot, number=number, other=other)
        if lost:
            return other, [doubtful]
        return number, [doubtful] if found[2] == "1" or again else []


def _previous_number(number: str) -> str:
    head, _dot, last = number.rpartition(".")
    return f"{head}.{int(last) - 1}"


def read_number(cell: Cell) -> NumberCell:
    """The number in the cell, without the spaces a narrow column put into it."""
    text = cell.text
    # «1. 10.» in a narrow column is one number.
    close = text.replace(" ", "")
    return NumberCell(close if is_number(close) else text, cell.typed)


_TICK = re.compile(r"[+✓✔☑☒√●•■▪*хxvхХXV]{1,2}|да", re.IGNORECASE)
_DATED = re.compile(
    r"\d[./]\d|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр",
    re.IGNORECASE,
)


def compose_deadline(head: Head, line: LaidRow, texts: tuple[str, ...]) -> str:
    """The term of a row from all columns of time: deadline, start and end, periods; "" if none."""
    fields = head.columns.fields
    pieces = [texts[column] for column, name in enumerate(fields) if name == "deadline"]
    start = "".join(texts[c] for c, name in enumerate(fields) if name == "start")
    end = "".join(texts[c] for c, name in enumerate(fields) if name == "end")
    pieces.extend([_join_start_and_end(start, end), _join_periods(head, line, texts)])
    return fold_spaces("; ".join(dict.fromkeys(filter(None, pieces))))


def _join_start_and_end(start: str, end: str) -> str:
    if not start or not end or start == end:
        return start or end
    return f"{start} {end}" if end.startswith(("по ", "до ")) else f"{start} – {end}"


def _join_periods(head: Head, line: LaidRow, texts: tuple[str, ...]) -> str:
    periods: list[str] = []
    spans = {span[0]: span for span in line.spans}
    for column, name in enumerate(head.columns.fields):
        text = texts[column]
        if name == "period" and text:
            covered = spans.get(column, (column,))
            labels = [_period_label(head, index) for index in covered]
            periods.append(_period_text(text, labels))
    return ", ".join(periods)


def _period_text(text: str, labels: list[str]) -> str:
    if _TICK.fullmatch(text):
        return ", ".join(labels)
    if len(labels) > 1 or _DATED.search(text):
        return text
    return f"{labels[0]}: {text}"


def _period_label(head: Head, column: int) -> str:
    """The name of a period, followed by the years in the heads above it."""
    *above, name = head.leaves[column].chain
    if month := month_of(name):
        name = MONTHS[month - 1]
    years = [text for text in above if is_period(text)]
    return " ".join([name, *years])
