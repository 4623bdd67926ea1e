"""`innoreg indicators`: targets and values by district and checkpoint."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark
from innoreg.cli.filter_options import DistrictOption, FormatOption, SortOption
from innoreg.cli.output import show_json, show_table, sorted_places
from innoreg.i18n import N_, _


def indicators(
    call: Call,
    ref: Annotated[
        str | None,
        typer.Argument(metavar=N_("REF"), help=N_("one of them; absent: all indicators")),
    ] = None,
    *,
    district: DistrictOption = None,
    year: Annotated[
        list[int] | None,
        typer.Option(
            "--year", metavar=N_("YEAR"), help=N_("also the end of this year; may be repeated")
        ),
    ] = None,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    from innoreg.model.district import District
    from innoreg.model.indicator import Indicator
    from innoreg.queries.computed_indicators import answer_on
    from innoreg.queries.indicator_values import REGION
    from innoreg.queries.lacking_records import refuse_if_lacking
    from innoreg.queries.record_names import find_by_words
    from innoreg.report import indicator_values as report
    from innoreg.report.tables import Column

    registry = load_registry(call)
    one = find_by_words(registry, Indicator, ref)
    chosen = (one,) if one else registry.all(Indicator)
    place = find_by_words(registry, District, district)
    if any(each.compute for each in chosen):
        # Computed of pairs and results, of which some may not be at hand.
        refuse_if_lacking(registry)
    answers = [answer_on(registry, each, call.day, year or ()) for each in chosen]
    if not answers:
        print_remark(_("the register holds no indicators"))
    if format == "json":
        wanted = {place.id, REGION} if place else None
        show_json(call, report.as_document(registry, answers, call.day, wanted), sort)
        return
    own = [place.id, REGION] if place else None
    if format == "csv":
        table = [row for a in answers for row in report.csv_rows(a, own or [*a.rows])]
        show_table(call, [Column(name) for name in report.CSV_HEADS], table, format, sort=sort)
        return
    if format == "xlsx" and answers:
        from innoreg.cli.workbook_output import write_sheets
        from innoreg.report.sheets import Sheet, typed_rows

        # A sheet for each: their columns differ.
        sheets = []
        for answer in answers:
            heads = report.columns(answer)
            rows = report.rows(registry, answer, own or report.places_with_data(answer))
            if sort is not None:
                rows = [rows[at] for at in sorted_places(heads, rows, sort)]
            lines = report.heading(answer).splitlines()
            name = answer.indicator.id
            sheets.append(Sheet(name, heads, typed_rows(heads, rows), lines))
        write_sheets(call, sheets)
        return
    for index, answer in enumerate(answers):
        places = own or report.places_with_data(answer)
        show_table(
            call,
            report.columns(answer),
            report.rows(registry, answer, places),
            format,
            ("\n" if index else "") + report.heading(answer),
            sort=sort,
        )
