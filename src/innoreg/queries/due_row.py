"""One dated window of one thing as a plain row, and what a question asks of many of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol, get_args

from innoreg.deadlines import BINDING_KINDS, Period, WorkingDays

UNDATED = date.max
"""Stands as the last day of what has none: it is sorted last, and nothing ever lies behind it."""

PARTS = "parts of "
"""Begins the kind of `Names` that holds the items, clauses or projects of one record, by its id."""
PARTY = "party"
"""Stands beside the kinds of records: what documents call those who answer or control."""
SAMPLE = "sample"
"""Stands there too: the invented records that no row tells of; `words` is «terms» where they demand
something, `title` their kind."""
Status = Literal["planned", "done", "extended", "cancelled", "overdue", "done-late"]
STATUSES: tuple[Status, ...] = get_args(Status)


class PrintedNumber(NamedTuple):
    """A number, and the section it is counted in.

    number: "" where the document prints none. title: where the section has no number itself.
    """

    number: str
    section: str | None = None
    title: str | None = None


class KnownPerson(NamedTuple):
    """A person behind a party. name: None where the register holds nobody of that id.

    scope: for which districts and organisations, where they are meant by a role; empty: for all.
    """

    id: str
    name: str | None
    scope: tuple[str, ...] = ()


class AnsweringParty(NamedTuple):
    """One of those who answer, as the document names them.

    person, organisation, district: references. text: the words for people. people: whom it means
    in the days of the window, named or holders of its role.
    """

    person: str | None
    organisation: str | None
    district: str | None
    text: str
    people: tuple[KnownPerson, ...]

    @property
    def id(self) -> str | None:
        """Of the person, else of the organisation or district."""
        return last_part(self.person or self.organisation or self.district)


class DueRow(NamedTuple):
    """One window of one thing, dated or not, with all that filters and reports need of it.

    It holds for every day between two steps of the register, so nothing in it depends on how many
    days have passed: ask `status(day)`. start: None is open, it begins with `since`, the day its
    document does. due: the last day in force, `UNDATED` where the words give none. first_due: as
    first planned. number: of the reference; printed: as the document has it.
    occurrence, occurrences: which window of how many. closed: how it ended, None while open.
    addressees: each of whom must report; reported: how many have, None where nobody must; taken_off:
    those who must no more and have not.
    represented: of each addressee that is a pair or site, its organisations and their districts; of
    each consultant in a group of them, whom they consult.
    document: what carries it (a plan, an order, of a report its site), in `file`. source_file, path:
    where its words stand; the line is None until it is looked up, since few rows are ever shown.
    named_program: the one whose results its clause asks for. districts, schools, people: whom it concerns, those behind groups included. organisations: who
    is asked: named, by a unit, or by a person who holds a post there in those days. controllers:
    who controls the order. recipient: to whom it is handed in. nonworking: what the issuer shows beside a day off; working_days: what the registry adds to the
    calendar of them, None where nothing. anchor: the row, clause or order its term is counted from;
    anchor_words: the event, as its words name it, where it is counted from one. day_unknown: the
    order bears no day, so that it counts from the first day of its period. lacks_addressees: some of
    those who must report are in a folder that is not at hand. damaged: its file has
    errors, so that it may lack something.
    """

    ref: str
    number: str
    printed: PrintedNumber
    title: str
    words: str
    label: str | None
    kind: str
    start: date | None
    since: date
    due: date
    first_due: date
    occurrence: int
    occurrences: int
    closed: Status | None
    done_on: date | None
    extended: bool
    addressees: tuple[str, ...]
    reported: int | None
    missing: tuple[str, ...]
    taken_off: tuple[str, ...]
    done_by: tuple[tuple[str | None, date], ...]
    represented: tuple[tuple[str, tuple[str, ...]], ...]
    responsible: tuple[AnsweringParty, ...]
    recipient: AnsweringParty | None
    program: str | None
    named_program: str | None
    roadmap: str | None
    order: str | None
    site: str | None
    document: str
    document_title: str
    file: str
    source_file: str
    path: tuple[str | int, ...]
    line: int | None
    districts: tuple[str, ...]
    schools: tuple[str, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    controllers: tuple[AnsweringParty, ...]
    # Not the day off itself: holidays depend on a library, rows must not.
    nonworking: Literal["previous", "next", "none"]
    working_days: WorkingDays | None
    # What a term without a day waits for.
    anchor: str | None
    anchor_words: str | None
    day_unknown: bool
    lacks_addressees: bool
    damaged: bool

    @property
    def place(self) -> tuple[bool, str, tuple[str | int, ...], str, int]:
        """Sorts rows as they are read: plans come first, then what orders set, in their order.

        Where one clause sets terms for several sites these follow by their files.
        """
        return self.roadmap is None, self.source_file, self.path, self.file, self.occurrence

    @property
    def is_dated(self) -> bool:
        """Whether its words, or the keeper, give it a last day."""
        return self.due != UNDATED

    @property
    def begins(self) -> date:
        """The first day it can be worked on."""
        # A term may be over before its order is signed; it never begins after its end.
        return self.start or min(self.since, self.due)

    @property
    def is_continuous(self) -> bool:
        """Whether it goes on all the time: it is never due or late, and no days of it are counted."""
        return self.kind == "continuous"

    def touches(self, period: Period) -> bool:
        """Whether any of its days lies in the period."""
        return self.is_dated and self.begins <= period.end and self.due >= period.start

    def status(self, day: date) -> Status:
        """Where it stands on `day`: nobody is late with what no document in force demands yet."""
        if self.closed:
            return self.closed
        # The last day itself is not late yet.
        if self.kind in BINDING_KINDS and self.due < day:
            return "planned" if self.since > day else "overdue"
        return "extended" if self.extended else "planned"

    def status_of(self, addressee: str, day: date) -> Status:
        """Where it stands for one of its addressees."""
        if addressee in self.missing:
            return self.status(day)
        if addressee in self.taken_off:
            return "cancelled"
        # An event without an addressee counts for each of them.
        own = [on for who, on in self.done_by if who in (None, addressee)]
        if own:
            late = max(own) > self.due and self.kind in BINDING_KINDS
            return "done-late" if late else "done"
        # Nothing is left to do and nothing was done: taken off, or all of it closed at once.
        return self.closed if self.closed and not self.done_by else "cancelled"

    def as_of(self, addressee: str | None, day: date) -> "DueRow":
        """The row as it stands for one who reports apart: closed by the own report."""
        if self.closed or addressee not in self.addressees or addressee in self.missing:
            return self
        closed = self.status_of(addressee, day)
        own = () if closed == "cancelled" else self.done_by
        done = [on for who, on in own if who in (None, addressee)]
        return self._replace(closed=closed, done_on=max(done, default=None))


class Name(NamedTuple):
    """A record that a filter can name. words: its names and title, folded for comparing."""

    id: str
    words: str
    title: str
    file: str


class Dated(Protocol):
    """Rows that can be asked by their days."""

    def all(self) -> Iterable[DueRow]:
        """Every row with a last day, in any order."""

    def undated(self) -> Iterable[DueRow]:
        """Those without one, in reading order. No other method gives them."""

    def touching(self, period: Period) -> Iterable[DueRow]:
        """Those with any of their days in the period, in reading order."""

    def open_before(self, day: date) -> Iterable[DueRow]:
        """Those not closed that were due before `day`, in reading order."""

    def due_before(self, day: date) -> Iterable[DueRow]:
        """Those due before `day`, the latest first."""

    def due_after(self, day: date) -> Iterable[DueRow]:
        """Those due after `day`, the earliest first."""


class Names(Protocol):
    """What the records of each kind are called."""

    def names(self, kind: str) -> Sequence[Name]:
        """Those of one kind, in the order of their files.

        Of the kind `PARTY`, which no record is, the words by which documents name who answers.
        """

    def record_name(self, kind: str, id: str) -> Name | None:
        """The one of that kind and id; of two the first."""


class Rows(Dated, Names, Protocol):
    """All rows of a register as they stand on a day, and the names in it."""

    def prefiltered(self, ids: Sequence[str]) -> Dated:
        """All rows, but perhaps without some that lack one of these ids."""

    def with_line(self, row: DueRow) -> DueRow:
        """The row with its line."""


class RowList:
    """Rows at hand, in reading order."""

    def __init__(self, rows: Iterable[DueRow]) -> None:
        self._rows: list[DueRow] = []
        self._undated: list[DueRow] = []
        for row in rows:
            (self._rows if row.is_dated else self._undated).append(row)

    def all(self) -> Sequence[DueRow]:
        """See `Dated`."""
        return self._rows

    def undated(self) -> Sequence[DueRow]:
        """See `Dated`."""
        return self._undated

    def touching(self, period: Period) -> Iterator[DueRow]:
        """See `Dated`."""
        return (row for row in self._rows if row.touches(period))

    def open_before(self, day: date) -> Iterator[DueRow]:
        """See `Dated`."""
        return (row for row in self._rows if not row.closed and row.due < day)

    def due_before(self, day: date) -> Sequence[DueRow]:
        """See `Dated`."""
        earlier = (row for row in self._rows if row.due < day)
        return sorted(earlier, key=lambda row: row.due, reverse=True)

    def due_after(self, day: date) -> Sequence[DueRow]:
        """See `Dated`."""
        later = (row for row in self._rows if row.due > day)
        return sorted(later, key=lambda row: row.due)


def last_part(ref: str | None) -> str | None:
    """The id in a reference that may name its kind."""
    return ref.rpartition("/")[2] if ref else None
