"""Criteria: who belongs on the list of a year, as a rule that a methodologist writes."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from innoreg.model.base import Id, Number, Part, Record, Text, about
from innoreg.model.results import ProcedureKind
from innoreg.model.school import SchoolFlag

Percent = Annotated[Number, Field(pattern=r"^(100([.,]0+)?|[0-9]{1,2}([.,][0-9]{1,6})?)$")]
Years = Annotated[tuple[Annotated[int, Field(ge=-9, le=0)], ...], Field(min_length=1)]


class ProcedureChoice(Part):
    """Which procedures are looked at: all, those named, or those of some kinds."""

    procedures: tuple[Id, ...] = about("procedures", "Only these, by their ids.", ())
    kind: tuple[ProcedureKind, ...] = about("kind", "Only those of these kinds: [oge, ege].", ())


class LowShares(ProcedureChoice):
    """Rows whose share of participants reaches a threshold."""

    share: Literal["below", "high"] = about(
        "share", "Of whom the share is taken: of those below the minimum, or of the high ones."
    )
    at_least: Percent | None = about("not less than", "The share is not less, in percent.", None)
    at_most: Percent | None = about("not more than", "The share is not more, in percent.", None)
    years: Years = about("years", "Years of the rows: 0 is the year asked, -1 the one before.")
    min: int = about("at least so many", "How many there must be.", 1, ge=1)

    @model_validator(mode="after")
    def _has_one_threshold(self) -> "LowShares":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs one of `at_least` and `at_most`")
        return self


class FieldValue(Part):
    """A number or word of the school's profile of the year."""

    field: Literal[
        "profile.pupils",
        "profile.context.value",
        "profile.self_diagnosis.points",
        "profile.self_diagnosis.level",
    ] = about("field", "Which field.")
    below: Number | None = about("less than", "It is less.", None)
    at_least: Number | None = about("not less than", "It is not less.", None)
    is_: tuple[Text, ...] = about("is", "It is one of these words.", (), alias="is")
    years: Years = about("years", "Of which years: 0 is the year asked.", (0,))

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "FieldValue":
        if sum((self.below is not None, self.at_least is not None, bool(self.is_))) != 1:
            raise ValueError("needs one of `below`, `at_least` and `is`")
        if self.field.endswith(".level") != bool(self.is_):
            raise ValueError("`is` is for words, `below` and `at_least` are for numbers")
        return self


class OnList(Part):
    """Whether the school stood on a list in each of the years."""

    flag: SchoolFlag = about("list", "Which list.")
    years: Years = about("years", "In which calendar years: -1 is the year before the one asked.")


class PlaceInRow(ProcedureChoice):
    """The school is among the best or worst of all schools that have the measure."""

    by: Literal["below", "high", "mean"] = about("by", "The measure: a share, or the mean.")
    from_: Literal["worst", "best"] = about(
        "from", "From which end the row is counted: worst or best.", alias="from"
    )
    percent: Percent = about("percent", "How many percent of the schools.")
    ties: Literal["include"] = about(
        "equal ones", "Equal schools at the border all enter.", "include"
    )


class Rule(Part):
    """One condition, or several joined by `all`, `any` or `not`."""

    all: tuple["Rule", ...] = about("all of", "All of these hold.", ())
    any: tuple["Rule", ...] = about("any of", "At least one of these holds.", ())
    not_: "Rule | None" = about("not so", "This does not hold.", None, alias="not")
    count: LowShares | None = about("so many rows", "So many rows reach the threshold.", None)
    same: LowShares | None = about(
        "the same procedure", "So many procedures reach the threshold in each of the years.", None
    )
    value: FieldValue | None = about("value", "A field of the profile.", None)
    listed: OnList | None = about("on a list", "The school stood on a list.", None)
    rank: PlaceInRow | None = about("place in the row", "Among the worst or the best.", None)
    text: Text | None = about("text", "The condition in words, for explanations.", None)

    @model_validator(mode="after")
    def _is_one_condition(self) -> "Rule":
        conditions = (self.count, self.same, self.value, self.listed, self.rank, self.not_)
        given = sum(each is not None for each in conditions) + bool(self.all) + bool(self.any)
        if given != 1:
            raise ValueError("needs one of all, any, not, count, same, value, listed and rank")
        return self


class Criteria(Record):
    """Who belongs on the list of a year."""

    kind_name: ClassVar[str] = "criteria"

    title: Text = about("title", "What the list is called.")
    flag: SchoolFlag = about("list", "Which list it is.")
    basis: Text | None = about("basis", "The document that the rule is from.", None)
    minimum_participants: int = about(
        "fewest participants",
        "Rows with fewer are left out, and named in the explanation.",
        1,
        ge=1,
    )
    rule: Rule = about("rule", "The rule.")
