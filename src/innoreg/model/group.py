"""Groups that a document names without a list: all districts, sites of a kind, schools with a flag."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, model_validator

from innoreg.model.base import (
    AddresseeRef,
    DistrictRef,
    GroupRef,
    Part,
    ProgramRef,
    Record,
    Text,
    about,
)
from innoreg.model.school import SchoolFlag


class Query(Part):
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
    circle: GroupRef | None = about(
        "circle of districts",
        "Only those of the districts of this group; alone, these districts themselves.",
        None,
    )
    program: ProgramRef | None = about("programme", "Only those of this programme.", None)
    status: Literal["active"] | None = about(
        "status", "Only sites and pairs in force on that day.", None
    )

    @property
    def subjects(self) -> int:
        """How many things it asks for: one of them says of what the group is."""
        asked = (self.kind, self.flag, self.site, self.pairs, self.role)
        return sum(value is not None for value in asked)


class Group(Query):
    """The members of a group: found by a question, or those of a named group; then more or fewer."""

    group: GroupRef | None = about(
        "group", "Those of this group of groups/; its name alone says the same.", None
    )
    include: tuple[AddresseeRef, ...] = about("also", "Also these.", ())
    exclude: tuple[AddresseeRef, ...] = about("but", "But not these.", ())
    expect: int | None = about("how many", "How many the document says they are.", None, ge=0)

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "Group":
        asked = self.subjects + (self.group is not None)
        if asked > 1 or not (asked or self.circle or self.include):
            raise ValueError("a group is of one thing")
        return self


class NamedGroup(Record):
    """A group with a name, for the documents that mean it; who is in it is told by the day of each."""

    kind_name: ClassVar[str] = "group"

    title: Text = about("title", "What documents call them.")
    query: Query | None = about("question", "Who they are; absent: those of `include`.", None)
    expect: int | None = about("how many", "How many the documents say they are.", None, ge=0)
    include: tuple[AddresseeRef, ...] = about("also", "Also these.", ())
    exclude: tuple[AddresseeRef, ...] = about("but", "But not these.", ())

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "NamedGroup":
        query = self.query
        if (query.subjects > 1) if query else not self.include:
            raise ValueError("a group is of one thing")
        if query and not (query.subjects or query.circle or self.include):
            raise ValueError("a group is of one thing")
        return self


def _as_groups(value: Any) -> Any:
    """A list of mappings; one alone, and the name of a group, stand for themselves."""
    if isinstance(value, str | dict):
        return (_as_group(value),)
    return [_as_group(each) for each in value] if isinstance(value, list | tuple) else value


def _as_group(value: Any) -> Any:
    return {"group": value} if isinstance(value, str) else value


Groups = Annotated[
    tuple[Group, ...],
    BeforeValidator(
        _as_groups, json_schema_input_type=GroupRef | Group | tuple[GroupRef | Group, ...]
    ),
]
"""A group, its name in groups/, or a list of several that one phrase of a document names together."""
