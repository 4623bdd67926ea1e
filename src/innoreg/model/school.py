"""Schools and all other educational organisations, with the lists they stood on each year."""

from typing import ClassVar, Literal

from innoreg.model.base import DistrictRef, Forms, Record, Term, Text, about

SchoolType = Literal[
    "school", "kindergarten", "college", "additional", "university", "institute", "other"
]
SchoolFlag = Literal["low_results", "adverse_conditions", "leader", "resilient"]


class Flag(Term):
    """A yearly list the school stood on: never a property for ever."""

    flag: SchoolFlag = about(
        "list", "low_results (ШНОР), adverse_conditions (ШНСУ), leader or resilient."
    )
    basis: Text | None = about("basis", "The list or order.", None)


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
    inn: str | None = about("INN", "ИНН, 10 digits, as text.", None)
    ogrn: str | None = about("OGRN", "ОГРН, 13 digits, as text.", None)
    flags: tuple[Flag, ...] = about("yearly lists", "Yearly lists, with their periods.", ())
    former: tuple[FormerSchool, ...] = about("earlier names", "Earlier names, oldest first.", ())
    forms: Forms | None = about(
        "cases of the name", "Cases of the name that the rules get wrong.", None
    )
