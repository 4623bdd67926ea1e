"""`innoreg overdue`."""

from innoreg.cli.command_context import Call
from innoreg.cli.due_answer import check_for_marks, due_answer, show_answer, write_mark_form
from innoreg.cli.filter_options import ForMarksOption, FormatOption, SortOption, Wanted
from innoreg.cli.output import refuse_sort


def overdue(
    call: Call,
    *,
    wanted: Wanted,
    for_marks: ForMarksOption = False,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    from innoreg.queries.due import overdue as ask

    check_for_marks(format, for_marks=for_marks)
    answer = due_answer(call, lambda rows, day: ask(rows, wanted, day))
    if for_marks:
        refuse_sort(sort)
        write_mark_form(call, answer, wanted)
        return
    show_answer(call, answer, format, sort)
