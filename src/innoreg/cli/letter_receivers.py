"""Whom letters go to: one addressee, or all districts, sites, debtors or lines of a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from innoreg.cli.paper_data import ON_CONTROL, duty_rows, post_of
from innoreg.cli.reference_lookup import find_target
from innoreg.deadlines import Period
from innoreg.errors import WrongUsage, os_error_text
from innoreg.i18n import T
from innoreg.ledger import replay
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.asked_scope import AskedScope
from innoreg.queries.due_row import DueRow, last_part
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows, find_rows, find_undated
from innoreg.queries.reminders import carriers_left
from innoreg.queries.standings import register_entries
from innoreg.regular_file import read_regular_file
from innoreg.render.declinable_words import Remarks, Word, upper_first
from innoreg.render.document_names import Namer
from innoreg.render.paper_rows import DutyRow

GROUPS = ("districts", "sites", "overdue")
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Receiver:
    """One addressee: its record's id, its name, the lines of the address, and what it has on control.

    period: only what is due in it, and what is overdue; undated rows belong to no period.
    """

    id: str
    name: Word
    post: str
    address: tuple[str, ...]
    rows: list[DutyRow] = field(default_factory=list)
    undated: list[DutyRow] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        """How many rows are overdue."""
        return sum(row.status == "overdue" for row in self.rows)


def receiver_of(
    registry: Registry, record: Record, day: date, period: Period | None = None
) -> Receiver:
    """The person, school, authority, district or site with what it has on control; else WrongUsage."""
    naming = Namer(registry, Remarks())
    wanted = wanted_rows(record)
    every = RegistryRows(registry, day)
    rows = [row for row in find_rows(every, wanted, day) if _is_asked(row, period, day)]
    undated = [] if period else find_undated(every, wanted, day)
    return Receiver(
        record.id,
        _name_of(record, naming),
        post_of(record, day) if isinstance(record, Person) else "",
        tuple(_address_lines(record, naming, day)),
        duty_rows(registry, rows, day),
        duty_rows(registry, undated, day),
    )


def _is_asked(row: DueRow, period: Period | None, day: date) -> bool:
    if period is None or row.status(day) == "overdue":
        return True
    return row.touches(period) if row.is_continuous else row.due in period


def addressees_of(registry: Registry, group: str, day: date) -> Iterator[Record]:
    """The records of the group: `districts`, `sites`, `overdue`, or those a file names.

    WrongUsage where it is neither, or a line of the file names nothing.
    """
    finders: dict[str, Callable[[Registry, date], Iterator[Record]]] = {
        "districts": lambda registry, _day: iter(registry.all(District)),
        "sites": _acting_sites,
        "overdue": _debtors,
    }
    return finders[group](registry, day) if group in finders else named_in(registry, Path(group))


def _acting_sites(registry: Registry, day: date) -> Iterator[Record]:
    for entry in register_entries(replay(registry, day), Filters()):
        if isinstance(entry.standing.record, Site) and entry.phase == "running":
            yield entry.standing.record


def _debtors(registry: Registry, day: date) -> Iterator[Record]:
    """Everybody of the register who answers for something overdue and has not reported, each once."""
    told, wanted = set[str](), Filters(status="overdue")
    scope = AskedScope(registry, wanted)
    for row in find_rows(RegistryRows(registry, day), wanted, day):
        for record in carriers_left(registry, row, scope):
            if record.ref not in told:
                told.add(record.ref)
                yield record


def named_in(registry: Registry, path: Path) -> Iterator[Record]:
    """The records that the lines of a file name; WrongUsage where there is no such file or record."""
    try:
        lines = read_regular_file(path, _LARGEST).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = os_error_text(error) if isinstance(error, OSError) else "UTF-8"
        raise WrongUsage(
            T("“{path}” is no group of addressees and no file: {reason}", path=path, reason=reason),
            T("one of: {expected}", expected=", ".join(GROUPS)),
        ) from None
    for line in lines:
        if words := line.partition("#")[0].strip():
            yield find_target(registry, words).record


def wanted_rows(record: Record) -> Filters:
    """What finds all that the record has on control; WrongUsage where no letter goes to such a record."""
    asked = ",".join(ON_CONTROL)
    if isinstance(record, District):
        return Filters(district=record.id, status=asked)
    if isinstance(record, Site):
        return Filters(site=record.id, status=asked)
    if isinstance(record, Person | School | Authority):
        return Filters(responsible=record.id, status=asked)
    raise WrongUsage(
        T("a letter is for a person, school, authority, district or site; “{ref}” is none",
          ref=record.ref)
    )  # fmt: skip


def _name_of(record: Record, naming: Namer) -> Word:
    if isinstance(record, Person):
        return naming.person(record.id)
    if isinstance(record, School | Authority):
        return naming.organisation(record.id)
    if isinstance(record, Site):
        return naming.organisation(last_part(record.organisations[0]) or record.organisations[0])
    assert isinstance(record, District)
    return naming.district(record.id)


def _address_lines(record: Record, naming: Namer, day: date) -> Iterator[str]:
    """A person in the dative with the post, an organisation in the nominative (GOST R 7.0.97)."""
    if isinstance(record, Person):
        if post := post_of(record, day):
            yield upper_first(naming.post(post).case("dat"))
        yield naming.person(record.id).case("dat")
    elif isinstance(record, Site):
        for ref in record.organisations:
            yield upper_first(naming.organisation(ref).text)
    elif isinstance(record, District):
        own = (a for a in naming.registry.all(Authority) if a.type == "municipal")
        body = next((a for a in own if last_part(a.district) == record.id), None)
        # Where the register does not know what the body is called, it is named by what it does.
        yield upper_first(
            body.name
            if body
            else f"орган управления образованием {naming.district(record.id).case('gen')}"
        )
    else:
        yield upper_first(_name_of(record, naming).text)
