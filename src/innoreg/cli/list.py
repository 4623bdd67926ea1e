"""`innoreg list`."""

from typing import Annotated

import typer

from innoreg.cli.common import loaded, show, today
from innoreg.cli.filtering import FormatOption
from innoreg.cli.schema import named_kind
from innoreg.cli.tables import show_table
from innoreg.i18n import N_
from innoreg.ledger import replay
from innoreg.report import listing


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar=N_("KIND"), help=N_("districts, people, orders, …"))
    ],
    format: FormatOption = "table",
) -> None:
    name = named_kind(kind)
    state = replay(loaded(ctx).registry, today(ctx))
    if format == "json":
        show(listing.as_json(state, name))
    else:
        show_table(listing.columns(name), listing.rows(state, name), format)
