"""What the readers of lists share: where a list comes from, what it gives, whom its rows name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from innoreg.deadlines import Calendar, Period
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.importing.drafts import DraftTable, Row
from innoreg.importing.messages import Note, Spot, note
from innoreg.importing.proposal.list_cells import RowCells
from innoreg.importing.proposal.new_records import NewRecords

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of an existing record: its name, and the raw parts that it adds."""

    kind: str
    id: str
    change: Callable[[Raw], Raw]
    words: str
    added: tuple[Raw, ...] = ()


@dataclass(slots=True)
class Listed:
    """What a list gives: ids or raw rows in its order, changes of existing records, remarks.

    `read` are cells whose sense is in a record and whose words are not: «да», «+».
    """

    rows: list[Any] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ListSource:
    """What all rows of a list share: its words as a basis, the programme, the days it is for.

    `ordered` says that it is the appendix of an order, from which its effect then follows.
    """

    basis: str
    program: str | None = None
    period: Period | None = None
    ordered: bool = False
    rules: Calendar = field(default_factory=Calendar)

    @property
    def term(self) -> Raw:
        """The days as keys of a record; {} where they are not known."""
        return term_of(self.period)


class ListRowReader:
    """What the readers of all lists do: find people and districts, tell what found no place."""

    def __init__(self, table: DraftTable, records: NewRecords, source: ListSource) -> None:
        self.table, self.records, self.source = table, records, source
        self.registry = records.registry
        self.found = Listed()
        # Districts that the register lacks, each once.
        self.strange: dict[str, None] = {}

    def tell(self, code: str, spot: Spot, text: str, **more: object) -> None:
        """Add a remark with words of the document."""
        self.found.notes.append(note(code, spot, text=text, **more))

    def district_of(self, row: Row, cells: RowCells) -> str | None:
        """The district in the row, or in the section it stands in; None where it is not known."""
        printed = cells.take("district")
        words = printed or row.section
        found = self.records.district(words) if words else None
        if printed and found is None:
            self.strange[printed] = None
            self.tell("unplaced-text", row.spot, printed)
        return found

    def person_of(self, row: Row, name: str, post: str = "") -> str:
        """The id of a person; Refused where several are called so."""
        found = self.records.person(name, post)
        if not found:
            self.refuse_name(row, name)
        self.tell_other_name(row, found, name)
        return found

    def tell_other_name(self, row: Row, person: str, printed: str) -> None:
        """Say that the register has the name of a person in other words."""
        if mine := self.records.other_name(person, printed):
            self.tell("differs", row.spot, printed, mine=mine)

    def refuse_name(self, row: Row, name: str) -> NoReturn:
        """Raise Refused: the name is that of several people."""
        raise Refused(
            T("{place}: several people are called “{name}”", place=row.spot, name=name),
            T("write the full name, or give one of them another spelling; nothing was written"),
        )


def term_of(period: Period | None) -> Raw:
    """The days as keys of a record; {} where they are not known."""
    if period is None:
        return {}
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}
