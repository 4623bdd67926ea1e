"""`innoreg extend`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import CommitOption, DryRunOption, RefArgument
from innoreg.cli.command_context import command_context
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import OccurrenceOption, record_event
from innoreg.i18n import N_


def extend(
    ctx: typer.Context,
    ref: RefArgument,
    to: Annotated[
        str,
        typer.Option(metavar=N_("TEXT"), help=N_("the new term, in words as documents write it")),
    ],
    basis: Annotated[
        str,
        typer.Option(
            metavar=N_("ORDER/CLAUSE"), help=N_("the order or clause that moved the term")
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=N_("DATE"), help=N_("the day; absent: the order's")),
    ] = None,
    occurrence: OccurrenceOption = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
) -> None:
    day = parse_day(on) if on else None
    record_event(
        command_context(ctx),
        ref,
        lambda thing: [thing.extended(to, basis, day, occurrence)],
        dry_run=dry_run,
        commit=commit,
    )
