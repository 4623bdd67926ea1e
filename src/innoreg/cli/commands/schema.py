"""`innoreg schema`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import show
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T
from innoreg.model.record_models import FOLDERS, kind_of
from innoreg.report import json_schema as report
from innoreg.report.jsonio import dumps


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(metavar=N_("KIND"), help=N_("district, person, order, …; absent: all")),
    ] = None,
) -> None:
    if kind is None:
        show(dumps({"format": 1, "kinds": report.record_schemas()}))
        return
    show(dumps(report.record_schema(named_kind(kind))))


def named_kind(word: str) -> str:
    """The kind that was typed, or what could have been meant."""
    kind = kind_of(word)
    if kind is None:
        raise WrongUsage(
            T("no kind of record is called “{word}”", word=word),
            T("one of: {expected}", expected=", ".join(FOLDERS.values())),
        )
    return kind
