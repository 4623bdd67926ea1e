"""One window of one thing on a day: done, late, overdue, how many have reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from innoreg.deadlines import Period
from innoreg.deadlines.period import BINDING
from innoreg.ledger import Occurrence as Window
from innoreg.ledger import OccurrenceStatus, people
from innoreg.model.party import Party
from innoreg.queries.obligation import Obligation

Status = OccurrenceStatus
STATUSES: tuple[Status, ...] = get_args(OccurrenceStatus)


@dataclass(frozen=True, slots=True, eq=False)
class Occurrence:
    """One dated window of an obligation. `start` None: open, so it begins with its document.

    `due` is the last day in force, `first_due` the last day as first planned; `reported` how
    many of the obligation's addressees have done it, None where it has none.
    """

    obligation: Obligation
    number: int
    of: int
    words: str
    label: str | None
    kind: str
    start: date | None
    due: date
    first_due: date
    status: Status
    done_on: date | None
    reported: int | None
    missing: tuple[str, ...] = ()
    """Those of the addressees who have yet to report."""
    done_by: tuple[tuple[str | None, date], ...] = ()
    """Who reported and when; nobody is named where it was done as a whole."""

    @property
    def begins(self) -> date:
        """The first day it can be worked on."""
        return self.start or min(self.obligation.begins, self.due)

    def touches(self, period: Period) -> bool:
        """Whether any of its days lies in the period."""
        return self.begins <= period.end and self.due >= period.start

    def status_of(self, addressee: str) -> Status:
        """Where it stands for one of its addressees."""
        if addressee in self.missing or not self.done_by:
            return self.status
        day = max(day for who, day in self.done_by if who in (None, addressee))
        return "done-late" if day > self.due and self.kind in BINDING else "done"

    def people(self, party: Party) -> tuple[str, ...]:
        """The people a party means in the days of this window: named, or holders of its role."""
        state, program = self.obligation.state, self.obligation.program
        return people(state, party, program, self.begins, self.due)


def occurrences(obligation: Obligation) -> Iterator[Occurrence]:
    """Every dated window of the obligation, in order."""
    windows = [each for each in obligation.duty.occurrences if each.window]
    of = max((each.number for each in windows), default=0)
    for each in windows:
        assert each.window is not None
        first = each.first or each.window
        yield Occurrence(
            obligation=obligation,
            number=each.number,
            of=of,
            words=each.words,
            label=first.label,
            kind=each.kind or "",
            start=each.window.start,
            due=each.window.end,
            first_due=first.end,
            status=_status(obligation, each),
            done_on=each.done or each.accepted,
            reported=_reported(obligation.addressees, each),
            missing=() if each.closed else each.missing,
            done_by=each.done_by,
        )


def _status(obligation: Obligation, window: Window) -> Status:
    """Nobody is late with what no document in force demands yet."""
    status = window.status(obligation.state.day)
    early = obligation.begins > obligation.state.day
    return "planned" if status == "overdue" and early else status


def _reported(addressees: tuple[str, ...], window: Window) -> int | None:
    if not addressees:
        return None
    who = {ref for ref, _day in window.done_by}
    return len(addressees) if None in who else sum(ref in who for ref in addressees)
