"""A table of a document as data for templates: its columns and rows."""

from collections.abc import Sequence
from typing import TypedDict


class ColumnContext(TypedDict):
    """A column: its head, and its width in parts of the whole."""

    head: str
    width: float


class RowContext(TypedDict):
    """A row: its cells in order, and the same texts by name; `whole`: one cell over all columns."""

    cells: list[str]
    whole: bool
    number: str
    title: str
    deadline: str
    responsible: str
    result: str


def table_row(
    *,
    cells: Sequence[str] = (),
    whole: bool = False,
    number: str = "",
    title: str = "",
    deadline: str = "",
    responsible: str = "",
    result: str = "",
) -> RowContext:
    """A row of an appendix or report; texts that are not given are empty."""
    return {
        "cells": list(cells),
        "whole": whole,
        "number": number,
        "title": title,
        "deadline": deadline,
        "responsible": responsible,
        "result": result,
    }
