"""`innoreg schema`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import show_as_it_is
from innoreg.cli.reference_lookup import find_kind
from innoreg.i18n import N_
from innoreg.report import json_schema as report
from innoreg.report.jsonio import dumps


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(metavar=N_("KIND"), help=N_("district, person, order, …; absent: all")),
    ] = None,
) -> None:
    if kind is None:
        show_as_it_is(dumps({"format": 1, "kinds": report.record_schemas()}))
        return
    show_as_it_is(dumps(report.record_schema(find_kind(kind))))
