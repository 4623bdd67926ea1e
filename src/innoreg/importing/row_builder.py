"""The rows of a recognised table: items with their fields, sections, and what looked odd."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from innoreg.importing.document import Cell, Format, Table
from innoreg.importing.drafts import Extra, Row
from innoreg.importing.messages import NOWHERE, Note, Spot, note
from innoreg.importing.row_cells import Line, NumberCell, deadline_of, lay, read_number
from innoreg.importing.row_classifier import Sorter
from innoreg.importing.table_head import Head
from innoreg.importing.text_cleaning import bare, join_two, parent_of, parts, split_number

_KNOWN = frozenset(
    ["number", "title", "deadline", "start", "end", "period", "responsible", "result", "section"]
)


@dataclass(slots=True)
class _Item:
    """A row of the plan while its pieces are being gathered, texts by column."""

    section: bool
    line: Line
    number: NumberCell
    texts: list[str]
    periods: dict[int, Cell] = field(default_factory=dict)


def read_rows(
    table: Table, head: Head, end: int, heading: str, form: Format
) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
    """The rows of the grid from under the head up to `end`, and the notes on them."""
    laid = [lay(table, head, index) for index in range(head.end, end)]
    column = head.columns.at("number")
    numbered = column is not None and any(line.texts[column] for line in laid)
    sorter = Sorter(table, head, heading, form, numbered)
    lines = [line for line in laid if not sorter.says_nothing(line)]
    builder = _Builder(head, sorter)
    above = head.end
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        turned = any(above < row <= line.index for row in table.breaks)
        builder.take(line, following, turned=turned)
        above = line.index
    return builder.finish()


class _Builder:
    """Takes lines from the top and joins those that belong together."""

    def __init__(self, head: Head, sorter: Sorter) -> None:
        self._head = head
        self._sorter = sorter
        self._items: list[_Item] = []
        self._notes: list[Note] = []

    def take(self, line: Line, following: Line | None, *, turned: bool) -> None:
        """Add one line of the grid; `turned` says that a page was turned right before it."""
        after = self._items[-1] if self._items and not self._items[-1].section else None
        above = after.line if after else None
        sort = self._sorter.sort(line, above, following, turned=turned)
        if sort == "rest" and after:
            self._join(after, line)
            return
        self._items.append(self._begin(line, sort == "section"))
        if sort == "item":
            self._notes.extend(self._oddities(line))

    def _begin(self, line: Line, section: bool) -> _Item:
        column = self._head.columns.at("number")
        cell = line.cells[column] if column is not None else None
        number = read_number(cell) if cell is not None else NumberCell("")
        return _Item(section, line, number, list(line.texts))

    def _join(self, item: _Item, line: Line) -> None:
        for column in line.filled:
            item.texts[column] = join_two(item.texts[column], line.texts[column])

    def _oddities(self, line: Line) -> Iterator[Note]:
        fields, leaves = self._head.columns.fields, self._head.leaves
        for span in line.spans:
            periods = all(fields[column] == "period" for column in span)
            if not periods and line.fresh(span[0]) and line.texts[span[0]]:
                names = ", ".join(leaves[column].head for column in span)
                yield note("merged-across", _spot(line), columns=names)
        for column in line.joined:
            if fields[column] != "title" or "number" in fields:
                yield note("cells-joined", _spot(line), column=leaves[column].head)

    def finish(self) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
        """All rows with numbers, parents and sections worked out."""
        typed = self._typed_numbers()
        rows: list[Row] = []
        section = stage = ""
        known: dict[tuple[str, ...], str] = {}
        for item in self._items:
            row = self._section(item) if item.section else self._row(item, typed)
            row, notes = self._numbered(item, row, known)
            self._notes.extend(notes)
            known[parts(row.number)] = row.number
            if item.section:
                section, stage = row.title, ""
            else:
                stage = row.section or stage
                row = replace(row, section=stage or section)
            rows.append(row)
        return tuple(rows), tuple(self._notes)

    def _numbered(
        self, item: _Item, row: Row, known: dict[tuple[str, ...], str]
    ) -> tuple[Row, list[Note]]:
        number, notes = item.number.settled(row.number, known, row.spot)
        column = self._head.columns.at("number")
        repeated = number and parts(number) in known and (column is None or item.line.fresh(column))
        if repeated and not item.section:
            notes.append(note("number-repeated", row.spot, number=number))
        level = max(len(parts(number)), 1)
        return replace(row, number=number, level=level, parent=parent_of(number, known)), notes

    def _typed_numbers(self) -> bool:
        """Whether every item carries a typed number before its title, for lack of a column."""
        titles = self._head.columns.at("title")
        items = [item for item in self._items if not item.section]
        if "number" in self._head.columns.fields or titles is None or len(items) < 2:
            return False
        return all(split_number(item.texts[titles])[0] for item in items)

    def _section(self, item: _Item) -> Row:
        column = self._head.columns.at("number")
        texts = list(item.texts)
        number = ""
        if column is not None and len(item.line.filled) > 1:
            number, texts[column] = item.number.text, ""
        elif column is not None and texts[column] and len(item.line.filled) == 1:
            cell = item.line.cells[column]
            number, texts[column] = _automatic(cell, texts[column])
        title = " ".join(filter(None, texts))
        return Row("section", bare(number), title=title, printed=number, spot=_spot(item.line))

    def _row(self, item: _Item, typed: bool) -> Row:
        columns = self._head.columns
        named = dict(zip(columns.fields, item.texts, strict=True))
        number, title = item.number.text, named.get("title", "")
        if typed:
            number, title = split_number(title)
        elif "number" not in columns.fields:
            number, title = self._automatic_title(item, title)
        return Row(
            "item",
            number=bare(number),
            printed=number,
            title=title,
            deadline=deadline_of(self._head, item.line, tuple(item.texts)),
            responsible=named.get("responsible", ""),
            result=named.get("result", ""),
            section=named.get("section", ""),
            extra=self._extra(item),
            spot=_spot(item.line),
        )

    def _automatic_title(self, item: _Item, title: str) -> tuple[str, str]:
        column = self._head.columns.at("title")
        return _automatic(item.line.cells[column] if column is not None else None, title)

    def _extra(self, item: _Item) -> tuple[Extra, ...]:
        return tuple(
            Extra(name, self._head.leaves[column].head, item.texts[column])
            for column, name in enumerate(self._head.columns.fields)
            if name not in _KNOWN and item.texts[column]
        )


def _automatic(cell: Cell | None, text: str) -> tuple[str, str]:
    """The automatic number of a cell's first paragraph apart from the text after it."""
    first = cell.paragraphs[0] if cell and cell.paragraphs else None
    if first is None or not first.number or not text.startswith(first.number):
        return "", text
    if not re.match(r"[\dIVX]", first.number) or (cell and _is_list(cell)):
        return "", text
    return first.number, text[len(first.number) :].strip()


def _is_list(cell: Cell) -> bool:
    return sum(bool(paragraph.number) for paragraph in cell.paragraphs) > 1


def _spot(line: Line) -> Spot:
    cells = [line.cells[column] for column in line.filled]
    return next((cell.spot for cell in cells if cell is not None), NOWHERE)
