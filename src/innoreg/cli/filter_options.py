"""The options that narrow an answer, the same for every question."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from innoreg.cli.common_options import OptionGroup, parse_day, spread_groups
from innoreg.i18n import N_

if TYPE_CHECKING:
    from innoreg.queries.filters import Filters

ResponsibleOption = Annotated[
    str | None,
    typer.Option(
        "--responsible", metavar=N_("WHO"), help=N_("id of a person or organisation, or words")
    ),
]
ControllerOption = Annotated[
    str | None,
    typer.Option(
        "--controller", metavar=N_("WHO"), help=N_("whose control it is under: an id, or words")
    ),
]
ProgramOption = Annotated[
    str | None, typer.Option("--program", metavar="ID", help=N_("of this programme"))
]
RoadmapOption = Annotated[
    str | None, typer.Option("--roadmap", metavar="ID", help=N_("of this plan"))
]
DistrictOption = Annotated[
    str | None, typer.Option("--district", metavar="ID", help=N_("concerning this district"))
]
SchoolOption = Annotated[
    str | None, typer.Option("--school", metavar="ID", help=N_("concerning this school"))
]
SiteOption = Annotated[str | None, typer.Option("--site", metavar="ID", help=N_("of this site"))]
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar=N_("STATUS"),
        help=N_("planned, done, extended, cancelled, overdue, done-late; several with commas"),
    ),
]
MonthOption = Annotated[
    str | None, typer.Option(metavar=N_("MONTH"), help=N_("march, март, 3 or 2022-03"))
]
YearOption = Annotated[
    int | None,
    typer.Option(metavar=N_("YEAR"), help=N_("of the month or quarter, or the whole year")),
]
QuarterOption = Annotated[str | None, typer.Option(metavar="1-4", help=N_("a calendar quarter"))]
StandingOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar=N_("STATUS"),
        help=N_(
            "running, lapsed, coming, ended, not-begun, absent, unknown, or completed, terminated, …"
        ),
    ),
]
FromOption = Annotated[str | None, typer.Option("--from", metavar=N_("DATE"), help=N_("first day"))]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar=N_("DATE"), help=N_("last day, included"))
]
SheetOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar=N_("FILE"),
        help=N_("of xlsx: the workbook to write; -: to standard output"),
    ),
]


def _choose_form(
    format: Annotated[
        Literal["table", "json", "csv", "md", "xlsx"],
        typer.Option("--format", help=N_("form of the answer")),
    ] = "table",
    output: SheetOption = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("of xlsx: write over a file that is there"))
    ] = False,
) -> str:
    if format == "xlsx" or output is not None or force:
        from innoreg.cli.workbook_output import check_output

        check_output(format, output, force=force)
    return format


FormatOption = Annotated[str, OptionGroup(_choose_form)]
"""The form of a table: for people, as JSON, CSV or Markdown, or a workbook with -o."""


SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort", metavar=N_("COLUMN"), help=N_("by this column; -COLUMN: the last first")
    ),
]
"""The column of a table by which its rows stand, see `innoreg.cli.output.show_table`."""


ForMarksOption = Annotated[
    bool,
    typer.Option("--for-marks", help=N_("of xlsx: a sheet to be filled in, for `done --from`")),
]


def _parse_days(from_: FromOption = None, to: ToOption = None) -> tuple[date | None, date | None]:
    return parse_day(from_) if from_ else None, parse_day(to) if to else None


def _place_filters(
    responsible: ResponsibleOption = None,
    program: ProgramOption = None,
    roadmap: RoadmapOption = None,
    district: DistrictOption = None,
    school: SchoolOption = None,
    site: SiteOption = None,
) -> "Filters":
    from innoreg.queries.filters import Filters

    return Filters(responsible, program, roadmap, district, school, site)


Days = Annotated[tuple[date | None, date | None], OptionGroup(_parse_days)]
"""The first and last day asked about."""
Places = Annotated["Filters", OptionGroup(_place_filters)]
"""Every filter of what may stand in programmes, plans, districts, schools and sites."""


def _duty_filters(places: Places, controller: ControllerOption = None) -> "Filters":
    return places._replace(controller=controller)


Duties = Annotated["Filters", OptionGroup(spread_groups(_duty_filters))]
"""Every filter of duties but the status."""


def _all_filters(duties: Duties, status: StatusOption = None) -> "Filters":
    return duties._replace(status=status)


Wanted = Annotated["Filters", OptionGroup(spread_groups(_all_filters))]
"""Every filter, with the status of terms."""
