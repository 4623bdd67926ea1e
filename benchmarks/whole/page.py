"""Measurements as tables: on the screen, and as docs/performance.md."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

Row = tuple[str, ...]
_INTRODUCTION = """\
# Speed

*Written by `make bench`; do not edit by hand.*

Whole processes, from the shell's call to their end: start-up, reading, answer. The machine is
shared, so every command is run in turn with the others, round after round, and the times are
medians; **compare ratios, not seconds**. Memory is the largest resident size of the process.

The synthetic registries come from `python -m benchmarks.synthetic N DIR`: seven of ten records are
items of plans, a third as many files as records, about 720 bytes of YAML a record. The same seed
gives the same bytes.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, what must be said before the rows, the heads of the columns, the rows."""

    heading: str
    remark: str
    heads: Row
    rows: tuple[Row, ...]


def on_screen(table: Table) -> str:
    """The table in plain columns."""
    lines = [table.heads, *table.rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(table.heads))]
    body = [
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) for line in lines
    ]
    return "\n".join([f"\n{table.heading}", *(line.rstrip() for line in body)])


def write(path: Path, tables: Sequence[Table], today: date) -> None:
    """The page with all tables, the machine and the versions."""
    parts = [_INTRODUCTION, f"Measured on {today}: {machine()}.\n"]
    parts += [_markdown(table) for table in tables]
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def machine() -> str:
    """What the numbers depend on."""
    system = platform.system()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic", "pyyaml"))
    return f"{os.cpu_count()} cores, {system}, {python}, {libraries}"


def _markdown(table: Table) -> str:
    rule = "|".join(["", "---", *["---:"] * (len(table.heads) - 1), ""])
    lines = [f"| {' | '.join(line)} |" for line in (table.heads, *table.rows)]
    return "\n".join([f"## {table.heading}\n", f"{table.remark}\n", lines[0], rule, *lines[1:], ""])
