"""Mentoring pairs and groups: who helps whom, at which level, from when to when."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from pydantic import model_validator

from innoreg.model.assignment import Opening
from innoreg.model.base import (
    Date,
    DutyRef,
    Id,
    PairRef,
    Part,
    PersonRef,
    ProgramRef,
    Record,
    SchoolRef,
    Text,
    about,
)
from innoreg.model.event import Event
from innoreg.model.roadmap import Deadlines


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
    """The fact of consent of a person or a school: yes or no and when, never the paper."""

    person: PersonRef | None = about("person", "The person who was asked.", None)
    school: SchoolRef | None = about("school", "The school that was asked.", None)
    given: bool = about("consent given", "Whether consent was given.")
    on: Date = about("day", "When.")

    @model_validator(mode="after")
    def _names_one(self) -> "Consent":
        if (self.person is None) == (self.school is None):
            raise ValueError("names one: a person or a school")
        return self

    @property
    def who(self) -> str:
        """Whose consent it is, as written."""
        return self.person or self.school or ""


class PlannedStep(Part):
    """A row of a plan of joint work, before anything happened to it."""

    number: Text = about("number", "Number in the plan, in quotes.")
    title: Text = about("title", "What is to be done.")
    deadline: Deadlines = about("term", "The term in words, as in the column «Сроки».", ())
    result: Text | None = about("expected result", "What comes of it.", None)


class PairStep(PlannedStep):
    """A row of the pair's own plan."""

    events: tuple[Event, ...] = about("event", "What happened, oldest first.", ())

    @property
    def key(self) -> str:
        """The number without its final dot, as references write it: `pair/1`."""
        return self.number.rstrip(".")


class PairPlan(Part):
    """The plan of joint work."""

    approved: Date | None = about("approved", "The day it was approved.", None)
    rows: tuple[PairStep, ...] = about("rows", "Its rows, in order.", ())


class Meeting(Part):
    """A meeting of the two sides."""

    on: Date = about("day", "When.")
    form: Literal["visit", "online", "lesson", "consultation"] = about(
        "form", "visit, online, lesson or consultation."
    )
    topic: Text | None = about("topic", "What it was about.", None)
    people: int | None = about("how many people", "How many took part.", None, ge=0)
    evidence: Text | None = about("evidence", "What shows it: «протокол № 1».", None)


class PairReport(Part):
    """A report of the pair; with `for` it closes that duty for this pair."""

    on: Date = about("day", "When it was handed in.")
    for_: DutyRef | None = about(
        "for",
        "The item of a plan, or the clause of an order, that asks for it.",
        None,
        alias="for",
    )
    occurrence: int | None = about(
        "which of the days", "Which of the days of that term, counted from 1.", None, ge=1
    )
    title: Text | None = about("title", "What it is about.", None)
    accepted_on: Date | None = about("accepted on", "The day it was accepted.", None)


class Pair(Record):
    """One or more mentors and one or more mentees."""

    kind_name: ClassVar[str] = "pair"

    level: Literal["school", "teacher", "head"] = about("level", "School, teacher or head.")
    mentors: tuple[Member, ...] = about("mentors", "Who helps.", min_length=1)
    mentees: tuple[Member, ...] = about("mentees", "Who is helped.", min_length=1)
    program: ProgramRef | None = about("programme", "Within which programme.", None)
    form: Text | None = about(
        "form", "Form of mentoring: «учитель-учитель», «учитель-учителя».", None
    )
    theme: Text | None = about("theme", "What they work on.", None)
    subjects: tuple[Id, ...] = about("subjects", "Subjects they work on: math.", ())
    from_: Date | None = about("from", "First day.", None, alias="from")
    to: Date | None = about("to", "Last day, included.", None)
    curator: PersonRef | None = about("curator", "The mentoring curator.", None)
    consents: tuple[Consent, ...] = about("consents", "Consent facts.", ())
    plan: PairPlan | None = about("plan", "The plan of joint work.", None)
    meetings: tuple[Meeting, ...] = about("meetings", "Meetings held.", ())
    reports: tuple[PairReport, ...] = about("reports", "Reports handed in.", ())
    replaces: PairRef | None = about("replaces", "The pair this one replaced.", None)
    opening: Opening | None = about(
        "before the register", "What was so before the register began.", None
    )


class PlacedStep(NamedTuple):
    """A row of a pair's plan with its reference key and its path in the file."""

    key: str
    path: tuple[str | int, ...]
    step: PairStep


def placed_steps(pair: Pair) -> Iterator[PlacedStep]:
    """Every row of the pair's plan, in order."""
    for index, step in enumerate(pair.plan.rows if pair.plan else ()):
        yield PlacedStep(step.key, ("plan", "rows", index), step)
