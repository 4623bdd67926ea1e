"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli import common
from innoreg.cli.references import target_of
from innoreg.cli.tables import show_cards
from innoreg.i18n import N_
from innoreg.queries.everything import everything
from innoreg.report import everything as report
from innoreg.report import showing
from innoreg.report.cards import as_text

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
    registry, day = common.loaded(ctx).registry, common.today(ctx)
    target = target_of(registry, ref)
    found = None if target.path else everything(registry, target, day)
    if format == "json":
        more = report.as_fields(found) if found else {}
        common.show(showing.as_json(registry, target, day, more))
        return
    common.show(showing.as_text(registry, target, day, common.width()))
    if found and common.on_terminal():
        show_cards(report.cards(found))
    elif found:
        common.show(as_text(report.cards(found), _WIDE))
