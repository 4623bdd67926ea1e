"""Sites: organisations with an innovation status, a theme and a term."""

from typing import ClassVar

from innoreg.model.assignment import Opening
from innoreg.model.base import (
    ApplicationRef,
    OrganisationRef,
    ProgramRef,
    ProjectRef,
    Record,
    SiteRef,
    Term,
    Text,
    about,
)
from innoreg.model.event import SiteEvent


class Site(Record):
    """A regional, federal, municipal or internship site. Its status is the replay of orders."""

    kind_name: ClassVar[str] = "site"

    type: Text = about(
        "type", "regional (РИП), federal (ФИП), municipal, internship; the list is open."
    )
    organisations: tuple[OrganisationRef, ...] = about(
        "organisations", "Who holds the status.", min_length=1
    )
    theme: Text = about("theme", "Theme, word for word.")
    program: ProgramRef | None = about("programme", "The programme it works in.", None)
    project: ProjectRef | None = about(
        "project", "The project it carries out: program/project.", None
    )
    within: SiteRef | None = about("part of the site", "The larger site it is part of.", None)
    period: Term | None = about(
        "period", "The term of the status, where a document gives one.", None
    )
    application: ApplicationRef | None = about(
        "application", "The application that the status was granted on.", None
    )
    opening: Opening | None = about(
        "before the register", "What was so before the register began.", None
    )
    events: tuple[SiteEvent, ...] = about("event", "What happened to its reports.", ())
