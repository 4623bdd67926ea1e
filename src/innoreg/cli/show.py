"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli import common
from innoreg.cli.references import target_of
from innoreg.i18n import N_
from innoreg.report import showing


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
    if format == "json":
        common.show(showing.as_json(registry, target, day))
    else:
        common.show(showing.as_text(registry, target, day, common.width()))
