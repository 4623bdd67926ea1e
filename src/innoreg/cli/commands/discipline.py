"""`innoreg discipline`."""

from datetime import date
from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.filter_options import Days, Duties, FormatOption, SortOption
from innoreg.cli.output import show_json, show_table
from innoreg.deadlines import Period
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.queries.execution_scores import score_discipline as ask
from innoreg.report import discipline as report


def discipline(
    call: Call,
    *,
    by: Annotated[
        Literal["responsible", "district", "roadmap"],
        typer.Option("--by", help=N_("whose discipline")),
    ] = "responsible",
    days: Days,
    wanted: Duties,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    day = call.day
    found = ask(load_registry(call), _period(*days, day), wanted, day, by)
    if format == "json":
        show_json(call, report.as_document(found), sort)
    else:
        heading, rows = report.heading(found), report.rows(found)
        if call.failed and not found.total.due:
            heading += "\n" + _("Not everything could be read.")
        # Of a workbook the line of all stands below what is filtered and sorted.
        rows, sums = (rows[:-1], 0) if format == "xlsx" else (rows, min(1, len(rows)))
        styles, sheet = report.row_styles(found), report.sheet(found)
        columns = report.columns(found)
        show_table(call, columns, rows, format, heading, styles, sheet, sort, sums)


def _period(start: date | None, end: date | None, day: date) -> Period:
    """The days asked about; absent, from the beginning of time to the day of the question.

    Raises WrongUsage where the last lies before the first.
    """
    first = start or date.min
    # Not before the first day, so that a period that begins later is empty, not wrong.
    last = end or max(first, day)
    if last < first:
        raise WrongUsage(
            T("the period ends ({end}) before it begins ({start})", end=last, start=first),
            T("change the two days"),
        )
    return Period(first, last)
