"""`innoreg reopen`."""

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


def reopen(
    call: Call,
    ref: RefArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar=N_("DATE"), help=N_("the day; absent: today"))
    ] = None,
    occurrence: OccurrenceOption = None,
    for_: ForOption = None,
    reason: ReasonOption = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on) if on else None
    request = MarkRequest(
        ref, occurrence, lambda thing, n: [thing.reopened_event(day, n, for_, reason)]
    )
    record_event(call, request, mode, force=force)
