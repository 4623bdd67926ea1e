"""Whole commands on registries of several sizes, beside a bare application and other programs.

`python -m benchmarks whole [--large]`; with --large also on 100,000 records.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.synthetic import write as write_tree
from benchmarks.whole import page
from benchmarks.whole.checkers import CHECKERS, Checker, Ground, Missing
from benchmarks.whole.commands import BARE, PROGRAM, ROOT, bare, on_registry, without_registry
from benchmarks.whole.page import Table, on_screen
from benchmarks.whole.tasks import taskwarrior
from benchmarks.whole.timing import Failed, Job, Measured, side_by_side

SCRATCH = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "performance.md"
COMPARED = 10_000
_HEADS = ("command", "seconds", "× bare", "MiB")


def main() -> None:
    """Measure, show the tables, write the page."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    sizes = {1_000: 5, COMPARED: 3, **({100_000: 1} if "--large" in sys.argv else {})}
    tables = [_start(), _own(), *(_synthetic(n, rounds) for n, rounds in sizes.items())]
    tables += [_checkers(), _lists(COMPARED)]
    tables += [_lists(100_000)] if 100_000 in sizes else []
    page.write(PAGE, tables, date.today())
    print(f"\n{PAGE.relative_to(ROOT)}")


def _start() -> Table:
    return _shown("Start", "Commands that read no record.", without_registry(), 11)


def _own() -> Table:
    jobs = on_registry(ROOT, month="2022-03", today="2022-03-10")
    return _shown("The register of this repository", "The five documents in data/.", jobs, 7)


def _synthetic(records: int, rounds: int) -> Table:
    files = sum(1 for _ in (_tree(records) / "data").rglob("*.yaml"))
    remark = f"{files:,} files; nothing is kept between two commands."
    return _shown(f"{records:,} records", remark, on_registry(_tree(records)), rounds)


def _tree(records: int) -> Path:
    """The registry of that size, written anew once in a run."""
    folder = SCRATCH / f"{records}-records"
    if folder not in _written:
        shutil.rmtree(folder, ignore_errors=True)
        write_tree(folder, records)
        _written.add(folder)
    return folder


_written: set[Path] = set()


def _shown(heading: str, remark: str, jobs: dict[str, Job], rounds: int) -> Table:
    measured = side_by_side({BARE: bare(SCRATCH), **jobs}, rounds)
    rows = tuple((f"`{n}`" if n in jobs else n, *_cells(m, measured[BARE])) for n, m in measured.items())  # fmt: skip
    return _print(Table(heading, remark, _HEADS, rows))


def _cells(one: Measured, other: Measured) -> tuple[str, str, str]:
    return f"{one.median:.2f}", f"{one.over(other):.2f}", f"{one.mib:.0f}"


def _print(table: Table) -> Table:
    print(on_screen(table), flush=True)
    return table


def _checkers() -> Table:
    """`innoreg validate` with all its rules, and checkers that check the schema alone."""
    said = subprocess.check_output([PROGRAM, "schema"], text=True)
    schemas = {schema["title"]: schema for schema in json.loads(said)["kinds"].values()}
    ground = Ground(SCRATCH, _tree(COMPARED), COMPARED, schemas)
    ours = on_registry(_tree(COMPARED))["validate"]
    rows = _beside(
        "`innoreg validate`", ours, [partial(checker, ground) for checker in CHECKERS], 1
    )
    remark = (
        "innoreg reads, checks the schema, resolves references and asks all its rules; the others "
        "check the schema alone (`innoreg schema`), once for each kind of record. ajv reads the "
        "same records written as JSON beforehand, which is not in its time; yamale's schema is "
        "made from the same JSON Schema, without its patterns."
    )
    heads = ("program", "seconds", "× innoreg", "MiB")
    return _print(Table(f"Checking {COMPARED:,} records", remark, heads, rows))


def _lists(records: int) -> Table:
    """What is due in one month, here and in Taskwarrior."""
    tree = _tree(records)
    ours = on_registry(tree)["due --month --format json"]
    rows = _beside("`innoreg due`", ours, [partial(taskwarrior, SCRATCH, tree)], 3)
    remark = (
        "Every window of every term is a task there. innoreg reads the words of the terms and works "
        "out the days at each call; Taskwarrior has the days given."
    )
    heads = ("program", "seconds", "× innoreg", "MiB")
    return _print(Table(f"One month of {records:,} records", remark, heads, rows))


def _beside(
    name: str, ours: Job, others: list[Callable[[], Checker]], rounds: int
) -> tuple[tuple[str, ...], ...]:
    """Ours and each other in turn; what cannot be run says why in its row."""
    rows: list[tuple[str, ...]] = []
    for prepare in others:
        try:
            other = prepare()
            measured = side_by_side({name: ours, other.name: other.job}, rounds)
        except (Missing, Failed, OSError) as error:
            rows.append((f"left out: {error}", "", "", ""))
            continue
        if not any(row[0] == name for row in rows):
            rows.insert(0, (name, *_cells(measured[name], measured[name])))
        rows.append((other.name, *_cells(measured[other.name], measured[name])))
    return tuple(rows)
