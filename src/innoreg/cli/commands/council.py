"""`innoreg council`: what a council has before it on a day; its decisions as the draft of an order."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.common_options import parse_day
from innoreg.cli.output import show_cards, show_json
from innoreg.i18n import N_


def council(
    call: Call,
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=N_("DATE"), help=N_("the day of the meeting; absent: today")),
    ] = None,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "table",
) -> None:
    from innoreg.ledger import replay
    from innoreg.queries.council_agenda import council_agenda
    from innoreg.report import council_agenda as report

    registry = load_registry(call)
    state = replay(registry, parse_day(on) if on else call.day)
    agenda = council_agenda(state)
    if format == "json":
        show_json(call, report.as_document(state, agenda))
    else:
        show_cards(call, report.lines(state, agenda))
