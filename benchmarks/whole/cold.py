"""Questions where nothing is known yet: the cache is missing, or is not to be used."""

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.whole.commands import SCRATCH, can_do_without_cache
from benchmarks.whole.questions import QUESTIONS
from benchmarks.whole.tables import Table, beside_bare
from benchmarks.whole.timing import Job
from benchmarks.whole.trees import Tree

REMARK = (
    "Nothing is known yet: the cache is missing and the command makes it, or it does without "
    "(`--no-cache`). What the operating system keeps of the files is warm."
)


def table(name: str, tree: Tree, rounds: int, enough: float) -> Table:
    """Every question with a new cache, and without one."""
    jobs = {}
    for question, words in QUESTIONS.items():
        jobs[question] = first(tree, words)
        if can_do_without_cache():
            jobs[f"{question} --no-cache"] = tree.ask(*words, "--no-cache")
    return beside_bare(heading(name), REMARK, jobs, rounds, enough=enough)


def heading(name: str) -> str:
    """The heading of the table."""
    return f"{name}: cold"


def first(tree: Tree, words: tuple[str, ...]) -> Job:
    """The question to a registry that has no cache yet; each has a folder of its own for it."""
    cache = SCRATCH / "cache-cold" / f"{tree.folder.name}-{words[0]}"
    return replace(tree.ask(*words, cache=cache), before=partial(_without, cache))


def _without(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
