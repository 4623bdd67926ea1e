"""Reminders made into letters, and written as drafts into a folder."""

import re
from collections.abc import Callable, Sequence
from contextvars import copy_context
from pathlib import Path
from typing import TypeVar

from innoreg.cli.calendar_export import Calendars, CalendarStyle
from innoreg.cli.command_context import CallContext, print_remark
from innoreg.cli.reminder_book import key_of
from innoreg.errors import CannotGoOn, os_error_text
from innoreg.export.calendar_writer import require_icalendar
from innoreg.i18n import T, _, use_language
from innoreg.mail.letter import Letter, Mailbox, compose_message, message_bytes
from innoreg.mail.server_settings import ServerSettings
from innoreg.model.registry import Registry
from innoreg.output_folder import OutputFolder
from innoreg.queries.reminders import Reminder
from innoreg.report import reminder_letter as report

M = TypeVar("M")
_MANIFEST = "_letters.json"
_LETTERS = re.compile(r"[\w.-]+\.eml")


class LetterMaker:
    """Makes the letters of one registry on one day."""

    def __init__(self, call: CallContext, registry: Registry) -> None:
        self.registry, self.day = registry, call.day
        self._call = call
        self._calendars: Calendars | None = None
        self._has_library: bool | None = None

    def letter(self, found: Reminder) -> Letter:
        """The letter to who is reminded; the address must be known."""
        assert found.address
        address, registry, day = found.address, self.registry, self.day
        return _in_russian(
            lambda: Letter(
                Mailbox(found.name, address),
                [Mailbox(name, mail) for mail, name in found.copies.items()],
                report.subject(found),
                report.text_body(registry, found, day),
                report.html_body(registry, found, day),
                self._calendar(found),
                key_of(found),
            )
        )

    def _calendar(self, found: Reminder) -> bytes | None:
        if self._has_library is None:
            try:
                require_icalendar()
                self._has_library = True
            except CannotGoOn as error:
                self._has_library = False
                print_remark(_("the letters go without a calendar: {reason}", reason=error.message))
        if not self._has_library:
            return None
        if self._calendars is None:
            self._calendars = Calendars(self._call, self.registry, CalendarStyle())
        return self._calendars.bytes_of([row for _kind, row in found.rows], found.record.id)


def letter_folder(folder: Path) -> OutputFolder:
    """The folder of drafts, which is replaced as a whole."""
    return OutputFolder(folder, _MANIFEST, _LETTERS)


def write_letters(
    folder: Path, found: Sequence[Reminder], maker: LetterMaker, settings: ServerSettings | None
) -> None:
    """Write a draft for each who has an address; CannotGoOn where the disk refuses."""
    target = letter_folder(folder)
    target.clear_interrupted()
    try:
        with target.replacing() as new:
            for each in found:
                if each.address:
                    sender = settings.sender if settings else None
                    message = compose_message(maker.letter(each), sender, None)
                    (new / f"{each.record.id}.eml").write_bytes(message_bytes(message))
            target.write_manifest(new, {"today": str(maker.day)})
    except OSError as error:
        raise CannotGoOn(
            T("cannot write {path}: {reason}", path=folder, reason=os_error_text(error))
        ) from None


def _in_russian(make: Callable[[], M]) -> M:
    """Call `make` with Russian texts: letters are Russian, whatever the reader's language."""

    def run() -> M:
        use_language("ru")
        return make()

    return copy_context().run(run)
