"""Whole commands on registries of several sizes, beside a bare application and other programs."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from benchmarks.whole import checking, cold, growth, holds, lists, page, start, warm
from benchmarks.whole.commands import ROOT, SCRATCH, compiled
from benchmarks.whole.tables import Table
from benchmarks.whole.trees import Tree, invented, own

PAGE = ROOT / "docs" / "performance.md"
TABLES = ROOT / "docs" / "measurements.md"
LARGE = 100_000


def main(large: bool, small: bool) -> None:
    """Measure, show the tables, write the pages; small: look whether all of it works."""
    begun = time.perf_counter()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for cache in SCRATCH.glob("cache*"):
        shutil.rmtree(cache)
    compiled()
    sizes = (1_000,) if small else (1_000, 3_000, 10_000, *([LARGE] if large else []))
    tables = [_shown(make()) for make in _tables(sizes)]
    must = _shown(holds.table(tables))
    if not small:
        page.write(PAGE, TABLES, must, tables, date.today())
    print(f"\n{(time.perf_counter() - begun) / 60:.1f} minutes")


def _tables(sizes: Sequence[int]) -> Iterator[Callable[[], Table]]:
    yield start.table
    yield from _registry("The register of this repository", own, 30)
    for records in sizes:
        seconds = 150 if records == LARGE else 25
        yield from _registry(f"{records:,} records", partial(invented, records), seconds)
    if len(sizes) == 1:
        return
    yield partial(growth.table, sizes, 5, 90 if LARGE in sizes else 20)
    yield checking.table
    yield partial(lists.table, sizes[-1])
    yield partial(lists.of_one_program, sizes[-1])


def _registry(name: str, tree: Callable[[], Tree], seconds: float) -> Iterator[Callable[[], Table]]:
    """Its two tables; no round of them begins after so many seconds."""
    yield lambda: cold.table(name, tree(), 9, seconds)
    yield lambda: warm.table(name, tree(), 9, seconds)


def _shown(table: Table) -> Table:
    print(page.on_screen(table), flush=True)
    return table
