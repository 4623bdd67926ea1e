"""Indicators: what is measured, against which targets; the values lie in the CSV file beside the record."""

from typing import ClassVar, Literal

from innoreg.model.base import AnchorRef, Date, DistrictRef, Number, Part, Record, Text, about

Formula = Literal["coverage", "with_plan", "reported", "meetings", "improved_share", "left"]


class Target(Part):
    """What is to be reached by a day, by all districts or by one of its own."""

    on: Date = about("day", "The checkpoint: the last day by which it is to be reached.")
    value: Number = about("value", "The target, in the unit of the indicator, in quotes.")
    district: DistrictRef | None = about(
        "district", "Whose target it is; absent: of all. A district's own one wins.", None
    )


class Indicator(Record):
    """A number with targets. Whether it is reached is computed for each checkpoint and district."""

    kind_name: ClassVar[str] = "indicator"

    title: Text = about("title", "What is measured, word for word.")
    unit: Literal["percent", "points", "number", "people"] = about(
        "unit", "percent: numerator ÷ denominator; points, number, people: the numerator itself."
    )
    direction: Literal["up", "down"] = about(
        "direction", "up: not less than the target; down: not more.", "up"
    )
    basis: AnchorRef | None = about(
        "basis", "The item, clause or order that sets the targets.", None
    )
    warn_at: int = about(
        "yellow from",
        "From how many percent of the target a value that misses it is yellow and not red.",
        90,
        ge=1,
        le=100,
    )
    targets: tuple[Target, ...] = about("targets", "The targets, by day.", ())
    compute: Formula | None = about(
        "formula",
        "Computed from the register of mentoring instead of a table: coverage, with_plan, reported,"
        " meetings, improved_share, left.",
        None,
    )
