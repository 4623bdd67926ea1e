"""Declension: the time of a phrase once the dictionaries are loaded, and of loading them."""

import csv
import time
from pathlib import Path
from statistics import median
from typing import cast

from innoreg.language import Case, Gender, PhraseKind, decline, paradigm

TABLE = Path(__file__).parents[1] / "tests" / "language" / "cases.tsv"
TARGET_MS = 1.0


def milliseconds(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def load() -> float:
    """The first phrase and the first name of a process: the dictionaries and little else."""
    start = time.perf_counter()
    decline("ректор", "dat", "position")
    decline("Иванов И.И.", "dat", "person", gender="m")
    return milliseconds(start)


def phrases() -> list[tuple[str, PhraseKind, Gender | None]]:
    """The different phrases of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = {(row["text"], row["kind"], row["gender"] or None) for row in rows}
    return [
        (t, cast(PhraseKind, k), cast("Gender | None", g)) for t, k, g in sorted(found, key=str)
    ]


def each() -> dict[str, list[float]]:
    """Milliseconds of one case of each phrase, first time and again, and of five cases."""
    took: dict[str, list[float]] = {"first time": [], "again": [], "five cases": []}
    case: Case = "gen"
    for text, kind, gender in phrases():
        for name in ("first time", "again"):
            start = time.perf_counter()
            decline(text, case, kind, gender=gender)
            took[name].append(milliseconds(start))
        start = time.perf_counter()
        paradigm(text, kind, gender=gender)
        took["five cases"].append(milliseconds(start))
    return took


def main() -> None:
    """Print the load time and, of each way to ask, the mean, the median and the worst."""
    print(f"load                {load():8.1f} ms")
    for name, took in each().items():
        mean = sum(took) / len(took)
        print(f"{name:<12} {len(took)} x {mean:8.3f} ms  median {median(took):.3f}", end="")
        print(f"  worst {max(took):.3f}  (target {TARGET_MS})")


if __name__ == "__main__":
    main()
