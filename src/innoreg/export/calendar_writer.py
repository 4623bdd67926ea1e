"""Entries of a calendar as iCalendar (RFC 5545), the same bytes for the same entries and day."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from innoreg.errors import CannotGoOn
from innoreg.export.calendar_entries import CalendarEntry
from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import T, _
from innoreg.installation import command_to_add

PRODUCT = "-//innoreg//innoreg//RU"
_ALARM_HOUR = 9
"""Alarms ring when people begin to work, not at midnight."""


def require_icalendar() -> Any:
    """The module icalendar; raises CannotGoOn with the command to install it."""
    try:
        import icalendar
    except ImportError:
        raise CannotGoOn(
            T("calendars are written by icalendar, and it is not installed"),
            T("install it: `{command}`", command=command_to_add("icalendar")),
        ) from None
    return icalendar


def calendar_bytes(
    entries: Iterable[CalendarEntry],
    name: str,
    day: date,
    *,
    alarms: Sequence[int] = (),
    todos: bool = False,
) -> bytes:
    """A calendar called `name`, as it stands on the day.

    alarms: days before the last day, for what is open and not over. todos: everything as to-dos;
    else only what has no day is one. Raises CannotGoOn where icalendar is not installed.
    """
    library = require_icalendar()
    calendar = library.Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", " ".join(show_hidden_signs(name).split()))
    # The day asked about and not the clock: what is in the file is known of that day.
    stamp = datetime.combine(day, time(), UTC)
    for entry in entries:
        make = _todo if todos or entry.first is None else _event
        part = make(library, entry)
        part.add("DTSTAMP", stamp)
        if entry.state == "open" and entry.last and entry.last >= day:
            for days in alarms:
                part.add_component(_alarm(library, entry, days, is_todo=make is _todo))
        calendar.add_component(part)
    return bytes(calendar.to_ical(sorted=True))


def _event(library: Any, entry: CalendarEntry) -> Any:
    assert entry.first
    assert entry.last
    event = _described(library.Event(), entry)
    event.add("DTSTART", entry.first)
    # The end of a whole day is the day after it (RFC 5545, 3.6.1).
    event.add("DTEND", entry.last + timedelta(days=1))
    event.add("STATUS", "CANCELLED" if entry.state == "cancelled" else "CONFIRMED")
    # A term takes no time: nobody is busy because of it.
    event.add("TRANSP", "TRANSPARENT")
    return event


def _todo(library: Any, entry: CalendarEntry) -> Any:
    todo = _described(library.Todo(), entry)
    # A to-do must be due after the day it begins on (RFC 5545, 3.8.2.3).
    if entry.begins and (entry.last is None or entry.begins < entry.last):
        todo.add("DTSTART", entry.begins)
    if entry.last:
        todo.add("DUE", entry.last)
    states = {"open": "NEEDS-ACTION", "done": "COMPLETED", "cancelled": "CANCELLED"}
    todo.add("STATUS", states[entry.state])
    if entry.done_on:
        # A moment is wanted and only the day is known: at noon it is that day everywhere in Russia.
        todo.add("COMPLETED", datetime.combine(entry.done_on, time(9), UTC))
    return todo


def _described(part: Any, entry: CalendarEntry) -> Any:
    part.add("UID", entry.uid)
    part.add("SEQUENCE", entry.sequence)
    part.add("SUMMARY", f"✓ {entry.title}" if entry.state == "done" else entry.title)
    part.add("DESCRIPTION", entry.text)
    return part


def _alarm(library: Any, entry: CalendarEntry, days: int, *, is_todo: bool) -> Any:
    """A message so many days before the last day, in the morning."""
    assert entry.first
    assert entry.last
    alarm = library.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", entry.title)
    before = timedelta(hours=_ALARM_HOUR) - timedelta(days=days)
    if is_todo:
        alarm.add("TRIGGER", before, parameters={"RELATED": "END"})
    else:
        alarm.add("TRIGGER", before + (entry.last - entry.first))
    return alarm


def calendar_name(registry_title: str, of: str | None = None) -> str:
    """What programs call the calendar: of one person or organisation it bears the name."""
    return f"{of} – {registry_title}" if of else registry_title or _("Duties")
