"""Builds the rows of a recognised table: items with their fields, sections, and notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from innoreg.importing.document import Cell, Format, Table
from innoreg.importing.drafts import Extra, Row
from innoreg.importing.messages import NOWHERE, Note, Spot, note
from innoreg.importing.row_cells import (
    LaidRow,
    NumberCell,
    cells_by_column,
    compose_deadline,
    read_number,
)
from innoreg.importing.row_classifier import RowClassifier
from innoreg.importing.table_head import Head
from innoreg.importing.text_cleaning import (
    find_parent,
    join_pieces,
    number_parts,
    split_number,
    without_dot,
)

_KNOWN = frozenset(
    ["number", "title", "deadline", "start", "end", "period", "responsible", "result", "section"]
)


@dataclass(slots=True)
class _Item:
    """A row of the plan while its pieces are collected; `texts` by column."""

    section: bool
    line: LaidRow
    number: NumberCell
    texts: list[str]


def read_rows(
    table: Table, head: Head, end: int, heading: str, form: Format
) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
    """The rows of the grid from below the head up to `end`, and the notes on them."""
    laid = [cells_by_column(table, head, index) for index in range(head.end, end)]
    column = head.columns.index_of("number")
    numbered = column is not None and any(line.texts[column] for line in laid)
    classifier = RowClassifier(table, head, heading, form, numbered)
    lines = [line for line in laid if not classifier.is_empty_or_repeated(line)]
    builder = _RowBuilder(head, classifier)
    above = head.end
    totals = [line for line in lines if classifier.is_total(line)]
    lines = [line for line in lines if line not in totals]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        after_break = any(above < row <= line.index for row in table.breaks)
        builder.add_row(line, following, after_break=after_break)
        above = line.index
    rows, notes = builder.finish_rows()
    return rows, (*notes, *map(_total_note, totals))


def _total_note(line: LaidRow) -> Note:
    text = " ".join(line.texts[column] for column in line.filled_columns)
    return note("unplaced-text", _spot_of(line), text=text)


class _RowBuilder:
    """Takes the rows of a grid from the top and joins those that are one row of the plan."""

    def __init__(self, head: Head, classifier: RowClassifier) -> None:
        self._head, self._classifier = head, classifier
        self._number_column = head.columns.index_of("number")
        self._title_column = head.columns.index_of("title")
        self._items: list[_Item] = []
        self._notes: list[Note] = []

    def add_row(self, line: LaidRow, following: LaidRow | None, *, after_break: bool) -> None:
        """Add one row of the grid; `after_break` says that it is the first of a page."""
        after = self._items[-1] if self._items and not self._items[-1].section else None
        above = after.line if after else None
        sort = self._classifier.classify(line, above, following, after_break=after_break)
        if sort == "rest" and after:
            self._join_rest(after, line)
            return
        self._items.append(self._start_item(line, sort == "section"))
        if sort == "item":
            self._notes.extend(self._find_oddities(line))

    def _start_item(self, line: LaidRow, section: bool) -> _Item:
        cell = line.cells[self._number_column] if self._number_column is not None else None
        number = read_number(cell) if cell is not None else NumberCell("")
        return _Item(section, line, number, list(line.texts))

    def _join_rest(self, item: _Item, line: LaidRow) -> None:
        for column in line.filled_columns:
            item.texts[column] = join_pieces(item.texts[column], line.texts[column])

    def _find_oddities(self, line: LaidRow) -> Iterator[Note]:
        fields, leaves = self._head.columns.fields, self._head.leaves
        for span in line.spans:
            periods = all(fields[column] == "period" for column in span)
            if not periods and line.has_own_cell(span[0]) and line.texts[span[0]]:
                names = ", ".join(leaves[column].head for column in span)
                yield note("merged-across", _spot_of(line), columns=names)
        for column in line.joined:
            if fields[column] != "title" or "number" in fields:
                yield note("cells-joined", _spot_of(line), column=leaves[column].head)

    def finish_rows(self) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
        """All rows with their numbers, parents and sections, and the notes."""
        # In order: a number is judged, and a parent found, by the numbers above it.
        typed = self._has_typed_numbers()
        rows: list[Row] = []
        section = stage = ""
        known: dict[tuple[str, ...], str] = {}
        counted: set[tuple[str, ...]] = set()
        for item in self._items:
            row = self._section_row(item) if item.section else self._item_row(item, typed)
            if item.section:
                # Each section may count its rows anew.
                counted = set()
            row, notes = self._with_number(item, row, known, counted)
            counted.add(number_parts(row.number))
            self._notes.extend(notes)
            known[number_parts(row.number)] = row.number
            if item.section:
                section, stage = row.title, ""
            else:
                stage = row.section or stage
                row = replace(row, section=stage or section)
            rows.append(row)
        return tuple(rows), tuple(self._notes)

    def _with_number(
        self,
        item: _Item,
        row: Row,
        known: dict[tuple[str, ...], str],
        counted: set[tuple[str, ...]],
    ) -> tuple[Row, list[Note]]:
        number, notes = item.number.final_number(row.number, known, row.spot)
        # A number merged down over several rows stands in all of them and is not repeated.
        own = self._number_column is None or item.line.has_own_cell(self._number_column)
        if own and number and number_parts(number) in counted and not item.section:
            notes.append(note("number-repeated", row.spot, number=number))
        level = max(len(number_parts(number)), 1)
        return replace(row, number=number, level=level, parent=find_parent(number, known)), notes

    def _has_typed_numbers(self) -> bool:
        """Whether every item has its number typed before the title, for lack of a column."""
        titles = self._title_column
        items = [item for item in self._items if not item.section]
        if self._number_column is not None or titles is None or len(items) < 2:
            return False
        # All of them: a single title may begin with a number of its own (a year, an amount).
        return all(split_number(item.texts[titles])[0] for item in items)

    def _section_row(self, item: _Item) -> Row:
        column, filled = self._number_column, len(item.line.filled_columns)
        texts = list(item.texts)
        number = ""
        if column is not None and filled > 1:
            number, texts[column] = item.number.text, ""
        elif column is not None and texts[column] and filled == 1:
            number, texts[column] = _split_automatic(item.line.cells[column], texts[column])
        title, spot = " ".join(filter(None, texts)), _spot_of(item.line)
        return Row("section", without_dot(number), title=title, printed=number, spot=spot)

    def _item_row(self, item: _Item, typed: bool) -> Row:
        named = dict(zip(self._head.columns.fields, item.texts, strict=True))
        number, title = item.number.text, named.get("title", "")
        if typed:
            number, title = split_number(title)
        elif self._number_column is None:
            column = self._title_column
            number, title = _split_automatic(
                None if column is None else item.line.cells[column], title
            )
        return Row(
            "item",
            number=without_dot(number),
            printed=number,
            title=title,
            deadline=compose_deadline(self._head, item.line, tuple(item.texts)),
            responsible=named.get("responsible", ""),
            result=named.get("result", ""),
            section=named.get("section", ""),
            extra=self._extra_cells(item),
            spot=_spot_of(item.line),
        )

    def _extra_cells(self, item: _Item) -> tuple[Extra, ...]:
        return tuple(
            Extra(name, self._head.leaves[column].head, item.texts[column])
            for column, name in enumerate(self._head.columns.fields)
            if name not in _KNOWN and item.texts[column]
        )


def _split_automatic(cell: Cell | None, text: str) -> tuple[str, str]:
    """The automatic number of the cell's first paragraph and the text after it; ("", text) if none."""
    first = cell.paragraphs[0] if cell and cell.paragraphs else None
    if first is None or not first.number or not text.startswith(first.number):
        return "", text
    # Several numbered paragraphs are a list inside the cell, not the number of the row.
    if not re.match(r"[\dIVX]", first.number) or (cell and _is_list(cell)):
        return "", text
    return first.number, text[len(first.number) :].strip()


def _is_list(cell: Cell) -> bool:
    return sum(bool(paragraph.number) for paragraph in cell.paragraphs) > 1


def _spot_of(line: LaidRow) -> Spot:
    cells = [line.cells[column] for column in line.filled_columns]
    return next((cell.spot for cell in cells if cell is not None), NOWHERE)
