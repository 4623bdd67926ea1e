"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.output import show_cards
from innoreg.cli.reference_lookup import find_target
from innoreg.i18n import N_
from innoreg.queries.dossier import everything
from innoreg.report import dossier as report
from innoreg.report import record_card
from innoreg.report.tables import as_text

# Bounds nothing in practice: in a pipe lines are not wrapped.
_WIDE = 10_000


def show(
    call: Call,
    ref: Annotated[
        str,
        typer.Argument(
            metavar=N_("REF"), help=N_("id, kind/id, plan/number, order/clause, program/project")
        ),
    ],
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    registry, day = load_registry(call).registry, call.day
    target = find_target(registry, ref)
    found = None if target.path else everything(registry, target, day)
    if format == "json":
        more = report.as_fields(found) if found else {}
        call.draw(record_card.as_json(registry, target, day, more))
        return
    call.draw(record_card.as_text(registry, target, day, call.width))
    if found and call.is_on_terminal:
        show_cards(call, report.cards(found))
    elif found:
        call.draw(as_text(report.cards(found), _WIDE))
