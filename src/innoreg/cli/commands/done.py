"""`innoreg done`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import RefArgument, WriteOptions
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import ForOption, OccurrenceOption, record_event
from innoreg.i18n import N_


def done(
    call: Call,
    ref: RefArgument,
    on: Annotated[
        str, typer.Option("--on", metavar=N_("DATE"), help=N_("the day it was carried out"))
    ],
    occurrence: OccurrenceOption = None,
    for_: ForOption = None,
    evidence: Annotated[
        str | None,
        typer.Option(metavar=N_("TEXT"), help=N_("what shows it: a protocol, a letter, a link")),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on)
    record_event(call, ref, lambda thing: [thing.done_event(day, occurrence, for_, evidence)], mode)
