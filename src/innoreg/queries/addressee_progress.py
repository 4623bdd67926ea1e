"""How far a duty of several addressees has come: who is done, late, open or overdue."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from innoreg.queries.due_row import DueRow
from innoreg.queries.obligation import Obligation
from innoreg.queries.occurrence_rows import rows_of_obligation, undated_rows_of_obligation

Progress = Literal["done", "late", "open", "overdue", "cancelled"]
_PROGRESS: dict[str, Progress] = {
    "done": "done",
    "done-late": "late",
    "overdue": "overdue",
    "cancelled": "cancelled",
}


class AddresseeProgress(NamedTuple):
    """Where one addressee stands. days: late or overdue by so many; None otherwise."""

    id: str
    state: Progress
    days: int | None


def addressee_progress(obligation: Obligation, today: date) -> list[AddresseeProgress]:
    """Each addressee in the order of the document; of several windows the first still open."""
    rows = [*rows_of_obligation(obligation), *undated_rows_of_obligation(obligation)]
    if not rows:
        return []
    row = next((each for each in rows if not each.closed), rows[-1])
    return list(_progress(row, today))


def _progress(row: DueRow, today: date) -> Iterator[AddresseeProgress]:
    for ref in row.addressees:
        status = row.status_of(ref, today)
        state = _PROGRESS.get(status, "open")
        until = today
        if state == "late":
            until = max(on for who, on in row.done_by if who in (None, ref))
        counted = state in ("late", "overdue") and row.is_dated
        yield AddresseeProgress(ref, state, (until - row.due).days if counted else None)
