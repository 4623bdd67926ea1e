"""Finds plans and lists among the tables of a document; all else becomes paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from innoreg.importing.document import Document, Format, Paragraph, Slots, Table
from innoreg.importing.document_titles import find_heading_rows
from innoreg.importing.table_head import Head, best_head, distinct_cells, head_at
from innoreg.importing.text_cleaning import is_arabic, is_number

# How many rows down a head may begin: sheets have a letterhead and a stamp above it. Not
# measured: any depth from 2 reads the published documents alike.
_DEPTH = {"docx": 5, "pdf": 8, "xlsx": 30}
# The score of a second head inside a table. One less than a head needs at least (2) would take
# rows of two such words for heads; the published documents read alike from 1 to 5.
_PLAIN_SCORE = 3


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A recognised part of a table: its head, the end of its rows, the title above the head."""

    table: Table
    head: Head
    end: int
    heading: str


Piece = Paragraph | FoundTable


def split_pieces(document: Document) -> Iterator[Piece]:
    """The document as paragraphs and recognised tables; other tables are given as paragraphs."""
    for block in _join_tables(document):
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from _split_table(block, document.format)


def as_paragraphs(rows: tuple[Slots, ...]) -> Iterator[Paragraph]:
    """The paragraphs of every cell of the rows, in reading order, a merged cell once."""
    cells = dict.fromkeys(cell for row in rows for cell in distinct_cells(row))
    for cell in cells:
        for paragraph in cell.paragraphs:
            yield replace(paragraph, spot=cell.spot)


def _join_tables(document: Document) -> Iterator[Paragraph | Table]:
    """The blocks of the document, with tables that the end of a page split joined again."""
    waiting: Table | None = None
    blanks: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and waiting and not block.full:
            blanks.append(block)
        elif (
            isinstance(block, Table)
            and waiting
            and _is_continuation(waiting, block, document.format)
        ):
            waiting, blanks = _append_table(waiting, block, document.format), []
        else:
            if waiting:
                yield waiting
            yield from blanks
            waiting, blanks = (block, []) if isinstance(block, Table) else (None, [])
            if isinstance(block, Paragraph):
                yield block
    if waiting:
        yield waiting


def _is_continuation(first: Table, second: Table, form: Format) -> bool:
    """Whether the second table is the rest of the first: as many columns and no other head."""
    # Sheets of a workbook are never parts of one table.
    head = best_head(first, _DEPTH[form]) if form != "xlsx" else None
    fullest = max((len(distinct_cells(row)) for row in second.grid), default=0)
    if head is None or fullest != len(head.leaves):
        return False
    other = best_head(second, 2)
    # Words of a row can look like a weak head; a strong one begins another table.
    weak = other is None or other.score < max(_PLAIN_SCORE, head.score - 1)
    return weak or (other is not None and other.keys <= head.keys)


def _append_table(first: Table, second: Table, form: Format) -> Table:
    shift = len(first.grid)
    moved = {cell: replace(cell, row=cell.row + shift) for cell in second.cells()}
    rows = [tuple(moved[slot] if slot is not None else None for slot in row) for row in second.grid]
    columns = max(first.columns, second.columns)
    return replace(
        first,
        grid=tuple(row + (None,) * (columns - len(row)) for row in (*first.grid, *rows)),
        widths=first.widths if second.columns == first.columns else (),
        breaks=first.breaks | {shift} if form == "pdf" else first.breaks,
    )


def _split_table(table: Table, form: Format) -> Iterator[Piece]:
    """The parts of a table: for each head the paragraphs above it, its rows, the paragraphs below."""
    first = best_head(table, _DEPTH[form])
    if first is None:
        yield from as_paragraphs(table.grid)
        return
    start = 0
    heads = [first, *_find_further_heads(table, first)]
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        title, heading = find_heading_rows(table, start, head.start)
        yield from as_paragraphs(table.grid[start:title])
        end = _end_of_rows(table, head, following.start) if following else len(table.grid)
        body = _end_without_tail(table, head, end) if form == "xlsx" else end
        yield FoundTable(table, head, body, heading)
        yield from as_paragraphs(table.grid[body:end])
        start = end


def _find_further_heads(table: Table, head: Head) -> Iterator[Head]:
    """Further heads lower in the table, each below an empty row or a title."""
    row = head.end
    while row < len(table.grid):
        slots = table.grid[row]
        counted = any(cell.row == row and is_arabic(cell.text) for cell in distinct_cells(slots))
        parted = sum(bool(cell.text) for cell in distinct_cells(table.grid[row - 1])) < 2
        other = head_at(table, row) if parted and not counted else None
        if other and other.score >= _PLAIN_SCORE and not other.keys <= head.keys:
            yield other
            head = other
        row = other.end if other else row + 1


def _end_of_rows(table: Table, head: Head, limit: int) -> int:
    """One past the last row of a table above another head; titles between belong to that one."""
    end = limit
    while end > head.end and sum(bool(c.text) for c in distinct_cells(table.grid[end - 1])) < 2:
        end -= 1
    return end


def _end_without_tail(table: Table, head: Head, end: int) -> int:
    """One past the last row of the plan on a sheet that holds more below it.

    Rows after an empty one that have no number and are half empty are a signature or a remark.
    """
    column = head.columns.index_of("number")
    number = head.leaves[column].first if column is not None else None
    body = end
    for index in range(end - 1, head.end - 1, -1):
        texts = [slot.text if slot else "" for slot in table.grid[index]]
        filled = sum(map(bool, texts))
        if filled == 0:
            body = index
        elif filled > len(head.leaves) // 2 or (number is not None and is_number(texts[number])):
            break
    return body
