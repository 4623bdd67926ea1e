"""Reads a Word table as a full grid, with merged cells resolved."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from innoreg.importing.document import Block, Cell, Paragraph, Slots, Table
from innoreg.importing.docx.docx_package import WRAPPERS, W, attribute
from innoreg.importing.limits import MAX_CELLS
from innoreg.importing.messages import ImportRefused, Spot

if TYPE_CHECKING:
    from lxml import etree

# Bounds the spans that a file can ask for; Word itself stops at 63 columns.
_MAX_COLUMNS = 200


class CellReader(Protocol):
    """What turns the content of a cell into paragraphs."""

    def read_cell(
        self, container: "etree._Element", spot: Spot, nested: list[Block]
    ) -> tuple[Paragraph, ...]: ...

    def note_covered(self, paragraphs: tuple[Paragraph, ...], spot: Spot) -> None:
        """Note words of a cell that a merged one covers: Word does not show them."""


def _child_elements(container: "etree._Element", tag: str) -> "Iterator[etree._Element]":
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _child_elements(child, tag)


def _read_count(properties: "etree._Element | None", name: str, default: int) -> int:
    text = attribute(properties.find(W + name)) if properties is not None else ""
    # A span of any length stands in a damaged or hostile file.
    return min(int(text), _MAX_COLUMNS) if text.isdecimal() and len(text) < 7 else default


def _is_deleted(row: "etree._Element") -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _read_width(text: str) -> float:
    # In twips; so long a number is damage, and `float` of a longer one takes time.
    return float(text) if text.isdecimal() and len(text) < 9 else 0.0


def read_grid(
    element: "etree._Element", reader: CellReader, spot: Spot, nested: list[Block]
) -> Table:
    """The table at `element`, its cells read by `reader` in order; adds nested tables to `nested`.

    Raises `ImportRefused` for too many cells.
    """
    grid: list[list[Cell | None]] = []
    for row in _child_elements(element, W + "tr"):
        if not _is_deleted(row):
            above = grid[-1] if grid else []
            grid.append(_read_row(row, len(grid), above, reader, spot, nested))
            if len(grid[-1]) * len(grid) > MAX_CELLS:
                raise ImportRefused("too-many-cells", limit=MAX_CELLS)
    columns = max(map(len, grid), default=0)
    widths = [
        _read_width(attribute(node, "w")) for node in element.findall(f"{W}tblGrid/{W}gridCol")
    ]
    return Table(
        grid=tuple(_pad_row(row, columns) for row in grid),
        # The declared grid is often stale; widths that do not fit it are worse than none.
        widths=tuple(widths) if len(widths) == columns else (),
        spot=spot,
    )


def _pad_row(row: list[Cell | None], columns: int) -> Slots:
    return tuple(row) + (None,) * (columns - len(row))


def _read_row(
    row: "etree._Element",
    index: int,
    above: list[Cell | None],
    reader: CellReader,
    spot: Spot,
    nested: list[Block],
) -> list[Cell | None]:
    slots: list[Cell | None] = [None] * _read_count(row.find(W + "trPr"), "gridBefore", 0)
    for element in _child_elements(row, W + "tc"):
        properties = element.find(W + "tcPr")
        span = max(_read_count(properties, "gridSpan", 1), 1)
        column = len(slots)
        here = replace(spot, row=index + 1, column=column + 1)
        # Read even if the cell is covered: the counters of automatic numbers go on.
        paragraphs = reader.read_cell(element, here, nested)
        cell = _continued_cell(properties, slots, above, column)
        if cell and paragraphs:
            reader.note_covered(paragraphs, here)
        slots.extend([cell or Cell(index, column, paragraphs, spot=here)] * span)
    return slots


def _continued_cell(
    properties: "etree._Element | None",
    slots: list[Cell | None],
    above: list[Cell | None],
    column: int,
) -> Cell | None:
    """The cell that this one continues, above (vMerge) or to the left (hMerge); None if none."""
    if properties is None:
        return None
    down, right = properties.find(W + "vMerge"), properties.find(W + "hMerge")
    if right is not None and attribute(right) != "restart" and slots:
        return slots[-1]
    if down is not None and attribute(down) != "restart" and column < len(above):
        return above[column]
    return None
