"""Groups that a document names without a list: all districts, sites of a kind, schools with a flag."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from innoreg.model.base import AddresseeRef, DistrictRef, Part, ProgramRef, Text, about
from innoreg.model.school import SchoolFlag


class Group(Part):
    """Whom the words mean, as a question that the register answers on the day of the document.

    One of `kind`, `flag`, `site`, `pairs`, `role` says of what the group is; the others narrow it.
    """

    kind: Literal["district", "school", "authority"] | None = about(
        "kind", "All records of this kind.", None
    )
    flag: SchoolFlag | None = about("list", "Schools that stood on this list on that day.", None)
    site: Text | None = about("site type", "Sites of this type: their organisations.", None)
    pairs: Literal["school", "teacher", "head", "this_order"] | None = about(
        "pairs", "Pairs of this level, or those that the order itself assigns.", None
    )
    role: Text | None = about("role", "Who held this role on that day.", None)
    type: Text | None = about("type", "Only schools or authorities of this type.", None)
    district: DistrictRef | None = about("district", "Only those of this district.", None)
    program: ProgramRef | None = about("programme", "Only those of this programme.", None)
    status: Literal["active"] | None = about(
        "status", "Only sites and pairs in force on that day.", None
    )
    include: tuple[AddresseeRef, ...] = about("also", "Also these.", ())
    exclude: tuple[AddresseeRef, ...] = about("but", "But not these.", ())
    expect: int | None = about("how many", "How many the document says they are.", None, ge=0)

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "Group":
        asked = [self.kind, self.flag, self.site, self.pairs, self.role]
        if sum(value is not None for value in asked) > 1 or not (any(asked) or self.include):
            raise ValueError("a group is of one thing")
        return self


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, dict) else value


Groups = Annotated[
    tuple[Group, ...],
    BeforeValidator(_one_or_more, json_schema_input_type=Group | tuple[Group, ...]),
]
"""One group, or a list of several that one phrase of a document names together."""
