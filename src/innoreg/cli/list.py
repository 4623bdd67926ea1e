"""`innoreg list`."""

from typing import Annotated

import typer

from innoreg.cli.common import loaded, on_terminal, show, width
from innoreg.cli.filtering import FormatOption
from innoreg.cli.schema import named_kind
from innoreg.i18n import N_
from innoreg.report import listing
from innoreg.report.table import as_csv, as_markdown, drawn, plain


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar=N_("KIND"), help=N_("districts, people, orders, …"))
    ],
    format: FormatOption = "table",
) -> None:
    registry, name = loaded(ctx).registry, named_kind(kind)
    if format == "json":
        show(listing.as_json(registry, name))
        return
    columns, rows = listing.columns(name), listing.rows(registry, name)
    heads = [column.head for column in columns]
    if format == "csv":
        show(as_csv(heads, rows))
    elif format == "md":
        show(as_markdown(heads, rows))
    elif on_terminal():
        show(drawn(columns, rows, width()))
    else:
        show(plain(columns, rows))
