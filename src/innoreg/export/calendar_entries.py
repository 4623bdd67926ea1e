"""Duties as entries of a calendar: what stands there, on which days, in which state."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import _
from innoreg.model.registry import Registry
from innoreg.queries.due_row import AnsweringParty, DueRow, Status
from innoreg.queries.public_registry import PublicView
from innoreg.report import display_texts
from innoreg.report.citations import duty_basis
from innoreg.report.short_titles import cut_title, short_title

State = Literal["open", "done", "cancelled"]
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")
_SHOWN_WHOLE = timedelta(days=7)
"""What lasts no longer is an event of all its days; of what lasts longer the last day is shown."""


class CalendarEntry(NamedTuple):
    """One window of one duty, or a duty without a day.

    uid: the same as long as reference, occurrence and member stay. sequence: grows with every
    change. first, last: the days shown, last included; None where no day is due. begins: the first
    day to work on it. done_on: None where it is not known when.
    """

    uid: str
    sequence: int
    title: str
    text: str
    first: date | None
    last: date | None
    begins: date | None
    state: State
    done_on: date | None


def calendar_entry(
    registry: Registry, row: DueRow, day: date, changes: int, member: str | None = None
) -> CalendarEntry:
    """The entry of a row as it stands on the day; of an addressee who reports apart the own one.

    changes: how often the duty was changed so far.
    """
    # Where nobody reports apart the entry is the same for all who answer.
    member = member if member in row.addressees else None
    status = row.status_of(member, day) if member else row.status(day)
    has_day = row.is_dated and not row.is_continuous
    length = row.due - row.begins if has_day and row.start else _SHOWN_WHOLE
    return CalendarEntry(
        uid=_uid(*row.ref.split("/"), str(row.occurrence), member),
        sequence=changes,
        title=_one_line(_title(registry, row)),
        text="\n".join(map(_one_line, _lines(registry, row, status, member))),
        first=(row.begins if length < _SHOWN_WHOLE else row.due) if has_day else None,
        last=row.due if has_day else None,
        begins=row.begins if row.is_dated else None,
        state=_state(row, status, day),
        done_on=_done_on(row, status, member),
    )


def _one_line(text: str) -> str:
    return " ".join(show_hidden_signs(text).split())


def _uid(*parts: str | None) -> str:
    """The parts with «_» between them: programs name files by it, and double what they cannot."""
    safe = (_UNSAFE.sub(lambda found: f"+{ord(found[0]):04X}", part) for part in parts if part)
    return "_".join(safe) + "@innoreg"


def _title(registry: Registry, row: DueRow) -> str:
    if row.label:
        return cut_title(row.label)
    item = registry.find(row.ref, ("item",))
    return short_title(registry, row.ref) if item else cut_title(row.title)


def _state(row: DueRow, status: Status, day: date) -> State:
    if status in ("done", "done-late"):
        return "done"
    # What goes on all the time is never done; after its last day nothing is left to do.
    return "cancelled" if status == "cancelled" or _is_over(row, day) else "open"


def _is_over(row: DueRow, day: date) -> bool:
    return row.is_continuous and row.is_dated and row.due < day


def _done_on(row: DueRow, status: Status, member: str | None) -> date | None:
    if status not in ("done", "done-late"):
        return None
    own = [on for who, on in row.done_by if who == member]
    return max(own) if member and own else row.done_on


def _lines(registry: Registry, row: DueRow, status: Status, member: str | None) -> Iterator[str]:
    """The words of the document, its term, who answers and controls, the basis, the address."""
    yield " ".join(row.title.split())
    if row.words:
        yield _("Term: {words}", words=row.words)
    if row.first_due != row.due:
        yield _("Moved from {day}", day=display_texts.day(row.first_due))
    for head, parties in (
        (_("Who answers"), row.responsible),
        (_("Controls"), row.controllers),
        (_("To whom"), (row.recipient,) if row.recipient else ()),
    ):
        if parties:
            yield f"{head}: {_names(parties)}"
    if basis := duty_basis(registry, row):
        yield _("Basis: {basis}", basis=basis)
    if row.is_continuous and row.is_dated:
        yield _("Runs until {day}", day=display_texts.day(row.due))
    if done := _done_on(row, status, member):
        yield _("Done on {day}", day=display_texts.day(done))
    elif status == "cancelled":
        yield _("Taken off control")
    # Without the file's line: it moves with every line that is written above it.
    yield f"{row.ref} · {row.source_file}"


def _names(parties: Sequence[AnsweringParty]) -> str:
    return "; ".join(party.text for party in parties if party.text)


def public_row(view: PublicView, row: DueRow) -> DueRow | None:
    """The row as anybody may see it: without what is not public; None where it is about such."""
    if not view.shows(row.ref) or not view.shows(row.document):
        return None

    def shown(parties: tuple[AnsweringParty, ...]) -> tuple[AnsweringParty, ...]:
        return tuple(
            party._replace(people=()) for party in parties if not party.id or view.shows(party.id)
        )

    def seen(ref: str | None) -> str | None:
        return ref if ref and view.shows(ref) else None

    recipient = shown((row.recipient,) if row.recipient else ())
    return row._replace(
        responsible=shown(row.responsible),
        controllers=shown(row.controllers),
        recipient=recipient[0] if recipient else None,
        addressees=tuple(ref for ref in row.addressees if view.shows(ref)),
        order=seen(row.order),
        roadmap=seen(row.roadmap),
    )
