"""`innoreg import`: a document into records; shown first, written only whole and checked."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from innoreg.cli import import_preview as preview
from innoreg.cli.change_session import CommitOption, WriteMode, change_session
from innoreg.cli.command_context import (
    Call,
    CallContext,
    load_registry,
    print_remark,
    show,
    show_as_it_is,
)
from innoreg.cli.import_lists import ListKind, ListMaker, chosen_list
from innoreg.cli.import_orders import OrderMaker
from innoreg.cli.import_records import RecordMaker, Wishes, period_of, refuse_without_plan
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.importing.document_process import import_isolated
from innoreg.importing.drafts import PLANS, Imported
from innoreg.model.term_reading import registry_calendar
from innoreg.report.jsonio import dumps
from innoreg.report.tables import table_as_plain, table_as_rich
from innoreg.store.file_writer import Change

_MAKERS: Mapping[str, type[RecordMaker]] = {"roadmap": RecordMaker, "order": OrderMaker}


def import_(
    call: Call,
    file: Annotated[
        Path,
        typer.Argument(
            metavar=N_("FILE"), help=N_("a Word, Excel, CSV, PDF, OpenDocument or RTF file")
        ),
    ],
    kind: Annotated[
        Literal["roadmap", "order", "people", "schools", "pairs", "sites", "consultants"] | None,
        typer.Option("--as", help=N_("a plan; a whole order with its plan and lists; or a list")),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help=N_("id of the new record (or of the one to update)")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar=N_("START..END"),
            help=N_("the period of the plan, where the document does not name it"),
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar=N_("TEXT"),
            help=N_("the title of the plan, order or list, where the document has no heading"),
        ),
    ] = None,
    program: Annotated[
        str | None, typer.Option("--program", metavar="ID", help=N_("the programme of the plan"))
    ] = None,
    table: Annotated[
        int | None,
        typer.Option("--table", metavar="N", help=N_("which of several plans, counted from 1")),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help=N_("change an existing plan, row by row by its number"))
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=N_("show what was understood and what was not; write nothing")
        ),
    ] = False,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of what --dry-run shows"))
    ] = "table",
    commit: CommitOption = False,
) -> None:
    if not file.exists():
        raise WrongUsage(T("no such file or folder: {path}", path=file))
    if not file.is_file():
        raise WrongUsage(
            T("{path} is no file, so no document can be read from it", path=file),
            T("name one document: a Word, Excel, CSV, PDF, OpenDocument or RTF file"),
        )
    if format == "json" and not dry_run:
        raise WrongUsage(
            T("--format json only shows, and this would write"),
            T("add --dry-run, or leave out --format"),
        )
    found = import_isolated(file)
    # What was read of the document alone: this needs no registry.
    if format == "json" and name is None and kind is None:
        show_as_it_is(dumps({"format": 1, **found.as_json()}))
        return
    if dry_run and not update and format == "table":
        _show_preview(call, found, period)
    form = kind or _kind_of(found)
    if form == "roadmap" and not any(table.kind in PLANS for table in found.tables):
        refuse_without_plan(file)
    listed = None if form == "roadmap" or form == "order" else form
    if listed is None and name is None and not dry_run:
        raise WrongUsage(
            T("{name} is missing", name="--id"), T("give the new record an id: --id loiro-2027")
        )
    if update and form != "roadmap":
        raise WrongUsage(
            T("--update is for plans"), T("leave it out: a list is matched with what there is")
        )
    wishes = Wishes(period, title, program, table)
    with change_session(call, dry_run=dry_run) as session:
        maker = _MAKERS.get(form, ListMaker)(session, found, wishes, file.name)
        record = name or maker.free_id(file.stem)
        if isinstance(maker, ListMaker) and listed:
            changes = maker.lists(listed)
        elif isinstance(maker, OrderMaker):
            changes = maker.order(record)
        else:
            changes = maker.update(record) if update else maker.plan(record)
        account = maker.account()
        new = maker.new_records()
        changes = [*(maker.new_file(one.kind, one.id, one.raw) for one in new), *changes]
        # The preview has shown the notes of the document.
        notes = () if dry_run and not update else found.notes
        for line in preview.note_lines((*notes, *maker.notes)):
            print_remark(line)
        for person in dict.fromkeys(maker.records.unsure):
            print_remark(_("not in the register: {person}", person=person))
        print_remark(preview.account_text(account))
        if format == "json":
            session.refuse_new_errors(changes)
            show_as_it_is(dumps(preview.as_document(found, account, new, changes)))
            return
        lines = list(preview.record_lines(new, maker.edits))
        done = (
            _("{file} imported: {kind}", file=file.name, kind=preview.kind_name(listed))
            if listed
            else _("{file} imported as {id}", file=file.name, id=record)
        )
        shown = None if update else "\n".join((*lines, *_wanted_files(changes, name, listed)))
        session.carry_out(changes, done, WriteMode(dry_run, commit), None, lines, shown)


def _kind_of(found: Imported) -> Literal["roadmap", "order"] | ListKind:
    """What the document is where nobody says it: a plan first, then an order, then its one list."""
    if any(table.kind in PLANS for table in found.tables):
        return "roadmap"
    return "order" if found.order else chosen_list(found.tables) or "roadmap"


def _wanted_files(changes: Sequence[Change], name: str | None, listed: str | None) -> Iterator[str]:
    """The line of files that would be written, where their names are known."""
    if name or listed:
        files = ", ".join(change.file for change in changes)
        yield _("Would be written: {files}", files=files)


def _show_preview(call: CallContext, found: Imported, words: str | None) -> None:
    """Print the tables as the calendar of this registry reads them, and what found no place."""
    rules = registry_calendar(load_registry(call).settings)
    for table in found.tables:
        period = period_of(words, table, found, rules)
        show(preview.table_heading(table))
        if period:
            show(_("Period: {start}..{end}", start=period.start, end=period.end))
        columns, cells = preview.preview_columns(table), preview.preview_rows(table, period, rules)
        on_terminal = call.is_on_terminal
        call.draw(
            table_as_rich(columns, cells, call.width)
            if on_terminal
            else table_as_plain(columns, cells)
        )
        show("\n")
    if not found.tables:
        show(_("No table and no list of decisions was recognised."))
    if found.order:
        show(_order_text(found.order.as_json()))
    if notes := preview.note_lines(found.notes):
        show(_("Look at:"))
        show("\n".join(f"  {note}" for note in notes))


def _order_text(order: Mapping[str, Any]) -> str:
    parts = (
        order["kind"],
        order["date"],
        order["number"] and f"№ {order['number']}",
        order["title"],
    )
    return _("Order: {words}", words=" ".join(part for part in parts if part))
