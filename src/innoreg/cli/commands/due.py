"""`innoreg due`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.cli.due_answer import due_answer, show_answer
from innoreg.cli.filter_options import (
    Days,
    FormatOption,
    MonthOption,
    QuarterOption,
    Wanted,
    YearOption,
)
from innoreg.i18n import N_


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
    wanted: Wanted,
    format: FormatOption = "table",
) -> None:
    # Imported here: the help of `due` needs no query.
    from innoreg.queries.due import due as ask
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
    answer = due_answer(call, lambda rows, day: ask(rows, asked, wanted, day))
    show_answer(call, answer, format)
