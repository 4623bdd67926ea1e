"""Programmes with their stages, projects and the wordings of their titles."""

from typing import ClassVar, Literal

from pydantic import model_validator

from innoreg.model.assignment import Opening, OpeningAssignment
from innoreg.model.base import (
    DistrictRef,
    Id,
    OrganisationRef,
    Part,
    ProgramRef,
    Record,
    Term,
    Text,
    about,
)
from innoreg.model.group import Groups


class TitleVariant(Part):
    """Another official wording of a title."""

    text: Text = about("text", "The words.")
    source: Text = about("source", "Where they stand.")


class Stage(Term):
    """A stage of the programme."""

    stage: Literal["preparatory", "main", "final"] = about("stage", "Which stage.")
    basis: Text | None = about("basis", "The document that names it.", None)


# A part and not a record: it is never referred to without its programme.
class Project(Part):
    """What a site carries out inside a programme; may be completed apart from it."""

    id: Id = about("id", "Short name; the reference is program/project.")
    title: Text = about("title", "Official title, word for word.")
    titles: tuple[TitleVariant, ...] = about("other titles", "Other official wordings.", ())
    organisations: tuple[OrganisationRef, ...] = about(
        "organisations", "Who carries it out, where known.", ()
    )
    opening: Opening | None = about(
        "before the register", "What was so before the register began.", None
    )
    note: Text | None = about("remark", "A remark of the register's keeper.", None)


class Participant(Term):
    """Who takes part in a programme: an organisation, a district, or a group of them."""

    organisation: OrganisationRef | None = about(
        "organisation", "The organisation, where it is named.", None
    )
    district: DistrictRef | None = about("district", "The district whose authority is meant.", None)
    group: Groups = about(
        "group", "The group that the words mean; a list where they mean several.", ()
    )
    text: Text | None = about("text", "The words of the document.", None)
    basis: Text = about("basis", "The document that names them.")

    @model_validator(mode="after")
    def _names_someone(self) -> "Participant":
        if not (self.organisation or self.district or self.group or self.text):
            raise ValueError("names nobody")
        return self


class Program(Record):
    """A regional innovation programme or project; what happened to it stands in orders."""

    kind_name: ClassVar[str] = "program"

    title: Text = about("title", "Official title, word for word.")
    short: Text | None = about("short title", "A short title for pages and calendars.", None)
    titles: tuple[TitleVariant, ...] = about(
        "other titles", "Other official wordings of the title.", ()
    )
    type: Literal["innovation_program", "regional_project", "other"] = about(
        "type", "What kind of programme.", "innovation_program"
    )
    parent: ProgramRef | None = about("part of", "The programme it is part of.", None)
    period: Term | None = about("period", "Its term, where a document gives one.", None)
    stages: tuple[Stage, ...] = about("stages", "Its stages, in order.", ())
    projects: tuple[Project, ...] = about("projects", "Its innovation projects.", ())
    opening: Opening | None = about(
        "before the register", "What was so before the register began.", None
    )
    participants: tuple[Participant, ...] = about(
        "participants", "Who takes part in it, where a document names them.", ()
    )
    assignments: tuple[OpeningAssignment, ...] = about(
        "assignments", "Who is known to have acted in it without an order of the register.", ()
    )
