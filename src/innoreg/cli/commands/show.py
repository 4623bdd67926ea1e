"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli import command_context
from innoreg.cli.output import show_cards
from innoreg.cli.reference_lookup import target_of
from innoreg.i18n import N_
from innoreg.queries.dossier import everything
from innoreg.report import dossier as report
from innoreg.report import record_card
from innoreg.report.tables import cards_as_text

_WIDE = 10_000


def show(
    ctx: typer.Context,
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
    registry, day = command_context.loaded(ctx).registry, command_context.today(ctx)
    target = target_of(registry, ref)
    found = None if target.path else everything(registry, target, day)
    if format == "json":
        more = report.dossier_fields(found) if found else {}
        command_context.show(record_card.as_json(registry, target, day, more))
        return
    command_context.show(record_card.as_text(registry, target, day, command_context.width()))
    if found and command_context.on_terminal():
        show_cards(report.cards(found))
    elif found:
        command_context.show(cards_as_text(report.cards(found), _WIDE))
