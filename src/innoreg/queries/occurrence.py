"""One window of one thing on a day: done, late, overdue, how many days are left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from innoreg.deadlines import Period
from innoreg.model.event import Cancelled, Done, Event, Extended, Reopened
from innoreg.model.reading import read
from innoreg.model.settings import Settings
from innoreg.queries.obligation import Obligation

Status = Literal["planned", "done", "extended", "cancelled", "overdue", "done-late"]
STATUSES: tuple[Status, ...] = ("planned", "done", "extended", "cancelled", "overdue", "done-late")
NEVER_OVERDUE = frozenset({"continuous", "unscheduled"})


@dataclass(frozen=True, slots=True, eq=False)
class Occurrence:
    """One window of an obligation. `start` None: open, so it begins with its document.

    `due` is the last day, after any extension; `first_due` the last day as first planned;
    `reported` how many of the obligation's addressees have done it, None where it has none.
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

    @property
    def begins(self) -> date:
        """The first day it can be worked on."""
        return self.start or min(self.obligation.begins, self.due)

    def touches(self, period: Period) -> bool:
        """Whether any of its days lies in the period."""
        return self.begins <= period.end and self.due >= period.start


def occurrences(obligation: Obligation, settings: Settings, today: date) -> Iterator[Occurrence]:
    """Every window of the obligation, in order, as it stands on `today`."""
    of = len(obligation.stretches)
    for number, stretch in enumerate(obligation.stretches, 1):
        events = [e for e in obligation.events if e.occurrence in (None, number) and e.on <= today]
        start, due = stretch.window.start, stretch.window.end
        moved = _moved(events, obligation.period, settings)
        start, now_due = moved if moved else (start, due)
        done_on, reported = _done(events, obligation.addressees)
        yield Occurrence(
            obligation=obligation,
            number=number,
            of=of,
            words=stretch.words,
            label=stretch.window.label,
            kind=stretch.kind,
            start=start,
            due=now_due,
            first_due=due,
            status=_status(events, stretch.kind, now_due, done_on, today),
            done_on=done_on,
            reported=reported,
        )


def _moved(
    events: list[Event], period: Period, settings: Settings
) -> tuple[date | None, date] | None:
    """Where the last extension that is understood puts the window."""
    for event in reversed(events):
        if isinstance(event, Extended) and event.for_ is None:
            windows = read(event.to, period, settings).windows
            if windows:
                return windows[0].start, windows[-1].end
    return None


def _done(events: list[Event], addressees: tuple[str, ...]) -> tuple[date | None, int | None]:
    """The day it was done as a whole, and how many addressees have reported."""
    whole: date | None = None
    each: dict[str, date] = {}
    for event in events:
        who = event.for_.rpartition("/")[2] if event.for_ else None
        if isinstance(event, Done):
            if who:
                each[who] = event.on
            else:
                whole = event.on
        elif isinstance(event, Reopened):
            each.pop(who, None) if who else each.clear()
            whole = None
    if not addressees:
        return whole or max(each.values(), default=None), None
    if whole:
        return whole, len(addressees)
    reported = [each[who] for who in addressees if who in each]
    return (max(reported) if len(reported) == len(addressees) else None), len(reported)


def _status(events: list[Event], kind: str, due: date, done_on: date | None, today: date) -> Status:
    last = next((e for e in reversed(events) if isinstance(e, Cancelled | Reopened)), None)
    if isinstance(last, Cancelled) and last.for_ is None:
        return "cancelled"
    if done_on:
        return "done-late" if done_on > due and kind not in NEVER_OVERDUE else "done"
    if due < today and kind not in NEVER_OVERDUE:
        return "overdue"
    if any(isinstance(e, Extended) for e in events):
        return "extended"
    return "planned"
