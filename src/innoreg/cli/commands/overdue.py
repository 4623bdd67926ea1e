"""`innoreg overdue`."""

from innoreg.cli.command_context import Call
from innoreg.cli.due_answer import due_answer, show_answer
from innoreg.cli.filter_options import FormatOption, Wanted


def overdue(call: Call, *, wanted: Wanted, format: FormatOption = "table") -> None:
    from innoreg.queries.due import overdue as ask

    show_answer(call, due_answer(call, lambda rows, day: ask(rows, wanted, day)), format)
