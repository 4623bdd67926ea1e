"""What is due in one month, here and in other programs that answer from plain files."""

from collections.abc import Callable
from functools import partial

from benchmarks.whole.commands import can_do_without_cache
from benchmarks.whole.others import Other, beside
from benchmarks.whole.questions import DUE, QUESTIONS
from benchmarks.whole.recutils import recsel
from benchmarks.whole.tables import Table
from benchmarks.whole.taskwarrior import taskwarrior
from benchmarks.whole.trees import Tree, invented
from benchmarks.whole.warm import one_program

OURS = "innoreg due, nothing changed"
REMARK = (
    "Every window of every term is a task in Taskwarrior and a record in one file of recutils. "
    "innoreg reads the words of the terms and works out the days; the others have the days given."
)


def table(records: int) -> Table:
    """Ours with the cache and without it."""
    tree = invented(records)
    words = QUESTIONS[DUE]
    ours = {OURS: tree.ask(*words)}
    if can_do_without_cache():
        ours["innoreg due --no-cache"] = tree.ask(*words, "--no-cache")
    return beside(heading(records), REMARK, ours, _others(tree, None), 3)


def of_one_program(records: int) -> Table:
    """The same of the programme with about a hundred rows."""
    tree = invented(records)
    program, rows = one_program(tree)
    ours = {OURS: tree.ask(*QUESTIONS[DUE], "--program", program)}
    remark = f"{rows} rows. {REMARK}"
    return beside(heading_of_one(records), remark, ours, _others(tree, program), 5)


def _others(tree: Tree, program: str | None) -> list[Callable[[], Other]]:
    return [partial(each, tree, program) for each in (taskwarrior, recsel)]


def heading(records: int) -> str:
    """The heading of the table."""
    return f"One month of {records:,} records"


def heading_of_one(records: int) -> str:
    """The heading of the table of one programme."""
    return f"One month of one programme of {records:,} records"
