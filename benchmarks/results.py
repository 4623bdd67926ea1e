"""Results of 400 schools over 5 years with 10 procedures: imported, checked, a list of a year made.

And what they add to `validate` of a registry of 10,000 records.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.synthetic import write

SCHOOLS, YEARS, PROCEDURES = 400, range(2021, 2026), 10
TARGET = 2.0
"""Seconds of processor time of each of import, check and list."""
MORE = 0.2
"""The part by which `validate` may grow."""
RULE = """\
schema: 1
title: "Перечень"
flag: low_results
minimum_participants: 5
rule:
  all:
    - count: {share: below, at_least: "30", years: [0], min: 2}
    - same: {share: below, at_least: "30", years: [0, -1], min: 1}
    - not: {rank: {by: mean, procedures: [p0], from: best, percent: 50}}
"""


def head(year: int) -> str:
    """The record of a year."""
    rows = "".join(
        f'  - {{id: p{n}, kind: oge, subject: "предмет {n}", level: basic, scale: mark,'
        ' low: "«2»", high: "«5»"}\n'
        for n in range(PROCEDURES)
    )
    return f"schema: 1\nyear: {year}\nprocedures:\n{rows}"


def table(chance: random.Random, schools: list[str]) -> str:
    """The rows of a year."""
    lines = ["school;procedure;participants;below;high;mean;note"]
    for school in sorted(schools):
        for n in range(PROCEDURES):
            whole = chance.randint(3, 120)
            below = chance.randint(0, whole // 2)
            high = chance.randint(0, whole - below)
            lines.append(f"{school};p{n};{whole};{below};{high};{chance.randint(20, 49) / 10};")
    return "\n".join(lines).replace(".", ",") + "\n"


def schools_of(root: Path) -> list[str]:
    """Four hundred schools: those there are, and as many more as are wanting."""
    folder = root / "data/schools"
    folder.mkdir(parents=True, exist_ok=True)
    known = sorted(path.stem for path in folder.glob("*.yaml"))[:SCHOOLS]
    for number in range(SCHOOLS - len(known)):
        name = f"results-school-{number}"
        text = f'schema: 1\nname: "Школа результатов {number}"\ntype: school\nlevels: [basic]\n'
        (folder / f"{name}.yaml").write_text(text, "utf-8")
        known.append(name)
    return known


def add_results(root: Path) -> list[str]:
    """Write five years; the schools."""
    chance = random.Random(7)
    schools = schools_of(root)
    for folder in ("results", "criteria"):
        (root / "data" / folder).mkdir(exist_ok=True)
    for year in YEARS:
        (root / f"data/results/{year}.yaml").write_text(head(year), "utf-8")
        (root / f"data/results/{year}.csv").write_text(table(chance, schools), "utf-8")
    (root / "data/criteria/low.yaml").write_text(RULE, "utf-8")
    return schools


def _spent() -> float:
    used = os.times()
    return used.children_user + used.children_system


def seconds(root: Path, *words: str) -> float:
    """The least processor time of three calls of the command, each in a process of its own."""
    call = [sys.executable, "-m", "innoreg", "-C", str(root), "--no-cache", *words]
    times = []
    for _try in range(3):
        start = _spent()
        done = subprocess.run(call, capture_output=True, check=False)
        times.append(_spent() - start)
        assert done.returncode in (0, 1), done.stderr.decode()
    return min(times)


def main() -> None:
    """Print the seconds; exit 1 where a target is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "small"
        root.mkdir()
        (root / "innoreg.yaml").write_text("schema: 1\ntitle: Проба\n", "utf-8")
        schools = add_results(root)
        fresh = Path(name) / "fresh.csv"
        fresh.write_text(table(random.Random(8), schools), "utf-8")
        asked = {
            "import": ("results", "import", str(fresh), "--year", "2025", "--dry-run"),
            "validate": ("validate",),
            "list": ("list", "low", "--year", "2025", "--format", "json"),
            "results show": ("results", "show", "--year", "2025", "--format", "json"),
        }
        for what, words in asked.items():
            took = seconds(root, *words)
            missed |= took > TARGET
            print(f"{what}: {took:.2f} s  (target {TARGET:.0f} s)", flush=True)
        large = Path(name) / "large"
        write(large, 10_000)
        before = seconds(large, "validate")
        add_results(large)
        after = seconds(large, "validate")
        missed |= after > (1 + MORE) * before
        print(f"validate of 10,000 records: {before:.2f} s, with results {after:.2f} s")
    if missed:
        sys.exit(1)


if __name__ == "__main__":
    main()
