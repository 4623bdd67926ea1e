"""`innoreg cancel`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import RefArgument, WriteOptions
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import (
    ForceOption,
    ForOption,
    MarkRequest,
    OccurrenceOption,
    ReasonOption,
    record_event,
)
from innoreg.i18n import N_


def cancel(
    call: Call,
    ref: RefArgument,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar=N_("DATE"), help=N_("the day; absent: the order's, else today")
        ),
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option(metavar=N_("ORDER/CLAUSE"), help=N_("the order or clause that cancelled it")),
    ] = None,
    reason: ReasonOption = None,
    occurrence: OccurrenceOption = None,
    for_: ForOption = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on) if on else None
    request = MarkRequest(
        ref, occurrence, lambda thing, n: thing.cancelled_events(day, basis, reason, n, for_)
    )
    record_event(call, request, mode, force=force)
