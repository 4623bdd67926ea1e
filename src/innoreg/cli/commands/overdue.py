"""`innoreg overdue`."""

import typer

from innoreg.cli.command_context import command_context
from innoreg.cli.due_answer import due_answer, show_answer
from innoreg.cli.filter_options import FormatOption, Wanted


def overdue(ctx: typer.Context, *, wanted: Wanted, format: FormatOption = "table") -> None:
    call = command_context(ctx)
    from innoreg.queries.due import overdue as ask

    show_answer(call, due_answer(call, lambda rows, day: ask(rows, wanted, day)), format)
