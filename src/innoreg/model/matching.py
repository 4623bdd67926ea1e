"""Matching of a year: whose mentors are sought, what must hold for a pair, what it costs in points."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from innoreg.model.base import (
    AuthorityRef,
    ClosedTerm,
    Date,
    OrderRef,
    Part,
    PersonRef,
    ProgramRef,
    Record,
    SchoolRef,
    Text,
    about,
)
from innoreg.model.group import Groups
from innoreg.model.pair import PlannedStep

PriorityKey = Literal["years_on_list", "count_low"]
Count = Annotated[int, Field(ge=0, le=100_000)]


class MentorCapacity(Part):
    """How many schools one mentor takes, where it differs from the others."""

    mentor: SchoolRef = about("mentor", "The school that helps.")
    places: Count = about("places", "How many schools it takes.")


class Capacity(Part):
    """How many schools a mentor takes."""

    default: Count = about("usual number", "Places of a mentor that is not named.")
    of: tuple[MentorCapacity, ...] = about("of whom", "Mentors with another number.", ())


class HardRules(Part):
    """What must hold for two schools to become a pair; what is not known does not hold."""

    consent: bool = about(
        "consent", "The mentor has given consent, the mentee has not refused.", True
    )
    levels: bool = about("levels", "The mentor teaches all levels that the mentee teaches.", False)
    language: bool = about("languages", "Both teach in one language at least.", False)
    max_km: Count | None = about("most kilometres", "They are not farther from one another.", None)
    same_head: bool = about(
        "one head", "Whether schools with one and the same head may become a pair.", True
    )


class ForbiddenPair(Part):
    """Two schools that must not become a pair."""

    mentor: SchoolRef = about("mentor", "The school that helps.")
    mentee: SchoolRef = about("mentee", "The school that is helped.")
    reason: Text = about("reason", "Why.")


class FixedPair(ForbiddenPair):
    """Two schools that are a pair whatever the points say."""


class Wish(Part):
    """Which mentors a school would like to have."""

    mentee: SchoolRef = about("mentee", "The school that is helped.")
    mentors: tuple[SchoolRef, ...] = about("mentors", "Whom it wishes for.", min_length=1)


class SchoolConsent(Part):
    """The fact that a school agreed to take part, or refused."""

    school: SchoolRef = about("school", "The school.")
    given: bool = about("consent given", "Whether consent was given.")
    on: Date = about("day", "When.")


class Road(Part):
    """Kilometres by road, which count instead of the distance as the crow flies."""

    mentor: SchoolRef = about("mentor", "The school that helps.")
    mentee: SchoolRef = about("mentee", "The school that is helped.")
    km: Count = about("kilometres", "Whole kilometres.")


class Points(Part):
    """What makes a pair dearer; the plan with the fewest points is proposed."""

    other_district: Count = about("other district", "The schools lie in different districts.", 0)
    other_circle: Count = about("other circle", "Their districts are in no common circle.", 0)
    km_per_point: Annotated[int, Field(ge=1)] | None = about(
        "kilometres of a point",
        "So many kilometres make one point; absent: they do not count.",
        None,
    )
    km_cap: Count | None = about("most points for kilometres", "More are not counted.", None)
    other_settlement: Count = about(
        "other settlement", "One is in a city, the other in a village.", 0
    )
    subject_gap: Count = about(
        "subject not covered",
        "For each deficit of the mentee in which the mentor is not strong.",
        0,
    )
    new_pair: Count = about("new pair", "They did not work together in the year before.", 0)
    not_wished: Count = about(
        "not wished for", "The mentee named its wishes, and not this mentor.", 0
    )


class Matching(Record):
    """Who is to be matched in a year, and by which rules; the pairs follow from it by computation."""

    kind_name: ClassVar[str] = "matching"

    year: int = about("year", "The year.", ge=1990, le=2100)
    program: ProgramRef | None = about("programme", "Within which programme.", None)
    on: Date = about("day", "The day whose lists, sites and earlier pairs count.")
    mentees: Groups = about("mentees", "Who is helped: schools, or sites for their schools.")
    mentors: Groups = about("mentors", "Who helps: schools, or sites for their schools.")
    capacity: Capacity = about("places of mentors", "How many schools a mentor takes.")
    hard: HardRules = about("hard rules", "What must hold for a pair.", HardRules())
    points: Points = about("points", "What makes a pair dearer.", Points())
    load: tuple[Count, ...] = about(
        "steps of load",
        "Points added for the first, second, … mentee of one mentor; the last holds for all further.",
        (0,),
        min_length=1,
    )
    priority: tuple[PriorityKey, ...] = about(
        "urgency",
        "Who is served first where places are short, the weightiest key first: years_on_list (years in a"
        " row on the list), count_low (procedures with low results by the criteria of the list).",
        (),
    )
    circles: Groups = about("circles", "Circles of districts that help one another.", ())
    consents: tuple[SchoolConsent, ...] = about("consents", "Consent facts of schools.", ())
    wishes: tuple[Wish, ...] = about("wishes", "Whom mentees wish for.", ())
    forbid: tuple[ForbiddenPair, ...] = about("forbidden pairs", "Pairs that must not be.", ())
    fix: tuple[FixedPair, ...] = about("fixed pairs", "Pairs that are to be in any case.", ())
    roads: tuple[Road, ...] = about("roads", "Distances by road, where known.", ())
    term: ClosedTerm | None = about("term", "First and last day of the pairs.", None)
    plan: tuple[PlannedStep, ...] = about(
        "plan", "The rows that the plan of each new pair begins with.", ()
    )
    issuer: AuthorityRef | None = about("issuer", "Who issues the order that assigns them.", None)
    basis: tuple[OrderRef, ...] = about("basis", "The orders that it rests on.", ())
    curator: PersonRef | None = about("curator", "The mentoring curator.", None)

    @model_validator(mode="after")
    def _load_never_falls(self) -> "Matching":
        if any(later < earlier for earlier, later in zip(self.load, self.load[1:], strict=False)):
            raise ValueError("the steps of `load` never fall")
        return self
