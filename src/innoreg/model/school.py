"""Schools and all other educational organisations, with the lists they stood on each year."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import model_validator

from innoreg.i18n import N_
from innoreg.model.base import (
    DistrictRef,
    Forms,
    MailAddress,
    Number,
    Part,
    Record,
    Term,
    Text,
    about,
)

SchoolType = Literal[
    "school", "kindergarten", "college", "additional", "university", "institute", "other"
]
SchoolFlag = Literal[
    "low_results", "adverse_conditions", "at_risk", "resilient", "stable_high", "leader"
]
FLAG_NAMES: Mapping[str, str] = {
    "low_results": N_("low results"),
    "adverse_conditions": N_("adverse conditions"),
    "at_risk": N_("at risk"),
    "resilient": N_("resilient"),
    "stable_high": N_("stable high results"),
    "leader": N_("leaders"),
}
"""What the lists are called on screens."""
SchoolLevel = Literal["primary", "basic", "secondary"]


class Flag(Term):
    """A yearly list the school stood on: never a property for ever."""

    flag: SchoolFlag = about(
        "list",
        "low_results (ШНОР), adverse_conditions (ШНСУ), at_risk, resilient, stable_high or leader.",
    )
    basis: Text | None = about("basis", "The list or order.", None)


class Location(Part):
    """Where the school stands."""

    settlement: Literal["city", "village"] | None = about(
        "settlement", "In a city or town, or in a village.", None
    )
    lat: Number | None = about("latitude", "Latitude in degrees: 58,7.", None)
    lon: Number | None = about("longitude", "Longitude in degrees: 29,8.", None)

    @model_validator(mode="after")
    def _has_both_degrees(self) -> "Location":
        if (self.lat is None) != (self.lon is None):
            raise ValueError("latitude and longitude come together")
        return self


class FormerSchool(Term):
    """What the school was called for some time."""

    name: Text = about("name", "Full name of that time.")


class School(Record):
    """A school, kindergarten, college or another educational organisation."""

    kind_name: ClassVar[str] = "school"

    name: Text = about("name", "Full official name.")
    short_name: Text | None = about("short name", "Short official name: «МОУ «СОШ № 3»».", None)
    aliases: tuple[Text, ...] = about("other spellings", "Other spellings that documents use.", ())
    type: SchoolType = about("type", "What kind of organisation.")
    district: DistrictRef | None = about("district", "The district it lies in.", None)
    email: MailAddress | None = about(
        "work e-mail",
        "Work address for reminders, never a private one; shown to nobody outside the registry.",
        None,
    )
    inn: str | None = about("INN", "ИНН, 10 digits, as text.", None)
    ogrn: str | None = about("OGRN", "ОГРН, 13 digits, as text.", None)
    levels: tuple[SchoolLevel, ...] = about(
        "levels", "Levels that it teaches: primary, basic, secondary.", ()
    )
    languages: tuple[Text, ...] = about("languages", "Languages that it teaches in: ru.", ())
    place: Location | None = about("place", "Where it stands.", None)
    flags: tuple[Flag, ...] = about(
        "yearly lists",
        "Lists of other offices, with their periods; the lists of our own orders follow from their"
        " clauses `list`.",
        (),
    )
    former: tuple[FormerSchool, ...] = about("earlier names", "Earlier names, oldest first.", ())
    forms: Forms | None = about(
        "cases of the name", "Cases of the name that the rules get wrong.", None
    )
