"""Parties: who answers for or is addressed by an item or a clause, each with its part."""

from typing import Any

from pydantic import model_validator

from innoreg.model.base import DistrictRef, OrganisationRef, Part, PersonRef, Text, about
from innoreg.model.group import Groups


class Party(Part):
    """One of an ordered list; a bare text is short for `text: …`. The first one answers."""

    person: PersonRef | None = about("person", "The person, where the document names one.", None)
    organisation: OrganisationRef | None = about(
        "organisation", "The organisation, where it is named.", None
    )
    district: DistrictRef | None = about("district", "The district whose authority is meant.", None)
    role: Text | None = about(
        "role",
        "The role whose holders are meant: the assignments of that day say who they are.",
        None,
    )
    group: Groups = about(
        "group", "The group that the words mean; a list where they mean several.", ()
    )
    text: Text | None = about("text", "The words of the document.", None)
    part: Text | None = about(
        "own share", "What exactly is theirs to do, in the words of the document.", None
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        # People write a bare name first and the reference later.
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _names_someone(self) -> "Party":
        named = self.person or self.organisation or self.district or self.role or self.group
        if not (named or self.text):
            raise ValueError("names nobody")
        return self
