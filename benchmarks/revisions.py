"""`due` at an old revision against `due` on the working tree: whole processes, 4,000 records.

The tree has 4,000 files in which 2,800 plan items stand; the old revision is 20 commits back and
packed. Rounds take turns, so that a busy computer slows both alike; the median of the ratios counts.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RECORDS, PLANS, ITEMS, COMMITS, ROUNDS = 4_000, 400, 7, 20, 7
TARGET = 1.5
QUESTION = ("due", "--year", "2022", "--format", "json", "--today", "2022-03-10")

PERSON = 'schema: 1\nname: "Образцова {n} А.А."\ngender: f\npositions:\n  - title: "методист {n}"\n'
PLAN = 'schema: 1\ntype: roadmap\ntitle: "План {n}"\nperiod:\n  from: "2022-01-01"\n  to: "2022-12-31"\nitems:\n'
ITEM = (
    '  - number: "{i}."\n    title: "Вебинар {i} для муниципальных и школьных проектных команд о '
    'планировании работы на год"\n    deadline: "до {day:02}.{month:02}"\n'
    '    responsible:\n      - person: person-{n}\n    result: "Запись вебинара, список участников"\n'
)


def git(folder: Path, *words: str) -> None:
    """Run git quietly, as nobody in particular."""
    who = {"GIT_AUTHOR_NAME": "b", "GIT_AUTHOR_EMAIL": "b@example.org",
           "GIT_COMMITTER_NAME": "b", "GIT_COMMITTER_EMAIL": "b@example.org"}  # fmt: skip
    subprocess.run(
        ["git", *words], cwd=folder, check=True, env=os.environ | who, capture_output=True
    )


def plan(n: int, done: bool = False) -> str:
    """The text of one plan."""
    items = (
        ITEM.format(i=i, n=n, day=1 + n % 28, month=1 + (n + i) % 12) for i in range(1, ITEMS + 1)
    )
    event = '    events:\n      - event: done\n        on: "2022-03-01"\n' if done else ""
    return PLAN.format(n=n) + "".join(items) + event


def build(folder: Path) -> None:
    """A repository of `COMMITS` commits, packed."""
    for name in ("people", "roadmaps"):
        (folder / "data" / name).mkdir(parents=True)
    (folder / "innoreg.yaml").write_text('schema: 1\ntitle: "Замер"\n', encoding="utf-8")
    for n in range(RECORDS - PLANS):
        path = folder / "data" / "people" / f"person-{n}.yaml"
        path.write_text(PERSON.format(n=n), encoding="utf-8")
    for n in range(PLANS):
        (folder / "data" / "roadmaps" / f"plan-{n}.yaml").write_text(plan(n), encoding="utf-8")
    git(folder, "init", "-q")
    for commit in range(COMMITS + 1):
        path = folder / "data" / "roadmaps" / f"plan-{commit}.yaml"
        path.write_text(plan(commit, done=commit > 0), encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "--allow-empty", "-m", str(commit))
    git(folder, "gc", "-q")


def seconds(folder: Path, *more: str) -> float:
    """One whole process."""
    command = [str(Path(sys.executable).with_name("innoreg")), *QUESTION, *more]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        seconds(folder)
        rounds = [
            (seconds(folder), seconds(folder, "--rev", f"HEAD~{COMMITS}")) for _ in range(ROUNDS)
        ]
    here, there = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(old / now for now, old in rounds)
    print(f"{RECORDS} records: working tree {here:.2f} s, revision {there:.2f} s, ", end="")
    print(f"ratio {ratio:.2f} (target {TARGET})")


if __name__ == "__main__":
    main()
