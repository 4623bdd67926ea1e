"""The walk: reading commands run here as on a terminal, and what they drew."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from innoreg.cli import main

WIDE = 4000
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    """A terminal that keeps what was written on it."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise io.UnsupportedOperation


class Table(NamedTuple):
    """A table as it was drawn: the lines of each row, and of each column the cells and their lines."""

    rows: list[tuple[str, ...]]
    columns: list[list[tuple[str, tuple[str, ...]]]]


class Screen(NamedTuple):
    """What one call drew: its text without colours, and its tables."""

    call: str
    language: str
    width: int
    code: int
    text: str
    tables: list[Table]

    @property
    def title(self) -> str:
        return f"innoreg {self.call} --lang {self.language} on {self.width} columns"


@contextmanager
def tables_noted(patched: pytest.MonkeyPatch) -> Iterator[list[Table]]:
    """The tables that are laid out for the terminal meanwhile."""
    from innoreg.report import table_layout, tables

    found: list[Table] = []
    columns: list[list[tuple[str, tuple[str, ...]]]] = []

    def fit_cells(cells: Sequence[str], width: int, lines: int) -> list[list[str]]:
        fitted = table_layout_fit(cells, width, lines)
        columns.append(list(zip(cells, map(tuple, fitted), strict=True)))
        return fitted

    def lay_out(*words: Any) -> Any:
        columns.clear()
        laid = table_layout_lay_out(*words)
        found.append(Table([tuple(lines) for lines in laid.rows], list(columns)))
        return laid

    table_layout_fit, table_layout_lay_out = table_layout.fit_cells, table_layout.lay_out
    patched.setattr(table_layout, "fit_cells", fit_cells)
    patched.setattr(tables, "lay_out", lay_out)
    yield found


def draw(
    root: Path, call: str, language: str, width: int, *options: str, is_terminal: bool = True
) -> Screen:
    """What the call draws on a terminal `width` wide, or in a pipe; errors and remarks last."""
    out, err = (Terminal() if is_terminal else io.StringIO() for _ in range(2))
    with pytest.MonkeyPatch.context() as patched, tables_noted(patched) as tables:
        patched.chdir(root)
        patched.setenv("COLUMNS", str(width))
        patched.setenv("LINES", "50")
        patched.setenv("TERM", "xterm")
        patched.setenv("INNOREG_PAGER", "")
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", err)
        try:
            code = main(["--lang", language, *options, *call.split()])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    text = _COLOURS.sub("", out.getvalue() + err.getvalue()).replace("\r", "")
    return Screen(call, language, width, code, text, tables)
