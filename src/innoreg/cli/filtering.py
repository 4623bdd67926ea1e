"""The options that narrow an answer, the same for every question."""

from typing import Annotated, Literal

import typer

from innoreg.i18n import N_

ResponsibleOption = Annotated[
    str | None,
    typer.Option(
        "--responsible", metavar=N_("WHO"), help=N_("a person's id, or words of the responsible")
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
FromOption = Annotated[str | None, typer.Option("--from", metavar=N_("DATE"), help=N_("first day"))]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar=N_("DATE"), help=N_("last day, included"))
]
FormatOption = Annotated[
    Literal["table", "json", "csv", "md"],
    typer.Option("--format", help=N_("form of the answer")),
]
