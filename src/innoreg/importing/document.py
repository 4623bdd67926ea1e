"""A document of any format as one neutral value: paragraphs and tables with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from innoreg.importing.messages import NOWHERE, Note, Spot
from innoreg.importing.text_cleaning import join_lines

Format = Literal["docx", "xlsx", "pdf"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text with single spaces, and the automatic number before it («1.2.»)."""

    text: str
    number: str = ""
    level: int = 0
    centred: bool = False
    bold: bool = False
    spot: Spot = NOWHERE

    @property
    def full(self) -> str:
        """The text as printed, the automatic number first."""
        return f"{self.number} {self.text}".strip()


# Compared by identity: two cells with equal texts are two cells, and one that covers several
# slots of a grid is one.
@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell; `row` and `column` (from 0) are the slot of the grid where it begins.

    `typed` is the type of the value in a spreadsheet, before it became text.
    """

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...] = ()
    typed: Literal["text", "number", "date"] = "text"
    spot: Spot = NOWHERE

    @property
    def text(self) -> str:
        """All paragraphs joined, automatic numbers included."""
        return join_lines(paragraph.full for paragraph in self.paragraphs)

    @property
    def bold(self) -> bool:
        """Whether every word of the cell is bold."""
        filled = [paragraph for paragraph in self.paragraphs if paragraph.text]
        return bool(filled) and all(paragraph.bold for paragraph in filled)


Slots = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as a full grid: a merged cell is in every slot it covers, None is a gap.

    `widths` of the grid columns are in any one unit; `breaks` are the rows that begin a new
    page, where known.
    """

    grid: tuple[Slots, ...]
    widths: tuple[float, ...] = ()
    breaks: frozenset[int] = frozenset()
    spot: Spot = NOWHERE

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max((len(row) for row in self.grid), default=0)

    def cells(self) -> Iterator[Cell]:
        """Every cell once, in reading order."""
        for index, row in enumerate(self.grid):
            for cell in dict.fromkeys(slot for slot in row if slot is not None):
                if cell.row == index:
                    yield cell


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a document in reading order, and notes on what was left out."""

    format: Format
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
