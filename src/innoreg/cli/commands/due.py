"""`innoreg due`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.cli.due_answer import check_for_marks, due_answer, show_answer, write_mark_form
from innoreg.cli.filter_options import (
    Days,
    ForMarksOption,
    FormatOption,
    MonthOption,
    QuarterOption,
    SortOption,
    Wanted,
    YearOption,
)
from innoreg.cli.output import refuse_sort
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T


def due(
    call: Call,
    *,
    month: MonthOption = None,
    year: YearOption = None,
    quarter: QuarterOption = None,
    week: Annotated[
        str | None,
        typer.Option(metavar=N_("DATE"), help=N_("the week, Monday to Sunday, with this day")),
    ] = None,
    days: Days,
    within: Annotated[
        int | None,
        typer.Option(
            metavar=N_("DAYS"), help=N_("from today so many days on (30 if no period is given)")
        ),
    ] = None,
    undated: Annotated[
        bool, typer.Option("--undated", help=N_("only what is open and has no date"))
    ] = False,
    wanted: Wanted,
    for_marks: ForMarksOption = False,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    # Imported here: the help of `due` needs no query.
    from innoreg.queries.due import due as ask
    from innoreg.queries.due import undated as ask_undated
    from innoreg.queries.period_choice import PeriodRequest

    asked = PeriodRequest(
        month=month,
        year=year,
        quarter=quarter,
        week=parse_day(week) if week else None,
        start=days[0],
        end=days[1],
        within=within,
    )
    if undated and asked != PeriodRequest():
        raise WrongUsage(
            T("--undated does not go with a period"), T("what has no date lies in no period")
        )
    check_for_marks(format, for_marks=for_marks)
    answer = due_answer(
        call,
        lambda rows, day: (
            ask_undated(rows, wanted, day) if undated else ask(rows, asked, wanted, day)
        ),
    )
    if for_marks:
        refuse_sort(sort)
        write_mark_form(call, answer, wanted)
        return
    show_answer(call, answer, format, sort)
