"""`innoreg overdue`."""

import typer

from innoreg.cli.due_answer import answered, show_answer
from innoreg.cli.filter_options import FormatOption, Wanted


def overdue(ctx: typer.Context, *, wanted: Wanted, format: FormatOption = "table") -> None:
    from innoreg.queries.due import overdue as ask

    show_answer(answered(ctx, wanted, lambda rows, day: ask(rows, wanted, day)), format)
