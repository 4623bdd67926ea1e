"""What is due in one month, here and in other programs that answer from plain files."""

from functools import partial

from benchmarks.whole.commands import can_do_without_index
from benchmarks.whole.others import beside
from benchmarks.whole.questions import DUE, QUESTIONS
from benchmarks.whole.recutils import recsel
from benchmarks.whole.tables import Table
from benchmarks.whole.taskwarrior import taskwarrior
from benchmarks.whole.trees import invented

OURS = "innoreg due, nothing changed"
REMARK = (
    "Every window of every term is a task in Taskwarrior and a record in one file of recutils. "
    "innoreg reads the words of the terms and works out the days; the others have the days given."
)


def table(records: int) -> Table:
    """Ours with the index and without it."""
    tree = invented(records)
    words = QUESTIONS[DUE]
    ours = {OURS: tree.ask(*words)}
    if can_do_without_index():
        ours["innoreg due --no-cache"] = tree.ask(*words, "--no-cache")
    others = [partial(each, tree) for each in (taskwarrior, recsel)]
    return beside(heading(records), REMARK, ours, others, 3)


def heading(records: int) -> str:
    """The heading of the table."""
    return f"One month of {records:,} records"
