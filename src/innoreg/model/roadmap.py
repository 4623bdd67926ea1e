"""A plan: road map, schedule or resolutions, with sections and nested items."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from innoreg.model.base import (
    AddresseeRef,
    AnchorRef,
    ClosedTerm,
    Date,
    Part,
    ProgramRef,
    ProjectRef,
    Record,
    RoadmapRef,
    Text,
    about,
)
from innoreg.model.event import Event
from innoreg.model.group import Groups
from innoreg.model.party import Party


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


_WORDS = {"type": "string", "pattern": r"\S"}
# Documents give an item one term, seldom several: a bare text stands for a list of one.
Deadlines = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_more),
    # Of the validator that accepts a bare text pydantic makes no schema.
    WithJsonSchema({"anyOf": [_WORDS, {"type": "array", "items": _WORDS}]}),
]


class ExplicitWindow(Part):
    """Days given by hand beside words that cannot be dated."""

    from_: Date | None = about(
        "from", "First day; absent: the term is “by” the last day.", None, alias="from"
    )
    to: Date = about("to", "Last day, included.")


class Duty(Part):
    """What an item and a section share: a term, who answers, what is expected."""

    deadline: Deadlines = about(
        "term", "The term, word for word; a list where the document gives several.", ()
    )
    responsible_text: Text | None = about(
        "who answers, as printed", "The column «Ответственный», word for word.", None
    )
    responsible: tuple[Party, ...] = about(
        "who answers", "Who answers, in order; the first one answers.", ()
    )


class AddressedGroup(Part):
    """A group among the addressees: each of its members must report."""

    group: Groups = about(
        "group", "The group that the words mean; a list where they mean several.", min_length=1
    )
    text: Text | None = about("text", "The words of the document.", None)


class FurtherCell(Part):
    """A cell of a column that has no key here: «Место проведения», «Участники»."""

    head: Text | None = about("head", "Head of the column as printed.", None)
    text: Text = about("text", "The words of the cell.")


class Item(Duty):
    """A row of the plan. Its number is text: «7.10» is not 7.1."""

    number: Text = about("number", 'Number as printed, in quotes: "7.10.".')
    unnumbered: bool = about(
        "without a number",
        "The document prints no number: this one only serves references, and is not printed.",
        False,
    )
    title: Text = about("title", "What is to be done, word for word.")
    short: Text | None = about("short title", "A short title for pages and calendars.", None)
    windows: tuple[ExplicitWindow, ...] = about(
        "days by hand", "Days given by hand, where the words of the term cannot be dated.", ()
    )
    counted_from: Date | AnchorRef | None = about(
        "counted from",
        "What the term is counted from («в течение 10 дней после …»): the day, or a reference to the"
        " row or clause that has to be done first, or to an order, whose signing counts.",
        None,
        union_mode="left_to_right",
    )
    result: Text | None = about("expected result", "Expected result, word for word.", None)
    cells: tuple[FurtherCell, ...] = about(
        "further columns", "Cells of columns that have no key here, in order.", ()
    )
    imported: Text | None = about(
        "as imported",
        "Digests of the words as last imported, by which `import --update` knows what was edited here.",
        None,
    )
    recipient: Party | None = about(
        "recipient", "To whom what is asked for is handed in, where the document says so.", None
    )
    addressees: tuple[AddresseeRef | AddressedGroup, ...] | Literal["districts"] = about(
        "addressees",
        "Each of whom must report: a list of references, or `districts` for all of them.",
        (),
    )
    events: tuple[Event, ...] = about("event", "What happened, oldest first.", ())
    note: Text | None = about("remark", "A remark of the register's keeper.", None)
    # By name: the class is not finished here.
    items: tuple["Item", ...] = about("rows", "The rows below this one.", ())

    @property
    def key(self) -> str:
        """The number without its final dot, as references write it."""
        return self.number.rstrip(".")


class Section(Duty):
    """A part of the plan with a heading; its term holds for items that have none of their own."""

    number: Text = about("number", "Number, in quotes; “0” for what concerns all sections.")
    unnumbered: bool = about(
        "without a number",
        "The document prints no number: this one only serves references, and is not printed.",
        False,
    )
    title: Text = about("title", "Heading, word for word.")
    note: Text | None = about("remark", "A remark of the register's keeper.", None)
    items: tuple[Item, ...] = about("rows", "The rows of this section.", ())

    @property
    def key(self) -> str:
        """The number without its final dot."""
        return self.number.rstrip(".")

    @property
    def prefix(self) -> str:
        """What references put before the numbers of its rows: «2.», or "" if each begins so itself."""
        return section_prefix(self.key, [item.key for item in self.items])


def section_prefix(section: str, keys: Sequence[str]) -> str:
    """What references put before the numbers `keys` of the rows of the section of this number.

    Rows printed as «2.1», «2.2» under «2.» say their section themselves.
    """
    whole = bool(keys) and all(key.startswith(f"{section}.") for key in keys)
    return "" if whole else f"{section}."


class Columns(Part):
    """Heads of the columns as printed."""

    number: Text = about("number", "Head of the number column.", "№ п/п")
    title: Text = about("title", "Head of the column that says what is to be done.")
    deadline: Text | None = about("term", "Head of the column of terms.", None)
    responsible: Text | None = about("who answers", "Head of the column of those who answer.", None)
    result: Text | None = about("expected result", "Head of the column of results.", None)
    sequence: tuple[Text, ...] = about(
        "sequence",
        "The columns from the left, where the table has further ones or another order: the keys above,"
        " and of a further column its head.",
        (),
    )


_LONGEST = 20
"""Years of a plan; one for three hundred would have a hundred thousand days for each of its items."""


def _require_plannable(period: ClosedTerm) -> ClosedTerm:
    if period.to.year - period.from_.year > _LONGEST:
        raise ValueError("a plan is for at most 20 years")
    return period


class Roadmap(Record):
    """A road map (дорожная карта), schedule (план-график) or resolutions (решения)."""

    kind_name: ClassVar[str] = "roadmap"

    type: Literal["roadmap", "schedule", "resolutions"] = about("type", "What kind of plan.")
    title: Text = about("title", "Title, word for word.")
    program: ProgramRef | None = about("programme", "The programme it belongs to.", None)
    project: ProjectRef | None = about("project", "The project it belongs to.", None)
    continues: RoadmapRef | None = about(
        "continues", "The plan of an earlier period that this one goes on from.", None
    )
    period: Annotated[ClosedTerm, AfterValidator(_require_plannable)] = about(
        "period", "The years or months it plans: a month without a year lies inside them."
    )
    columns: Columns | None = about("columns", "Heads of the columns as printed.", None)
    sections: tuple[Section, ...] = about("sections", "Its sections, in order.", ())
    items: tuple[Item, ...] = about("rows", "Its rows, where it has no sections.", ())


class PlacedItem(NamedTuple):
    """An item with its reference key, its path in the file and the parts around it."""

    key: str
    path: tuple[str | int, ...]
    item: Item
    section: Section | None
    parent: "PlacedItem | None"
    level: int

    @property
    def printed(self) -> tuple[str, str | None, str | None]:
        """The number as the document has it, the section that counts it, its title if unnumbered."""
        section, number = self.section, "" if self.item.unnumbered else self.item.key
        if section is None or not section.prefix:
            return number, None, None
        # «0» stands for the part that concerns all sections: no document prints such a number.
        unprinted = section.unnumbered or section.key == "0"
        return number, section.key, section.title.strip(" .:") if unprinted else None

    @property
    def duty(self) -> Duty:
        """Whose term and responsible hold: the item's own, else its section's."""
        return self.item if self.item.deadline or self.section is None else self.section


def placed_items(roadmap: Roadmap) -> Iterator[PlacedItem]:
    """Every item of the plan in reading order."""
    yield from _below(roadmap.items, ("items",), "", None, None, 1)
    for index, section in enumerate(roadmap.sections):
        path = ("sections", index, "items")
        yield from _below(section.items, path, section.prefix, section, None, 1)


def further_heads(roadmap: Roadmap) -> list[str]:
    """The heads of the columns without a key, from the left; "" is that of cells without one."""
    printed = roadmap.columns.sequence if roadmap.columns else ()
    told = [head for head in printed if head not in Columns.model_fields]
    held = (cell.head or "" for placed in placed_items(roadmap) for cell in placed.item.cells)
    return list(dict.fromkeys((*told, *held)))


def _below(
    items: tuple[Item, ...],
    path: tuple[str | int, ...],
    prefix: str,
    section: Section | None,
    parent: PlacedItem | None,
    level: int,
) -> Iterator[PlacedItem]:
    for index, item in enumerate(items):
        # Items of a section may be numbered anew in each: then the section is part of the reference.
        key = f"{prefix}{item.key}"
        here = (*path, index)
        placed = PlacedItem(key, here, item, section, parent, level)
        yield placed
        if item.items:
            yield from _below(item.items, (*here, "items"), prefix, section, placed, level + 1)
