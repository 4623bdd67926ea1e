"""The same question to registries that are ten times as large each."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from benchmarks.whole import cold
from benchmarks.whole.commands import BARE, bare
from benchmarks.whole.questions import DUE, QUESTIONS, VALIDATE
from benchmarks.whole.tables import SIZES, Row, Table, cells, rounds_of
from benchmarks.whole.timing import Job, Measured, side_by_side
from benchmarks.whole.trees import Tree, invented

HEADING = "Growth"
COLD, WARM = "cold", "warm"


def table(sizes: Sequence[int], rounds: int, enough: float) -> Table:
    """Cold and warm, every size beside the one before it in the same round."""
    jobs = {BARE: bare()}
    for said, job in ((COLD, cold.first), (WARM, _known)):
        for question in (VALIDATE, DUE):
            jobs |= _of(sizes, question, said, job)
    measured = side_by_side(jobs, rounds, enough=enough)
    heads = ("command", "records", "seconds", "× the size before", *SIZES, "KiB a record")
    remark = (
        "Every size in the same round. KiB a record: the memory of all processes beyond that of "
        "the bare application."
    )
    rows = tuple(
        row
        for question, said in ((q, s) for s in (COLD, WARM) for q in (VALIDATE, DUE))
        for row in _rows(question, said, sizes, measured)
    )
    return Table(HEADING, f"{remark} {rounds_of(measured)}", heads, rows, measured)


def label(question: str, said: str, records: int) -> str:
    """The name of one measurement."""
    return f"{question}, {said}, {records}"


def _known(tree: Tree, words: tuple[str, ...]) -> Job:
    return tree.ask(*words)


def _of(
    sizes: Sequence[int], question: str, said: str, job: Callable[[Tree, tuple[str, ...]], Job]
) -> dict[str, Job]:
    words = QUESTIONS[question]
    return {label(question, said, records): job(invented(records), words) for records in sizes}


def _rows(
    question: str, said: str, sizes: Sequence[int], measured: dict[str, Measured]
) -> list[Row]:
    each = [measured[label(question, said, records)] for records in sizes]
    ratios = ["", *(f"{large.over(small):.2f}" for small, large in pairwise(each))]
    return [
        (
            f"`{question}`, {said}",
            f"{records:,}",
            *cells(one, ratio),
            f"{(one.together - measured[BARE].together) * 1024 / records:.1f}",
        )
        for records, ratio, one in zip(sizes, ratios, each, strict=True)
    ]
