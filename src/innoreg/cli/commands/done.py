"""`innoreg done`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.change_session import WriteOptions
from innoreg.cli.command_context import Call, CallContext, print_remark
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import (
    ForceOption,
    MarkRequest,
    OccurrenceOption,
    record_events,
)
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _, ngettext
from innoreg.report import display_texts


def done(
    call: Call,
    refs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("REF"),
            help=N_(
                "plan/number, order/clause, pair/number, site/interim or final, as `due` prints them"
            ),
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar=N_("DATE"), help=N_("the day it was carried out; absent: today")
        ),
    ] = None,
    occurrence: OccurrenceOption = None,
    for_: Annotated[
        list[str] | None,
        typer.Option(
            "--for", metavar=N_("ADDRESSEE"), help=N_("only this one of its addressees; repeatable")
        ),
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help=N_("all addressees did it, though they report one by one"))
    ] = False,
    evidence: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("what shows it: a protocol, a letter, a link, a file of the registry"),
        ),
    ] = None,
    time: Annotated[
        str | None,
        typer.Option(
            "--time", metavar=N_("TIME"), help=N_("the time of day, where it counts: 16:30")
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=N_("FILE"),
            help=N_("marks of a sheet: .xlsx, .csv or - with ref, occurrence, for, on, evidence"),
        ),
    ] = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    typed = parse_day(on) if on else None
    if sheet is not None:
        if refs or occurrence or for_:
            raise WrongUsage(
                T("--from names what is marked; references and --for do not go with it"),
                T("write them into the sheet"),
            )
        requests = _requests_of_sheet(call, sheet, typed, evidence, everyone)
        record_events(call, requests, mode, force=force)
        return
    if for_ and everyone:
        raise WrongUsage(T("--for and --all do not go together"), T("keep one of them"))
    if not refs:
        raise WrongUsage(
            T("nothing is named that was done"),
            T("name a reference as `innoreg due` prints it, or a sheet with --from"),
        )
    if occurrence and len(refs) > 1:
        raise WrongUsage(
            T("--occurrence goes with one reference"),
            T("write it behind each: “{ref} ({n}/…)”", ref=refs[0], n=occurrence),
        )
    day = _day_or_today(call, typed)
    requests = [
        MarkRequest(
            ref,
            occurrence,
            lambda m, n: m.done_events(day, n, for_ or (), evidence, everyone=everyone, time=time),
        )
        for ref in refs
    ]
    record_events(call, requests, mode, force=force)


def _day_or_today(call: CallContext, typed: date | None) -> date:
    """The day typed, else today, which is said."""
    if typed is None:
        print_remark(_("no --on: the day is today, {day}", day=display_texts.day(call.day)))
    return typed or call.day


def _requests_of_sheet(
    call: CallContext, sheet: str, typed: date | None, evidence: str | None, everyone: bool
) -> list[MarkRequest]:
    from innoreg.cli.mark_sheet import SheetMark, read_mark_sheet

    read = read_mark_sheet(None if sheet == "-" else Path(sheet))
    marks = read.marks
    if read.not_done:
        print_remark(
            ngettext("{n} row says that it is not done", "{n} rows say that it is not done",
                     read.not_done)
        )  # fmt: skip
    if read.unmarked:
        print_remark(
            ngettext("{n} row is not marked and stays", "{n} rows are not marked and stay",
                     read.unmarked)
        )  # fmt: skip
    if not marks:
        raise Refused(T("no row of the sheet is marked"), T("nothing was written"))
    day = typed
    if any(mark.on is None for mark in marks):
        day = _day_or_today(call, typed)

    def request(mark: SheetMark) -> MarkRequest:
        on, shown = mark.on or day or call.day, mark.evidence or evidence
        return MarkRequest(
            mark.ref,
            mark.occurrence,
            lambda m, n: m.done_events(
                on, n, (mark.for_,) if mark.for_ else (), shown, everyone=everyone or mark.everyone
            ),
            f"{mark.place}: ",
        )

    return [request(mark) for mark in marks]
