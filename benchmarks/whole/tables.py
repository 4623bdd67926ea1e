"""From jobs to a table: measured beside the bare application, shown, kept for what must hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.whole.commands import BARE, bare
from benchmarks.whole.timing import Job, Measured, side_by_side

Row = tuple[str, ...]
SIZES = ("MiB", "MiB together")


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, what must be said before the rows, the heads of the columns, the rows.

    `measured` is what the rows were made of.
    """

    heading: str
    remark: str
    heads: Row
    rows: tuple[Row, ...]
    measured: Mapping[str, Measured]


def beside_bare(
    heading: str, remark: str, jobs: Mapping[str, Job], rounds: int, *, enough: float = 60
) -> Table:
    """Each command and how many times the bare application it takes."""
    measured = side_by_side({BARE: bare(), **jobs}, rounds, base=bare(), enough=enough)
    rows = tuple((shown(n), *cells(one, f"{one.over_base:.2f}")) for n, one in measured.items())
    heads = ("command", "seconds", "× bare", *SIZES)
    return Table(heading, f"{remark} {rounds_of(measured)}", heads, rows, measured)


def cells(one: Measured, ratio: str) -> Row:
    """Seconds, ratio, memory of the largest process, memory of all."""
    return f"{one.median:.2f}", ratio, f"{one.largest:.0f}", f"{one.together:.0f}"


def shown(name: str) -> str:
    """The command as code, what is said of it beside."""
    command, comma, circumstances = name.partition(", ")
    return name if name == BARE or "`" in name else f"`{command}`{comma}{circumstances}"


def rounds_of(measured: Mapping[str, Measured]) -> str:
    """How many rounds the medians are of."""
    rounds = len(next(iter(measured.values())).seconds)
    return f"Medians of {rounds} rounds." if rounds > 1 else "One round."
