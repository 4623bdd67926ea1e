"""`innoreg mentoring`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark
from innoreg.cli.filter_options import (
    DistrictOption,
    FormatOption,
    ProgramOption,
    ResponsibleOption,
    SchoolOption,
    SortOption,
    StandingOption,
)
from innoreg.cli.output import show_cards, show_json, show_table
from innoreg.i18n import N_, _
from innoreg.ledger import replay
from innoreg.queries.filters import Filters
from innoreg.queries.mentoring_pairs import mentoring as ask
from innoreg.report import mentoring as report
from innoreg.report.nothing_found import asked_of_standings
from innoreg.report.programme_indicators import indicator_lines
from innoreg.report.sheets import Sheet
from innoreg.report.tables import Line


def mentoring(
    call: Call,
    level: Annotated[
        Literal["school", "teacher", "head"] | None,
        typer.Option("--level", help=N_("only pairs of this level")),
    ] = None,
    responsible: ResponsibleOption = None,
    program: ProgramOption = None,
    district: DistrictOption = None,
    school: SchoolOption = None,
    status: StandingOption = None,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    wanted = Filters(responsible, program, None, district, school, None, status)
    state = replay(load_registry(call), call.day)
    found = ask(state, wanted, level)
    heading = report.heading(state, found)
    if not found.bonds:
        print_remark(asked_of_standings(wanted, len(state.pairs)))
    if format == "json":
        show_json(call, report.as_document(state, found), sort)
    elif format == "table" and call.is_on_terminal and sort is None:
        show_cards(call, [Line(heading, style="bold"), *report.cards(state, found)])
    else:
        rows = [report.pair_row(state, bond) for bond in found.bonds]
        sheet = Sheet(_("Pairs"), (), ())
        show_table(call, report.columns(), rows, format, heading, sheet=sheet, sort=sort)
        if format == "table":
            show_cards(call, indicator_lines(state, found.indicators, len(found.bonds)))
            show_cards(call, report.district_lines(state, found))
