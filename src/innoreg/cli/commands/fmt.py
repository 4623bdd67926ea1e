"""`innoreg fmt`."""

from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.change_session import ChangeSession, DryRunOption, WriteMode, change_session
from innoreg.cli.command_context import Call, path_in_registry, print_remark, show
from innoreg.errors import Refused
from innoreg.i18n import N_, _, ngettext
from innoreg.model.base import Record
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.record_change import decode_text
from innoreg.store.yaml_text.formatter import format_record


def fmt(
    call: Call,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("PATH"), help=N_("only these files or folders")),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=N_("only list files laid out otherwise; exit code 1"))
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    with change_session(call, dry_run=dry_run or check) as session:
        changes = [_format_change(session, record) for record in _records_in(session, paths)]
        other = [change.file for change in changes if change.after != change.before]
        for broken in sorted(session.registry.broken):
            print_remark(_("{id} has errors and was passed over", id=broken))
        if check:
            show("\n".join([*other, _count_text(len(other))]))
            raise typer.Exit(1 if other else 0)
        session.carry_out(changes, _count_text(len(other)), WriteMode(dry_run))


def _records_in(session: ChangeSession, paths: list[Path] | None) -> list[Record]:
    inside = [path_in_registry(session.root, path) for path in paths or ()]
    files = [(record, session.registry.source(record).file) for record in session.registry.records]
    return [
        record
        for record, file in files
        if not paths or any(w in (".", file) or file.startswith(f"{w}/") for w in inside)
    ]


def _format_change(session: ChangeSession, record: Record) -> Change:
    file = session.registry.source(record).file
    raw = read_bytes(session.root, file)
    try:
        text = format_record(file, decode_text(raw), record)
        # git gives files the line ends of Windows where its user wants them: they stay.
        if raw.count(b"\r\n") == raw.count(b"\n"):
            text = text.replace("\n", "\r\n")
        return Change(file, raw, text.encode())
    except Refused as refused:
        print_remark(str(refused))
        # One odd file must not keep the others from being laid out.
        return Change(file, raw, raw)


def _count_text(count: int) -> str:
    return ngettext("{n} file laid out anew", "{n} files laid out anew", count)
