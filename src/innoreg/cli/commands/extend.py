"""`innoreg extend`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import RefArgument, WriteOptions
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import ForceOption, MarkRequest, OccurrenceOption, record_event
from innoreg.i18n import N_


def extend(
    call: Call,
    ref: RefArgument,
    to: Annotated[
        str,
        typer.Option(metavar=N_("TEXT"), help=N_("the new term, in words as documents write it")),
    ],
    basis: Annotated[
        str | None,
        typer.Option(
            metavar=N_("ORDER/CLAUSE"),
            help=N_("the order or clause that moved the term; a pair's own plan needs none"),
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=N_("DATE"), help=N_("the day; absent: the order's")),
    ] = None,
    occurrence: OccurrenceOption = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on) if on else None
    request = MarkRequest(
        ref, occurrence, lambda thing, n: [thing.extended_event(to, basis, day, n)]
    )
    record_event(call, request, mode, force=force)
