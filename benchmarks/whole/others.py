"""Other programs that do part of the same work, measured beside ours or left out with the reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.whole.installs import Missing
from benchmarks.whole.tables import SIZES, Row, Table, cells, rounds_of, shown
from benchmarks.whole.timing import Failed, Job, Measured, side_by_side


@dataclass(frozen=True, slots=True)
class Other:
    """A program that can be run: its name with the version, and the job."""

    name: str
    job: Job


def beside(
    heading: str,
    remark: str,
    ours: Mapping[str, Job],
    others: Sequence[Callable[[], Other]],
    rounds: int,
) -> Table:
    """Ours and each other in turn; the ratio is to the first of ours in the same rounds."""
    first = next(iter(ours))
    measured: dict[str, Measured] = {}
    rows: list[Row] = []
    for prepare in others:
        try:
            other = prepare()
            pair = side_by_side({**ours, other.name: other.job}, rounds, watch=False)
        except (Missing, Failed, OSError) as error:
            rows.append((f"left out: {error}", "", "", ""))
            continue
        mine = [name for name in pair if name in ours and name not in measured]
        # Each other stands to ours in its own rounds; there may be fewer with a slow one.
        theirs = replace(pair[other.name], base=pair[first].seconds)
        measured = {**pair, **measured, other.name: theirs}
        rows += [_row(shown(name), pair[name], pair[first]) for name in mine]
        rows.append(_row(other.name, pair[other.name], pair[first]))
    heads = ("program", "seconds", "× the first", SIZES[0])
    said = rounds_of(measured) if measured else ""
    return Table(heading, f"{remark} {said}".rstrip(), heads, tuple(rows), measured)


def _row(name: str, one: Measured, base: Measured) -> Row:
    return (name, *cells(one, f"{one.over(base):.2f}")[:3])
