"""Schools and all other educational organisations, with the lists they stood on each year."""

from typing import ClassVar, Literal

from innoreg.model.base import DistrictRef, Forms, Record, Term, Text, about

SchoolType = Literal[
    "school", "kindergarten", "college", "additional", "university", "institute", "other"
]
SchoolFlag = Literal["low_results", "adverse_conditions", "leader", "resilient"]


class Flag(Term):
    """A yearly list the school stood on: never a property for ever."""

    flag: SchoolFlag = about("low_results (ШНОР), adverse_conditions (ШНСУ), leader or resilient.")
    basis: Text | None = about("The list or order.", None)


class FormerSchool(Term):
    """What the school was called for some time."""

    name: Text = about("Full name of that time.")


class School(Record):
    """A school, kindergarten, college or another educational organisation."""

    kind_name: ClassVar[str] = "school"

    name: Text = about("Full official name.")
    short_name: Text | None = about("Short official name: «МОУ «СОШ № 3»».", None)
    aliases: tuple[Text, ...] = about("Other spellings that documents use.", ())
    type: SchoolType = about("What kind of organisation.")
    district: DistrictRef | None = about("The district it lies in.", None)
    inn: str | None = about("ИНН, 10 digits, as text.", None)
    ogrn: str | None = about("ОГРН, 13 digits, as text.", None)
    flags: tuple[Flag, ...] = about("Yearly lists, with their periods.", ())
    former: tuple[FormerSchool, ...] = about("Earlier names, oldest first.", ())
    forms: Forms | None = about("Cases of the name that the rules get wrong.", None)
