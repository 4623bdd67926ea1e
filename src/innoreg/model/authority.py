"""Authorities: bodies that issue orders, carry them out, recommend or advise."""

from typing import ClassVar, Literal

from innoreg.model.base import AuthorityRef, DistrictRef, Forms, Part, Record, Text, about

AuthorityType = Literal[
    "committee", "institute", "municipal", "methodical_centre", "council", "school"
]


class Letterhead(Part):
    """How the issuer's own orders look, where it differs from the layout profile."""

    lines: tuple[Text, ...] = about("Lines above the kind of document, top to bottom.", ())
    order_kind: Text | None = about("Kind of document: «Распоряжение», «Приказ».", None)
    order_word: Text | None = about(
        "The word after the preamble: «ОБЯЗЫВАЮ:», or «:» where it just ends so.", None
    )
    place: Text | None = about("Place of issue: «Санкт-Петербург».", None)
    number_suffix: Text | None = about("What follows the number: «-р».", None)
    font: Text | None = about("Font of the text.", None)
    font_size: float | None = about("Size of the text in points: 12, 13 or 14.", None, ge=12, le=14)
    margins: tuple[float, float, float, float] | None = about(
        "Margins in millimetres: left, right, top, bottom.", None
    )
    emblem: Text | None = about("Picture over the author's name, a path in templates/.", None)
    profile: Literal["gost-2025", "gost-2016"] | None = about("Layout profile.", None)


class Authority(Record):
    """A committee, an institute, a municipal authority, a methodical centre or a council."""

    kind_name: ClassVar[str] = "authority"

    name: Text = about("Full official name.")
    short_name: Text | None = about("Short official name, in brackets under the full one.", None)
    aliases: tuple[Text, ...] = about("Other spellings that documents use.", ())
    type: AuthorityType = about("What kind of authority.")
    superior: Text | None = about("The body above, as the letterhead names it.", None)
    parent: AuthorityRef | None = about("The authority it belongs to.", None)
    district: DistrictRef | None = about("The district of a municipal authority.", None)
    inn: str | None = about("ИНН, 10 digits, as text.", None)
    ogrn: str | None = about("ОГРН, 13 digits, as text.", None)
    nonworking: Literal["previous", "next", "none"] = about(
        "Which day is shown beside a term that ends on a non-working day.", "none"
    )
    letterhead: Letterhead | None = about("How its orders look.", None)
    forms: Forms | None = about("Cases of the name that the rules get wrong.", None)
