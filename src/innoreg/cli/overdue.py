"""`innoreg overdue`."""

import typer

from innoreg.cli.answer import show_answer
from innoreg.cli.common import loaded, today
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
from innoreg.queries.due import overdue as ask
from innoreg.queries.filters import Filters


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
    wanted = Filters(responsible, program, roadmap, district, school, site, status)
    registry = loaded(ctx).registry
    show_answer(registry, ask(registry, wanted, today(ctx)), format)
