"""Authorities: bodies that issue orders, carry them out, recommend or advise."""

from typing import ClassVar, Literal

from innoreg.model.base import (
    AuthorityRef,
    DistrictRef,
    Forms,
    MailAddress,
    Part,
    Record,
    Text,
    about,
)

AuthorityType = Literal[
    "committee", "institute", "municipal", "methodical_centre", "council", "school"
]


LayoutCheckName = Literal[
    "a4-portrait", "margins", "page-number", "numbered-through", "font", "line-spacing", "indent",
    "justified", "requisite-width", "emblem", "author-name", "document-kind", "date", "number",
    "place", "heading", "order-word", "clause-numbers", "control", "appendices-named",
    "appendix-marks", "approval-stamp", "appendix-pages", "tables", "signature",
    "electronic-signature", "quotes", "no-break-spaces", "dashes", "clean",
]  # fmt: skip


class LayoutException(Part):
    """A check of the layout that is not for the documents of this issuer."""

    check: LayoutCheckName = about(
        "check of the layout", "Its name, as `innoreg check-layout --list` gives it."
    )
    reason: Text = about("reason", "Why.")


class Letterhead(Part):
    """How the issuer's own orders look, where it differs from the layout profile."""

    lines: tuple[Text, ...] = about(
        "lines of the head", "Lines above the kind of document, top to bottom.", ()
    )
    order_kind: Text | None = about(
        "kind of document", "Kind of document: «Распоряжение», «Приказ».", None
    )
    order_word: Text | None = about(
        "word after the preamble",
        "The word after the preamble: «ОБЯЗЫВАЮ:», or «:» where it just ends so.",
        None,
    )
    place: Text | None = about("place", "Place of issue: «Санкт-Петербург».", None)
    font: Text | None = about("font", "Font of the text.", None)
    font_size: float | None = about(
        "font size", "Size of the text in points: 12, 13 or 14.", None, ge=12, le=14
    )
    margins: tuple[float, float, float, float] | None = about(
        "margins", "Margins in millimetres: left, right, top, bottom.", None
    )
    emblem: Text | None = about(
        "emblem", "Picture over the author's name, a path in templates/.", None
    )
    profile: Literal["gost-2025", "gost-2016"] | None = about(
        "layout profile", "Layout profile.", None
    )
    form: Text | None = about(
        "form", "The Word file of templates/ on which its orders are printed.", None
    )
    exceptions: tuple[LayoutException, ...] = about(
        "exceptions from the layout",
        "Checks of the layout that are not for its documents, each with the reason.",
        (),
    )


class Authority(Record):
    """A committee, an institute, a municipal authority, a methodical centre or a council."""

    kind_name: ClassVar[str] = "authority"

    name: Text = about("name", "Full official name.")
    short_name: Text | None = about(
        "short name", "Short official name, in brackets under the full one.", None
    )
    aliases: tuple[Text, ...] = about("other spellings", "Other spellings that documents use.", ())
    type: AuthorityType = about("type", "What kind of authority.")
    superior: Text | None = about(
        "superior body", "The body above, as the letterhead names it.", None
    )
    parent: AuthorityRef | None = about("part of", "The authority it belongs to.", None)
    district: DistrictRef | None = about("district", "The district of a municipal authority.", None)
    email: MailAddress | None = about(
        "work e-mail",
        "Work address for reminders, never a private one; shown to nobody outside the registry.",
        None,
    )
    inn: str | None = about("INN", "ИНН, 10 digits, as text.", None)
    ogrn: str | None = about("OGRN", "ОГРН, 13 digits, as text.", None)
    nonworking: Literal["previous", "next", "none"] = about(
        "term on a non-working day",
        "Which day is shown beside a term that ends on a non-working day.",
        "none",
    )
    letterhead: Letterhead | None = about("letterhead", "How its orders look.", None)
    forms: Forms | None = about(
        "cases of the name", "Cases of the name that the rules get wrong.", None
    )

    @property
    def head_lines(self) -> tuple[str, ...]:
        """The lines over its documents: those of its letterhead, else its names; a council has none."""
        if self.letterhead and self.letterhead.lines:
            return self.letterhead.lines
        # A council or a meeting has no letterhead unless the register gives one.
        if self.type == "council":
            return ()
        short = f"({self.short_name})" if self.short_name else None
        return tuple(line for line in (self.superior, self.name, short) if line)
