"""Calendars of duties: of all that filters let pass as one file, or of everybody who answers one each."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from innoreg.cli.command_context import CallContext
from innoreg.cli.duty_changes import count_changes
from innoreg.errors import Refused
from innoreg.export.calendar_entries import CalendarEntry, calendar_entry, public_row
from innoreg.export.calendar_writer import PRODUCT, calendar_bytes, calendar_name
from innoreg.export.exporter import export_folder
from innoreg.i18n import T
from innoreg.model.registry import Registry
from innoreg.queries.asked_scope import AskedScope
from innoreg.queries.due_row import DueRow, RowList
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.public_registry import PublicView
from innoreg.queries.record_names import title_of
from innoreg.regular_file import read_beginning
from innoreg.whole_file import replace_file


@dataclass(frozen=True, slots=True)
class CalendarStyle:
    """How duties are put into a calendar; see `calendar_bytes`."""

    alarms: tuple[int, ...] = ()
    todos: bool = False


class Calendars:
    """The duties of a registry as entries, with how often each was changed looked up once."""

    def __init__(
        self, call: CallContext, registry: Registry, style: CalendarStyle, *, public: bool = False
    ) -> None:
        self._registry, self._day, self._style = registry, call.day, style
        self._rows = RegistryRows(registry, call.day)
        self._view = PublicView(registry) if public else None
        self._changes = count_changes(call, registry, [*self._rows.all(), *self._rows.undated()])

    def rows(self, wanted: Filters) -> list[DueRow]:
        """What passes the filters, dated or not, in reading order; WrongUsage for unknown names."""
        chosen = Filter(self._rows, wanted, self._day)
        every = (*self._rows.all(), *self._rows.undated())
        found = sorted(chosen.passing(every), key=lambda row: row.place)
        if not found:
            chosen.check_words(RowList(every))
        if self._view is None:
            return found
        return [shown for row in found if (shown := public_row(self._view, row))]

    def bytes_of(self, rows: Iterable[DueRow], member: str | None = None) -> bytes:
        """A calendar of these rows; of a member, as they stand for it and under its name."""
        target = self._registry.find(member) if member else None
        name = title_of(target.record) if target else None
        title = calendar_name(self._registry.settings.title, name)
        entries = [self._entry(row, member) for row in rows]
        style = self._style
        return calendar_bytes(entries, title, self._day, alarms=style.alarms, todos=style.todos)

    def _entry(self, row: DueRow, member: str | None) -> CalendarEntry:
        return calendar_entry(self._registry, row, self._day, self._changes.get(row.ref, 0), member)

    def by_member(self, rows: Iterable[DueRow], wanted: Filters) -> Mapping[str, list[DueRow]]:
        """The rows of everybody asked about who answers or must report, by their ids."""
        found: dict[str, list[DueRow]] = {}
        scope = AskedScope(self._registry, wanted)
        for row in rows:
            for member in dict.fromkeys(_members(self._registry, row, scope)):
                if self._view is None or self._view.shows(member):
                    found.setdefault(member, []).append(row)
        return dict(sorted(found.items()))


def _members(registry: Registry, row: DueRow, scope: AskedScope) -> Iterator[str]:
    for carrier, _first in scope.carriers(row):
        if carrier.id and (target := registry.find(carrier.id)):
            yield target.record.id
    for ref in scope.narrowed(row).addressees:
        if target := registry.find(ref):
            yield target.record.id


def write_calendar(path: Path, raw: bytes) -> None:
    """Write a calendar in the place of an earlier one; Refused where something else is there."""
    if path.is_dir():
        raise Refused(
            T("{path} is a folder; a calendar is a file", path=path),
            T("name a file FILE.ics, or a calendar for each with --each"),
        )
    if os.path.lexists(path) and not _is_calendar(path):
        raise Refused(
            T("{path} was not written by this command and is left as it is", path=path),
            T("name another file"),
        )
    replace_file(path, raw)


def _is_calendar(path: Path) -> bool:
    """Whether a file was written by this command; a pipe, a device and a link to nowhere were not."""
    try:
        return PRODUCT.encode() in read_beginning(path, 500)
    except OSError:
        return False


def write_calendars(
    folder: Path,
    calendars: Calendars,
    rows: Sequence[DueRow],
    wanted: Filters,
    day: date,
    title: str,
) -> int:
    """Write a calendar for each who answers into the folder, which appears whole; how many."""
    members = calendars.by_member(rows, wanted)
    target = export_folder(folder)
    with target.replacing() as new:
        for member, own in members.items():
            (new / f"{member}.ics").write_bytes(calendars.bytes_of(own, member))
        target.write_manifest(new, {"form": "ics", "title": title, "today": str(day)})
    return len(members)
