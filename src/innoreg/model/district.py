"""Districts (муниципальный район or городской округ) and the names they had."""

from typing import ClassVar, Literal

from innoreg.model.base import Date, Forms, Part, Record, Text, about

DistrictType = Literal["municipal_district", "municipal_okrug", "city_okrug"]


class FormerDistrict(Part):
    """What the district was called, up to a day."""

    name: Text = about("name", "Full name of that time.")
    type: DistrictType = about("type", "Type of the municipality of that time.")
    oktmo: str | None = about("OKTMO", "ОКТМО of that time, 8 digits.", None, pattern=r"^\d{8}$")
    to: Date = about("to", "Last day of that name.")


class District(Record):
    """One of the 18 municipalities that run education: 17 districts and the city Сосновый Бор."""

    kind_name: ClassVar[str] = "district"

    name: Text = about("name", "Full official name.")
    short_name: Text = about(
        "short name", "The name as lists and orders give it: «Бокситогорский»."
    )
    aliases: tuple[Text, ...] = about("other spellings", "Other spellings that documents use.", ())
    type: DistrictType = about("type", "Type of the municipality.")
    oktmo: str | None = about("OKTMO", "ОКТМО, 8 digits, as text.", None, pattern=r"^\d{8}$")
    former: tuple[FormerDistrict, ...] = about("earlier names", "Earlier names, oldest first.", ())
    forms: Forms | None = about(
        "cases of the name", "Cases of the name that the rules get wrong.", None
    )
