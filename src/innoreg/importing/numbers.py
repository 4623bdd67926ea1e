"""The number of a row as its cell holds it: typed, automatic, or spoilt by a spreadsheet."""

import re
from collections.abc import Container
from dataclasses import dataclass

from innoreg.importing.document import Cell
from innoreg.importing.notes import Note, note
from innoreg.importing.spot import Spot
from innoreg.importing.text import is_number, parts

_DATE = re.compile(r"(\d\d)\.(\d\d)\.\d{4}")
_FRACTION = re.compile(r"(\d+)\.(\d)")


@dataclass(frozen=True, slots=True)
class NumberCell:
    """The number as printed and what a spreadsheet held there."""

    text: str
    typed: str = "text"

    def settled(
        self, number: str, before: Container[tuple[str, ...]], spot: Spot
    ) -> tuple[str, list[Note]]:
        """The number to keep, after the parts of those `before` it, and notes on doubts.

        A numeric 2.1 right after 2.9 is 2.10 that lost its zero; elsewhere it is kept and noted.
        """
        if self.typed == "date" and (found := _DATE.fullmatch(number)):
            number = f"{int(found[1])}.{int(found[2])}"
            return number, [note("number-was-date", spot, number=number)]
        found = _FRACTION.fullmatch(number) if self.typed == "number" else None
        if not found:
            return number, []
        other = f"{found[1]}.{found[2]}0"
        again = parts(number) in before
        lost = again and parts(_previous(other)) in before
        doubtful = note("number-was-number", spot, number=number, other=other)
        if lost:
            return other, [doubtful]
        return number, [doubtful] if found[2] == "1" or again else []


def _previous(number: str) -> str:
    head, _dot, last = number.rpartition(".")
    return f"{head}.{int(last) - 1}"


def read_number(cell: Cell) -> NumberCell:
    """The number in the cell, without the spaces a narrow column put into it."""
    text = cell.text
    close = text.replace(" ", "")
    return NumberCell(close if is_number(close) else text, cell.typed)
