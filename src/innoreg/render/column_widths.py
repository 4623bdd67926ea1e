"""Widths of the columns that a Word form made by `{%tc for … %}`: docxtpl makes them all alike."""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from innoreg.render.docx.docx_parts import Element, W
from innoreg.render.docx.docx_view import text_of

_ALIKE = 30
"""Twips by which columns that were made alike may differ."""


def fit_columns(body: Element, context: Mapping[str, Any]) -> None:
    """Give tables with the heads of a table of the context its widths, where all columns are alike."""
    known = {tuple(one["head"] for one in columns): columns for columns in _tables_of(context)}
    for table in body.iter(f"{W}tbl"):
        grid = table.findall(f"{W}tblGrid/{W}gridCol")
        row = table.find(f"{W}tr")
        heads = tuple(map(_text, row.findall(f"{W}tc"))) if row is not None else ()
        columns = known.get(heads)
        given = [int(column.get(f"{W}w", 0)) for column in grid]
        if columns and len(grid) == len(columns) and max(given) - min(given) <= _ALIKE:
            parts = [float(one["width"]) for one in columns]
            edges = [round(sum(given) * part / sum(parts)) for part in accumulate(parts)]
            _set_widths(table, [b - a for a, b in zip([0, *edges], edges, strict=False)])


def _tables_of(value: Any) -> Iterator[list[Mapping[str, Any]]]:
    """Every list of columns in the context, at any depth."""
    if isinstance(value, Mapping):
        for name, inside in value.items():
            if name == "columns" and inside:
                yield inside
            else:
                yield from _tables_of(inside)
    elif isinstance(value, list):
        for one in value:
            yield from _tables_of(one)


def _text(cell: Element) -> str:
    return " ".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p"))


def _set_widths(table: Element, widths: list[int]) -> None:
    for column, width in zip(table.iterfind(f"{W}tblGrid/{W}gridCol"), widths, strict=True):
        column.set(f"{W}w", str(width))
    for row in table.iterfind(f"{W}tr"):
        at = 0
        for cell in row.iterfind(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            count = int(span.get(f"{W}val", 1)) if span is not None else 1
            own = cell.find(f"{W}tcPr/{W}tcW")
            if own is not None:
                own.set(f"{W}w", str(sum(widths[at : at + count])))
                own.set(f"{W}type", "dxa")
            at += count
