"""The plain markup of an appendix that is a text: paragraphs, headings, lists and tables.

A line is a paragraph; empty lines count for nothing.
# A heading
- a line of a list
| head | head |
|---|
| cell | cell |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from innoreg.render.document_text import split_enumerations

_HEADING = re.compile(r"#{1,3}\s+(\S.*)")
_ITEM = re.compile(r"[-–—*•]\s+(\S.*)")
_RULE = re.compile(r"[|:\-\s]*-[|:\-\s]*")


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph, heading or line of a list; of a table its heads and rows, equally long."""

    kind: Literal["text", "subheading", "item", "table"]
    text: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def text_parts(text: str) -> Iterator[TextPart]:
    """The parts of the text in order; short rows of a table are filled up with empty cells."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield _table_part(table)
            table = []
        yield from _line_parts(line, alone=len(lines) == 1)
    if table:
        yield _table_part(table)


def _line_parts(line: str, *, alone: bool) -> Iterator[TextPart]:
    if found := _HEADING.fullmatch(line):
        yield TextPart("subheading", found[1])
    elif found := _ITEM.fullmatch(line):
        yield TextPart("item", found[1])
    else:
        # A text kept in one line of the YAML may hold whole enumerations.
        yield from (
            TextPart("text", each) for each in (split_enumerations(line) if alone else [line])
        )


def _table_part(lines: list[str]) -> TextPart:
    rule = next((at for at, line in enumerate(lines) if _RULE.fullmatch(line)), 0)
    cells = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in lines
        if not _RULE.fullmatch(line)
    ]
    width = max(map(len, cells), default=0)
    filled = [row + ("",) * (width - len(row)) for row in cells]
    heads = tuple(" ".join(filter(None, column)) for column in zip(*filled[:rule], strict=True))
    return TextPart("table", "", heads, tuple(filled[rule:]))
