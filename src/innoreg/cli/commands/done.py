"""`innoreg done`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import CommitOption, DryRunOption, RefArgument
from innoreg.cli.command_context import command_context
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import ForOption, OccurrenceOption, record_event
from innoreg.i18n import N_


def done(
    ctx: typer.Context,
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
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
) -> None:
    day = parse_day(on)
    record_event(
        command_context(ctx),
        ref,
        lambda thing: [thing.done(day, occurrence, for_, evidence)],
        dry_run=dry_run,
        commit=commit,
    )
