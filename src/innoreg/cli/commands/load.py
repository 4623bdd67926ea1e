"""`innoreg load`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import (
    Call,
    CallContext,
    load_registry,
    print_remark,
)
from innoreg.cli.filter_options import Days, FormatOption, SortOption, Wanted
from innoreg.cli.output import show_json, show_table
from innoreg.i18n import N_, _
from innoreg.queries.period_choice import PeriodRequest
from innoreg.queries.workload import Load
from innoreg.queries.workload import load as ask
from innoreg.report import workload as report
from innoreg.report.sheets import Sheet
from innoreg.report.tables import Column


def load(
    call: Call,
    *,
    by: Annotated[
        Literal["responsible", "district"], typer.Option("--by", help=N_("who carries"))
    ] = "responsible",
    per: Annotated[
        Literal["week", "month"], typer.Option("--per", help=N_("how finely time is cut"))
    ] = "month",
    year: Annotated[
        int | None,
        typer.Option(metavar=N_("YEAR"), help=N_("absent: this year, or the nearest with items")),
    ] = None,
    days: Days,
    wanted: Wanted,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    asked = PeriodRequest(year=year, start=days[0], end=days[1])
    found = ask(load_registry(call), asked, wanted, call.day, by, per)
    _show(call, found, format, sort)


def _show(call: CallContext, found: Load, form: str, sort: str | None) -> None:
    heading = report.heading(found)
    if form == "table" and call.is_on_terminal:
        heading = "\n".join((heading, *report.year_note(found)))
    else:
        for remark in report.year_note(found):
            print_remark(remark)
    if form == "json":
        show_json(call, report.as_document(found), sort)
        return
    if form == "csv":
        fields = [Column(name) for name in report.FIELDS]
        show_table(call, fields, report.csv_rows(found), form, sort=sort)
        return
    sheet = Sheet(_("Load"), (), (), sums=True)
    if report.fits_matrix(found):
        heads, rows = report.matrix_columns(found), report.matrix_rows(found)
        show_table(call, heads, rows, form, heading, sheet=sheet, sort=sort)
    else:
        heads, rows = report.long_columns(), report.long_rows(found)
        show_table(call, heads, rows, form, heading, sheet=sheet, sort=sort)
