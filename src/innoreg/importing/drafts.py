"""What an import proposes, as values: rows of tables, an order, and notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from innoreg.importing.messages import NOWHERE, Note, Spot

Kind = Literal[
    "roadmap", "schedule", "resolutions", "consultants", "pairs", "sites", "schools", "people"
]
PLANS: tuple[Kind, ...] = ("roadmap", "schedule", "resolutions")
"""The kinds of tables that become plans; the others are lists."""
Confidence = Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Extra:
    """A cell of a column that a row has no field for: the column's head and its text."""

    field: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as printed: texts with single spaces, "" where there is no cell.

    `number` is without its final dot, `printed` with it; `parent` is the number of the row above
    in the outline. In a list of consultants `title` is the district and `responsible` the consultant; in a list
    of pairs `title` is the mentee and `responsible` the mentor; in a list of sites or schools
    `title` is the organisation, in one of people the name.
    """

    kind: Literal["item", "section"]
    number: str = ""
    level: int = 1
    parent: str = ""
    title: str = ""
    deadline: str = ""
    responsible: str = ""
    result: str = ""
    section: str = ""
    printed: str = ""
    extra: tuple[Extra, ...] = ()
    spot: Spot = NOWHERE

    def as_json(self) -> dict[str, Any]:
        """The row as `import --dry-run --format json` shows it."""
        shown: dict[str, Any] = {
            "kind": self.kind,
            "number": self.number,
            "level": self.level,
            "parent": self.parent,
            "title": self.title,
            "deadline": self.deadline,
            "responsible": self.responsible,
            "result": self.result,
            "section": self.section,
        }
        if self.extra:
            shown["extra"] = [{"head": cell.head, "text": cell.text} for cell in self.extra]
        return shown


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A recognised table or list of paragraphs."""

    kind: Kind
    heading: str
    rows: tuple[Row, ...]
    heads: tuple[str, ...] = ()
    spot: Spot = NOWHERE
    confidence: Confidence = "high"

    def as_json(self) -> dict[str, Any]:
        """The table as `import --dry-run --format json` shows it."""
        doubt = {} if self.confidence == "high" else {"confidence": self.confidence}
        return {
            "kind": self.kind,
            "heading": self.heading,
            "rows": [{**row.as_json(), **doubt} for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause of an order; `number` as printed without the final dot, "" where it has none."""

    number: str
    text: str
    level: int = 1
    parent: str = ""
    addressee: str = ""
    control: bool = False
    spot: Spot = NOWHERE

    def as_json(self) -> dict[str, Any]:
        """The clause with the fields that are not empty."""
        shown = {
            "number": self.number,
            "level": self.level,
            "parent": self.parent,
            "text": self.text,
            "addressee": self.addressee,
        }
        return {**shown, "control": True} if self.control else shown


@dataclass(frozen=True, slots=True)
class DraftAppendix:
    """The mark of an appendix («Приложение 1 к распоряжению …») and the heading under it.

    `text` are its paragraphs that are part of no table, a line each; `table` is the place of its
    table among the tables of the document, from 0, None where it has none. `lines` are those of the mark.
    """

    mark: str
    heading: str
    spot: Spot = NOWHERE
    text: str = ""
    table: int | None = None
    lines: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The appendix with its text where it has one."""
        shown = {"mark": self.mark, "heading": self.heading}
        return {**shown, "text": self.text} if self.text else shown


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """The frame of an order, every part verbatim."""

    issuer: tuple[str, ...] = ()
    kind: str = ""
    date: str = ""
    number: str = ""
    place: str = ""
    title: str = ""
    preamble: str = ""
    order_word: str = ""
    clauses: tuple[DraftClause, ...] = ()
    position: str = ""
    signatory: str = ""
    appendices: tuple[DraftAppendix, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The order as plain values."""
        return {
            "issuer": list(self.issuer),
            "kind": self.kind,
            "date": self.date,
            "number": self.number,
            "place": self.place,
            "title": self.title,
            "preamble": self.preamble,
            "order_word": self.order_word,
            "clauses": [clause.as_json() for clause in self.clauses],
            "signatory": {"position": self.position, "name": self.signatory},
            "appendices": [appendix.as_json() for appendix in self.appendices],
        }


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything one document gave; `printed` are its words with how often each stands there."""

    tables: tuple[DraftTable, ...] = ()
    order: DraftOrder | None = None
    notes: tuple[Note, ...] = ()
    words: int = 0
    words_in_notes: int = 0
    printed: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The document of `import --dry-run --format json`, without its `format`."""
        shown: dict[str, Any] = {
            "tables": [table.as_json() for table in self.tables],
            "warnings": [note.as_json() for note in self.notes],
            "words": {"total": self.words, "in_remarks": self.words_in_notes},
        }
        return {**shown, "order": self.order.as_json()} if self.order else shown
