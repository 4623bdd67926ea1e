"""Questions where the cache is at hand: nothing changed since, or one road map did."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from benchmarks.whole.commands import SCRATCH
from benchmarks.whole.questions import DUE, QUESTIONS, VALIDATE
from benchmarks.whole.tables import Table, beside_bare
from benchmarks.whole.timing import Job, once
from benchmarks.whole.trees import Tree, copied, editor, order_editor, pause

REMARK = (
    "The cache is at hand. Where a road map was edited, each round edits another one, in turn a "
    "title or a term, or an order; the cache knew the tree as it was before that edit."
)
JUST, BEFORE = ", a road map just edited", ", a road map edited 2 s ago"
OTHER, NEXT_DAY = ", an order edited", ", the first of a new day"
ONE_PROGRAM = f"{DUE} --program"


def table(name: str, tree: Tree, rounds: int, enough: float) -> Table:
    """Every question after nothing changed; the list of a programme; questions after an edit."""
    jobs = {question: tree.ask(*words) for question, words in QUESTIONS.items()}
    # What each question needs is in the cache before it is watched for memory.
    for job in jobs.values():
        once(job)
    program, rows = one_program(tree)
    jobs[f"{ONE_PROGRAM} {program}, {rows} rows"] = tree.ask(*QUESTIONS[DUE], "--program", program)
    copy = copied(tree)
    edit = editor(copy)
    for question in (DUE, VALIDATE):
        jobs[question + JUST] = _after(question, copy, edit)
        jobs[question + BEFORE] = _after(question, copy, edit, pause)
    jobs[DUE + OTHER] = _after(DUE, copy, order_editor(copy))
    jobs[DUE + NEXT_DAY] = _on_the_next_day(tree)
    return beside_bare(heading(name), REMARK, jobs, rounds, enough=enough)


def heading(name: str) -> str:
    """The heading of the table."""
    return f"{name}: warm"


def _after(question: str, tree: Tree, *steps: Callable[[], None]) -> Job:
    """The question about a tree of which the cache knows all but the last edit."""
    cache = SCRATCH / "cache-edited"
    asked = {each: tree.ask(*QUESTIONS[each], cache=cache) for each in (VALIDATE, DUE)}

    def before() -> None:
        for job in asked.values():
            once(job)
        for step in steps:
            step()

    return replace(asked[question], before=before)


def _on_the_next_day(tree: Tree) -> Job:
    """`due` on the day after that on which it was asked last."""
    known = tree.ask(*QUESTIONS[DUE])
    return replace(tree.next_day().ask(*QUESTIONS[DUE]), before=lambda: once(known))


@cache
def one_program(tree: Tree) -> tuple[str, int]:
    """The programme whose list of the month has nearest to a hundred rows, and how many."""
    job = tree.ask(*QUESTIONS[DUE])
    (command,) = job.commands
    said = subprocess.run(command, env=job.whole_environment, capture_output=True, check=True)
    counted = Counter(row["program"] for row in json.loads(said.stdout)["rows"] if row["program"])
    return min(counted.items(), key=lambda each: abs(each[1] - 100))
