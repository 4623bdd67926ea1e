"""Mentoring pairs and groups: who helps whom, at which level, from when to when."""

from typing import ClassVar, Literal

from pydantic import model_validator

from innoreg.model.assignment import Opening
from innoreg.model.base import (
    Date,
    PairRef,
    Part,
    PersonRef,
    ProgramRef,
    Record,
    SchoolRef,
    Text,
    about,
)


class Member(Part):
    """A side of the pair: a school, or a person of a school."""

    school: SchoolRef | None = about("school", "The school.", None)
    person: PersonRef | None = about(
        "person", "The teacher or head; an opaque id, not a name.", None
    )

    @model_validator(mode="after")
    def _names_someone(self) -> "Member":
        if not (self.school or self.person):
            raise ValueError("names nobody")
        return self


class Consent(Part):
    """The fact of consent: yes or no and when, never the paper."""

    person: PersonRef = about("person", "Who was asked.")
    given: bool = about("consent given", "Whether consent was given.")
    on: Date = about("day", "When.")


class PairReport(Part):
    """A report of the pair."""

    on: Date = about("day", "When it was handed in.")
    title: Text | None = about("title", "What it is about.", None)


class Pair(Record):
    """One or more mentors and one or more mentees."""

    kind_name: ClassVar[str] = "pair"

    level: Literal["school", "teacher", "head"] = about("level", "School, teacher or head.")
    mentors: tuple[Member, ...] = about("mentors", "Who helps.", min_length=1)
    mentees: tuple[Member, ...] = about("mentees", "Who is helped.", min_length=1)
    program: ProgramRef | None = about("programme", "Within which programme.", None)
    form: Text | None = about(
        "form of mentoring", "Form of mentoring: «учитель-учитель», «учитель-учителя».", None
    )
    theme: Text | None = about("theme", "What they work on.", None)
    from_: Date | None = about("from", "First day.", None, alias="from")
    to: Date | None = about("to", "Last day, included.", None)
    curator: PersonRef | None = about("curator", "The mentoring curator.", None)
    consents: tuple[Consent, ...] = about("consents", "Consent facts.", ())
    reports: tuple[PairReport, ...] = about("reports", "Reports handed in.", ())
    replaces: PairRef | None = about("replaces", "The pair this one replaced.", None)
    opening: Opening | None = about(
        "before the register", "What was so before the register began.", None
    )
