"""`innoreg overdue`."""

import typer

from innoreg.cli.answer import answered, show_answer
from innoreg.cli.filtering import (
    DistrictOption,
    FormatOption,
    ProgramOption,
    ResponsibleOption,
    RoadmapOption,
    SchoolOption,
    SiteOption,
    StatusOption,
)


def overdue(
    ctx: typer.Context,
    responsible: ResponsibleOption = None,
    program: ProgramOption = None,
    roadmap: RoadmapOption = None,
    district: DistrictOption = None,
    school: SchoolOption = None,
    site: SiteOption = None,
    status: StatusOption = None,
    format: FormatOption = "table",
) -> None:
    from innoreg.queries.due import overdue as ask
    from innoreg.queries.filters import Filters

    wanted = Filters(responsible, program, roadmap, district, school, site, status)
    show_answer(answered(ctx, wanted, lambda rows, day: ask(rows, wanted, day)), format)
