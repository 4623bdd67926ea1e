"""The registries measured on: this repository's, invented ones, and copies that are edited."""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count, cycle
from pathlib import Path

from benchmarks.synthetic import TODAY
from benchmarks.synthetic import write as write_tree
from benchmarks.whole.commands import ROOT, SCRATCH, innoreg
from benchmarks.whole.timing import Job

_ITEM = re.compile(
    r'(- number: "[^"\n]*"\n +title: "[^"\n]*)("\n +deadline: )"([^"\n]*)"', re.MULTILINE
)
_TITLE = re.compile(r'^(title: "[^"\n]*)(")', re.MULTILINE)
# Longer than any file system is vague about the time of a change.
PAUSE_S = 2.1


@dataclass(frozen=True, slots=True)
class Tree:
    """A registry's folder, the day asked about, and how many files of records it has."""

    folder: Path
    today: str
    files: int

    def ask(self, *words: str, cache: Path = SCRATCH / "cache") -> Job:
        """A question to this registry, with the cache in a folder of its own."""
        where = ("-C", str(self.folder), "--today", self.today)
        return innoreg(*where, *words, environment={"INNOREG_CACHE": str(cache)})

    def next_day(self) -> "Tree":
        """The same registry, asked a day later."""
        return replace(self, today=str(date.fromisoformat(self.today) + timedelta(days=1)))


@cache
def own() -> Tree:
    """A copy of the register in data/."""
    folder = _fresh("own")
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "innoreg.yaml", folder)
    shutil.copytree(ROOT / "data", folder / "data")
    return _tree(folder, "2022-03-10")


@cache
def invented(records: int) -> Tree:
    """A registry of that many records, written anew once in a run."""
    folder = _fresh(f"{records}-records")
    write_tree(folder, records)
    return _tree(folder, str(TODAY))


@cache
def copied(tree: Tree) -> Tree:
    """A copy to be edited."""
    folder = _fresh(f"{tree.folder.name}-edited")
    shutil.copytree(tree.folder, folder)
    return _tree(folder, tree.today)


def editor(tree: Tree) -> Callable[[], None]:
    """Changes a road map at each call: the next one, in turn another title and another term."""
    plans = cycle(sorted((tree.folder / "data" / "roadmaps").glob("*.yaml")))
    numbers = count(1)

    def edit() -> None:
        path, number = next(plans), next(numbers)
        new = rf'\1 ({number})\2"\3"' if number % 2 else rf'\1\2"до {1 + number % 28}.03"'
        text, changed = _ITEM.subn(new, path.read_text(encoding="utf-8"), count=1)
        if not changed:
            raise ValueError(f"nothing to edit in {path}")
        # As editors save: a new file takes the place of the old one.
        beside = path.with_name(f".{path.name}")
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)

    return edit


def order_editor(tree: Tree) -> Callable[[], None]:
    """Changes the title of an order at each call: the next one."""
    orders = cycle(sorted((tree.folder / "data" / "orders").glob("*.yaml")))
    numbers = count(1)

    def edit() -> None:
        path = next(orders)
        text = path.read_text(encoding="utf-8")
        new, changed = _TITLE.subn(rf"\1 ({next(numbers)})\2", text, count=1)
        if not changed:
            raise ValueError(f"nothing to edit in {path}")
        path.write_text(new, encoding="utf-8", newline="\n")

    return edit


def pause() -> None:
    """Wait until an edit is so old that the time of the file alone tells it from a later one."""
    time.sleep(PAUSE_S)


def _fresh(name: str) -> Path:
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _tree(folder: Path, today: str) -> Tree:
    return Tree(folder, today, sum(1 for _ in (folder / "data").rglob("*.yaml")))
