"""`innoreg remind`: letters by mail to those who owe something."""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.change_session import locked_registry
from innoreg.cli.command_context import Call, CallContext, load_registry, print_remark, show
from innoreg.cli.filter_options import Duties
from innoreg.cli.output import show_table
from innoreg.cli.reminder_book import ReminderBook
from innoreg.cli.reminder_letters import LetterMaker, letter_folder, write_letters
from innoreg.cli.write_options import WriteMode, WriteOptions
from innoreg.errors import CannotGoOn, InnoregError, Refused, WrongUsage
from innoreg.i18n import N_, TN, T, _, ngettext
from innoreg.mail.letter import compose_message
from innoreg.mail.sender import MailServer, Outcome
from innoreg.mail.server_settings import ServerSettings, read_server_settings
from innoreg.queries.asked_scope import AskedScope
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows, find_rows
from innoreg.queries.reminders import Reminder, find_reminders
from innoreg.report import display_texts
from innoreg.report.tables import Column
from innoreg.store.git import commit_changes
from innoreg.store.tree import JOURNAL, REMINDERS


@dataclass(frozen=True, slots=True)
class _Wish:
    before: int | None
    late: bool
    again: int | None
    retry: bool


def remind(
    call: Call,
    *,
    before: Annotated[
        int | None,
        typer.Option(
            "--before", min=0, max=365, metavar=N_("DAYS"),
            help=N_("of what is due within so many days"),
        ),
    ] = None,
    late: Annotated[bool, typer.Option("--late", help=N_("of what is overdue"))] = False,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar=N_("DIR"), help=N_("write the letters as .eml files into a folder")
        ),
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help=N_("send them, each only once"))
    ] = False,
    mark_sent: Annotated[
        bool, typer.Option("--mark-sent", help=N_("with --to: note them as sent"))
    ] = False,
    again: Annotated[
        int | None,
        typer.Option(
            "--again", min=1, max=365, metavar=N_("DAYS"),
            help=N_("of what is overdue once more after so many days"),
        ),
    ] = None,
    retry: Annotated[
        bool,
        typer.Option("--retry", help=N_("also those of which nobody knows whether they went out")),
    ] = False,
    wanted: Duties,
    mode: WriteOptions,
) -> None:  # fmt: skip
    _check(before, late=late, to=to, send=send, mark_sent=mark_sent, mode=mode)
    root = call.working_folder
    noting = (send or mark_sent) and not mode.dry_run
    # Refused before anything is read: without them no letter can go.
    settings = read_server_settings(os.environ, root) if send and not mode.dry_run else None
    wish = _Wish(before, late, again, retry)
    with locked_registry(root) if noting else nullcontext():
        if noting and mode.commit:
            # The journal stands for no file: the log may have lines that a killed process wrote.
            commit_changes.check_can_commit(root, (JOURNAL,))
        registry = load_registry(call)
        if call.failed and not mode.dry_run:
            # What is sent cannot be called back.
            raise Refused(
                TN(
                    "{n} file has errors, so the letters would not be whole",
                    "{n} files have errors, so the letters would not be whole",
                    len(call.failed),
                ),
                T("`innoreg validate` shows them; correct them first"),
            )
        book = ReminderBook(root, call.day, again=again, retry=retry)
        maker = LetterMaker(call, registry)
        found = _find(maker, wish, wanted, book)
        _tell_unknown(book, retry=retry)
        if mode.dry_run or not found:
            _show_plan(call, found)
        elif settings:
            failed = _send_all(call, found, maker, book, settings)
            _commit_log(root, call, mode)
            if failed:
                raise typer.Exit(1)
            return
        elif to is not None:
            write_letters(to, found, maker, _sender_or_none(root))
            _show_plan(call, found, to)
            if mark_sent:
                book.note([each for each in found if each.address], "sent")
        if noting:
            _commit_log(root, call, mode)


def _check(
    before: int | None,
    *,
    late: bool,
    to: Path | None,
    send: bool,
    mark_sent: bool,
    mode: WriteMode,
) -> None:
    if before is None and not late:
        raise WrongUsage(
            T("of what is to be reminded? Of what comes, or of what is late"),
            T("say --before DAYS, --late, or both"),
        )
    if to is not None and send:
        raise WrongUsage(T("--to and --send do not go together"), T("keep one of them"))
    if to is None and not send and not mode.dry_run:
        raise WrongUsage(
            T("what is to become of the letters?"),
            T("--dry-run lists them, --to DIR writes them, --send sends them"),
        )
    if mark_sent and to is None:
        raise WrongUsage(T("--mark-sent goes with --to"))
    if mode.commit and not (send or mark_sent):
        raise WrongUsage(T("--commit goes with --send or --mark-sent"))
    if to is not None and not mode.dry_run:
        letter_folder(to).check_free()


def _find(maker: LetterMaker, wish: _Wish, wanted: Filters, book: ReminderBook) -> list[Reminder]:
    registry, day = maker.registry, maker.day
    rows = find_rows(RegistryRows(registry, day), wanted, day)
    scope = AskedScope(registry, wanted)
    return find_reminders(
        registry, rows, day, wish.before, late=wish.late, is_sent=book.is_sent, scope=scope
    )


def _tell_unknown(book: ReminderBook, *, retry: bool) -> None:
    """That an earlier sending was ended between a letter and its note."""
    if not book.unknown or retry:
        return
    names = ", ".join(sorted({each.to for each in book.unknown}))
    print_remark(
        _("an earlier sending was cut off: it is not known whether these got their letter: {names}",
          names=names)
    )  # fmt: skip
    print_remark(_("ask them; `--retry` sends it again, with the same number of the message"))


_NOBODY = "–"


def _show_plan(call: CallContext, found: Sequence[Reminder], folder: Path | None = None) -> None:
    """Who gets what; those without an address are told as well."""

    def file(each: Reminder) -> str:
        if not each.address:
            return _no_letter(each)
        return f"{each.record.id}.eml" if folder else ""

    _show_table(call, found, file, _("File") if folder else "")


def _show_table(
    call: CallContext, found: Sequence[Reminder], last: Callable[[Reminder], str], head: str
) -> None:
    if not found:
        show(_("Nobody is to be reminded of anything new."))
        return
    heads = (_("Addressee"), _("Address"), _("Overdue"), _("Falling due"), _("Copy to"), head)
    rows = [
        [
            each.name,
            each.address or _NOBODY,
            str(len(each.late)),
            str(len(each.ahead)),
            ", ".join(each.copies) or _NOBODY,
            last(each),
        ]
        for each in found
    ]
    columns = [Column(head, lines=2) for head in heads[:-1]]
    show_table(call, [*columns, Column(heads[-1], lines=3, wide=True)], rows, "table")
    lacking = sum(each.address is None and not each.is_protected for each in found)
    if lacking:
        show(
            ngettext("{n} has no address in the register (`email`)",
                     "{n} have no address in the register (`email`)", lacking)
        )  # fmt: skip


def _send_all(
    call: CallContext,
    found: Sequence[Reminder],
    maker: LetterMaker,
    book: ReminderBook,
    settings: ServerSettings,
) -> int:
    """Send every letter, noting each before and after; how many did not surely arrive."""
    told: dict[str, str] = {}
    failed = sent = 0
    stopped: InnoregError | None = None
    reachable = [each for each in found if each.address]
    try:
        with MailServer(settings) as server:
            for each in reachable:
                outcome = _send_one(each, maker, book, settings, server)
                told[each.record.id] = _outcome_text(outcome)
                sent += outcome.state == "sent"
                failed += outcome.state != "sent" or bool(outcome.refused)
    except InnoregError as error:
        # The server is gone: what was sent is noted, the rest is tried by the next call.
        stopped = error
    _show_table(call, found, lambda each: told.get(each.record.id, _not_sent(each)), _("Letter"))
    show(ngettext("{n} letter sent", "{n} letters sent", sent))
    if stopped:
        raise stopped
    return failed


def _send_one(
    each: Reminder,
    maker: LetterMaker,
    book: ReminderBook,
    settings: ServerSettings,
    server: MailServer,
) -> Outcome:
    letter = maker.letter(each)
    message = compose_message(letter, settings.sender, formatdate(localtime=True))
    book.note([each], "sending")
    try:
        outcome = server.send(message, letter.to.address, [copy.address for copy in letter.copies])
    except InnoregError:
        # No connection, so that surely nothing went out.
        book.note([each], "failed")
        raise
    # Of what nobody knows the log keeps the beginning alone.
    if outcome.state != "unknown":
        book.note([each], outcome.state)
    return outcome


def _outcome_text(outcome: Outcome) -> str:
    if outcome.state == "unknown":
        return _("not known whether it arrived: {reason}", reason=outcome.reason)
    if outcome.state == "failed":
        return _("refused: {reason}", reason=outcome.reason)
    if outcome.refused:
        return _("sent, but not to {addresses}", addresses=", ".join(outcome.refused))
    return _("sent")


def _not_sent(each: Reminder) -> str:
    return _("not sent") if each.address else _no_letter(each)


def _no_letter(each: Reminder) -> str:
    return _("protected: no letter") if each.is_protected else _("no address")


def _sender_or_none(root: Path) -> ServerSettings | None:
    """A draft does without a sender: the mail program puts its own."""
    try:
        return read_server_settings(os.environ, root)
    except CannotGoOn:
        return None


def _commit_log(root: Path, call: CallContext, mode: WriteMode) -> None:
    """Commit the log, or say that another clone does not know of it yet."""
    if not mode.commit:
        if (root / REMINDERS).is_dir():
            print_remark(
                _("commit and push {folder}/, else another clone sends again", folder=REMINDERS)
            )
        return
    if commit_changes.uncommitted(root, (REMINDERS,)):
        message = _("Reminders of {day}", day=display_texts.day(call.day))
        name = commit_changes.commit(root, (REMINDERS,), message)
        show(_("  commit {name}", name=name))
