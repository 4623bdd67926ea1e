"""Measurements as text: on the screen, and as two pages of docs/, the targets and the tables."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.whole.tables import Table

_INTRODUCTION = """\
# Speed

*Written by `make bench`; do not edit by hand.* What must hold, worked out from the tables on
[another page](measurements.md). **Compare ratios, not seconds**: *bare* is the smallest application
of the same library, run in turn with the commands.
"""

_HOW = """\
# Measurements

*Written by `make bench`; do not edit by hand.* What they come to stands under
[Speed](performance.md).

Whole processes, from the shell's call to their end: start-up, reading, answer. The machine is
shared, so every command is run in turn with the others, round after round, and both times and
ratios are medians of the rounds; compare ratios, not seconds. A bare application of the same
library runs just before every command that is compared with it; its own row, the one against the
other, shows how even the measuring was. Other programs run in the same rounds as ours.

*MiB* is the largest resident size of any one process of the command, *MiB together* the most that
all its processes took at one moment, shared pages once; it is sampled in a run that is not timed.

The synthetic registries come from `python -m benchmarks.synthetic N DIR`: seven of ten records are
items of plans, a third as many files as records, about 720 bytes of YAML a record, one finding for
two to five hundred records. The same seed gives the same bytes.
"""


def on_screen(table: Table) -> str:
    """The table in plain columns."""
    lines = [table.heads, *table.rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(table.heads))]
    body = [
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) for line in lines
    ]
    return "\n".join([f"\n{table.heading}", *(line.rstrip() for line in body)])


def write(path: Path, behind: Path, must: Table, tables: Sequence[Table], today: date) -> None:
    """The page of what must hold, and the one with the tables behind it."""
    measured = f"Measured on {today}: {machine()}.\n"
    for page, parts in (
        (path, (_INTRODUCTION, measured, _markdown(must))),
        (behind, (_HOW, measured, *map(_markdown, tables))),
    ):
        page.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def machine() -> str:
    """What the numbers depend on."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic", "pyyaml"))
    return f"{os.cpu_count()} cores ({_processor()}), {platform.system()}, {python}, {libraries}"


def _processor() -> str:
    """Its model, where the system says it."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())


def _markdown(table: Table) -> str:
    rule = "|".join(["", "---", *["---:"] * (len(table.heads) - 1), ""])
    lines = [f"| {' | '.join(line)} |" for line in (table.heads, *table.rows)]
    return "\n".join([f"## {table.heading}\n", f"{table.remark}\n", lines[0], rule, *lines[1:], ""])
