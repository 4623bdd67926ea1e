"""Who is to be reminded of what: by the days before a term, of what is late, without what was sent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.privacy import class_of
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.asked_scope import AskedScope
from innoreg.queries.due_row import DueRow, last_part
from innoreg.queries.record_names import title_of

Kind = Literal["ahead", "late"]
IsSent = Callable[[str, DueRow, Kind], bool]
"""Whether somebody was reminded of a row already, as ahead or as late."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One who is to be reminded, and of what.

    address: None where the register has none, or the record is protected: the log, which lies with
    the records that more people read, would name it. copies: who controls what is late.
    """

    record: Record
    name: str
    address: str | None
    late: list[DueRow] = field(default_factory=list)
    ahead: list[DueRow] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    is_protected: bool = False

    @property
    def rows(self) -> Iterator[tuple[Kind, DueRow]]:
        """Everything, what is late first."""
        yield from (("late", row) for row in self.late)
        yield from (("ahead", row) for row in self.ahead)


def find_reminders(
    registry: Registry,
    rows: Iterable[DueRow],
    day: date,
    before: int | None,
    *,
    late: bool,
    is_sent: IsSent,
    scope: AskedScope,
) -> list[Reminder]:
    """A reminder for each record that owes something and was not reminded of it, by their ids.

    before: so many days before the last day, that day included; None: nothing that is ahead.
    Of what several report one by one those who have yet to are reminded, and who answers for all;
    scope: nobody else than those who have to do with what was asked about.
    """
    found: dict[str, Reminder] = {}
    for row in rows:
        kind = _kind_of(row, day, before, late=late)
        if kind is None:
            continue
        for record in dict.fromkeys(carriers_left(registry, row, scope)):
            if is_sent(record.id, row, kind):
                continue
            if record.id not in found:
                hidden = _is_kept_apart(registry, record)
                address = None if hidden else mail_address(registry, record)
                found[record.id] = Reminder(record, title_of(record), address, is_protected=hidden)
            reminder = found[record.id]
            (reminder.late if kind == "late" else reminder.ahead).append(row)
            if kind == "late":
                reminder.copies.update(_controllers(registry, row, besides=reminder.address))
    for reminder in found.values():
        # Sorting is stable: of one day the rows stay in reading order.
        reminder.late.sort(key=lambda row: row.due)
        reminder.ahead.sort(key=lambda row: row.due)
    return [found[id] for id in sorted(found)]


def _is_kept_apart(registry: Registry, record: Record) -> bool:
    """Whether it belongs into the second repository, which fewer people have."""
    settings = registry.settings
    named = settings.data_private or settings.private
    return named is not None and class_of(record) in ("restricted", "personal")


def _kind_of(row: DueRow, day: date, before: int | None, *, late: bool) -> Kind | None:
    if not row.is_dated or row.is_continuous:
        return None
    status = row.status(day)
    if status == "overdue":
        return "late" if late else None
    is_near = before is not None and 0 <= (row.due - day).days <= before
    return "ahead" if is_near and status in ("planned", "extended") and row.since <= day else None


def carriers_left(registry: Registry, row: DueRow, scope: AskedScope) -> Iterator[Record]:
    """Who of the register answers for the row and has not reported; some perhaps twice."""
    refs = [carrier.id for carrier, _first in scope.carriers(row)]
    for ref in (*refs, *scope.missing(row)):
        target = registry.find(ref) if ref else None
        # Whoever has reported has nothing left to do, though others have.
        if target and (target.ref not in row.addressees or target.ref in row.missing):
            yield target.record


def _controllers(registry: Registry, row: DueRow, besides: str | None) -> Iterator[tuple[str, str]]:
    """Address and name of everybody who controls the order, but for the one who gets the letter."""
    for party in row.controllers:
        person = registry.get(Person, last_part(party.person))
        if person and person.email and person.email != besides:
            yield person.email, person.name


def mail_address(registry: Registry, record: Record) -> str | None:
    """The work address of a person or body; of a district its authority's, of a site its holder's."""
    if isinstance(record, Person | Authority | School):
        return record.email
    if isinstance(record, District):
        own = (each for each in registry.all(Authority) if last_part(each.district) == record.id)
        return next((each.email for each in own if each.type == "municipal" and each.email), None)
    if isinstance(record, Site):
        holders = (registry.find(ref) for ref in record.organisations)
        found = (mail_address(registry, holder.record) for holder in holders if holder)
        return next(filter(None, found), None)
    return None
