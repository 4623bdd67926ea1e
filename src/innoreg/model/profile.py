"""What is known of a school in one year beside its results: deficits, strengths, risks, context."""

from typing import Annotated, ClassVar, Literal

from innoreg.model.base import Date, Id, Number, Part, Record, RefTo, Text, about


class Risk(Part):
    """A factor of risk (500+)."""

    factor: Text = about("risk factor", "The factor, by its id or in words: staff-deficit.")
    degree: Literal["high", "medium", "low"] = about("degree", "high, medium or low.")


class SocialContext(Part):
    """An index of the social conditions, and how it was worked out."""

    method: Text = about("method", "The method and its year: «ИСБШ, регион, 2025».")
    value: Number = about("value", "The value: 31,4.")


class SelfDiagnosis(Part):
    """Self-diagnosis «Школа Минпросвещения России»."""

    on: Date | None = about("day", "When.", None)
    points: Number | None = about("points", "Points in all.", None)
    level: Literal["below_basic", "basic", "medium", "high"] | None = about(
        "level", "The level of the scale that the points reach.", None
    )


class SchoolPaper(Part):
    """A paper of the school that the support of its results asks for."""

    kind: Literal["development_concept", "medium_term_program", "antirisk_program"] = about(
        "kind", "Концепция развития, среднесрочная программа, антирисковая программа."
    )
    on: Date | None = about("day", "When it was approved.", None)


class Profile(Record):
    """One school in one year; the file is called SCHOOL-YEAR."""

    kind_name: ClassVar[str] = "profile"

    # A text too: an empty one is told even where the year is missing as well.
    school: Annotated[Text, RefTo(("school",))] = about("school", "The school.")
    year: int = about("year", "The year.", ge=1990, le=2100)
    pupils: int | None = about("pupils", "How many pupils it has.", None, ge=0)
    deficits: tuple[Id, ...] = about("deficits", "Subjects in which help is wanted: math.", ())
    strong: tuple[Id, ...] = about(
        "strengths", "Subjects in which the school can help others: math.", ()
    )
    risk: tuple[Risk, ...] = about("risks", "Factors of risk found in the school.", ())
    context: SocialContext | None = about("context", "Index of the social conditions.", None)
    self_diagnosis: SelfDiagnosis | None = about(
        "self-diagnosis", "Self-diagnosis of the school.", None
    )
    documents: tuple[SchoolPaper, ...] = about("papers", "Papers of the school.", ())
