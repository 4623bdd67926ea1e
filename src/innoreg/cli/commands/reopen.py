"""`innoreg reopen`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import CommitOption, DryRunOption, RefArgument
from innoreg.cli.command_context import command_context
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import ForOption, OccurrenceOption, ReasonOption, record_event
from innoreg.i18n import N_


def reopen(
    ctx: typer.Context,
    ref: RefArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar=N_("DATE"), help=N_("the day; absent: today"))
    ] = None,
    occurrence: OccurrenceOption = None,
    for_: ForOption = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
) -> None:
    day = parse_day(on) if on else None
    record_event(
        command_context(ctx),
        ref,
        lambda thing: [thing.reopened(day, occurrence, for_, reason)],
        dry_run=dry_run,
        commit=commit,
    )
