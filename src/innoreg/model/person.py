"""People: officials named in published orders, and invented teachers in samples."""

from typing import ClassVar, Literal

from innoreg.model.base import (
    Forms,
    MailAddress,
    OrganisationRef,
    Record,
    Term,
    Text,
    about,
)

Gender = Literal["m", "f"]


class Position(Term):
    """A post held in an organisation for some time."""

    title: Text = about("title", "The post in the nominative: «проректор по развитию».")
    organisation: OrganisationRef | None = about("organisation", "Where the post is held.", None)
    basis: Text | None = about("basis", "The document that names the post.", None)


class Person(Record):
    """Who is named in orders and plans; a role is not here but in the assignments of orders."""

    kind_name: ClassVar[str] = "person"

    name: Text = about("name", "Surname and initials as documents write them: «Жуковицкая Н.Н.».")
    full_name: Text | None = about("full name", "Full name, where a document gives it.", None)
    aliases: tuple[Text, ...] = about("other spellings", "Other spellings that documents use.", ())
    gender: Gender | None = about(
        "gender", "m or f; needed to decline a name known by initials only.", None
    )
    email: MailAddress | None = about(
        "work e-mail",
        "Work address for reminders, never a private one; shown to nobody outside the registry.",
        None,
    )
    positions: tuple[Position, ...] = about("posts", "Posts, oldest first.", ())
    forms: Forms | None = about(
        "cases of the name", "Cases of the name that the rules get wrong.", None
    )
    # Surnames such as Черных and Дюма; the rules cannot know the foreign ones.
    indeclinable: bool = about("does not decline", "True where the surname does not change.", False)
    protected: bool = about(
        "protected", "True for personal data: a public export leaves it out.", False
    )
