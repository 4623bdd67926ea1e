"""The dated windows of one obligation as rows, and all rows of a registry on a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from innoreg.ledger import people
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.queries.due_row import Answering, DueRow, Known, Listed, shown_of
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.obligation import Obligation, districts_of, obligations
from innoreg.queries.record_names import RegistryNames, party_words, title_of


def occurrences(obligation: Obligation) -> Iterator[DueRow]:
    """Every dated window of the obligation, in order."""
    windows = [(each, each.window) for each in obligation.duty.occurrences if each.window]
    if not windows:
        return
    registry = obligation.state.registry
    of = max(each.number for each, _window in windows)
    document, issuer = obligation.document, None
    if obligation.order:
        issuer = registry.get(Authority, obligation.order.issuer)
    source, file = registry.source(obligation.record).file, registry.source(document).file
    title = title_of(document)
    districts = tuple(sorted(districts_of(obligation)))
    for each, window in windows:
        start, due = window.start, window.end
        yield DueRow(
            ref=obligation.ref,
            number=obligation.number,
            title=obligation.title,
            since=obligation.begins,
            responsible=_answering(obligation, start or min(obligation.begins, due), due),
            program=obligation.program,
            roadmap=obligation.roadmap.id if obligation.roadmap else None,
            order=obligation.order.id if obligation.order else None,
            site=obligation.site.id if obligation.site else None,
            document=document.id,
            document_title=title,
            file=file,
            source_file=source,
            path=obligation.path,
            line=None,
            districts=districts,
            nonworking=issuer.nonworking if issuer else "none",
            **shown_of(each, of, obligation.addressees),
        )


def _answering(obligation: Obligation, begins: date, due: date) -> tuple[Answering, ...]:
    return tuple(_party(obligation, party, begins, due) for party in obligation.responsible)


def _party(obligation: Obligation, party: Party, begins: date, due: date) -> Answering:
    state = obligation.state
    registry = state.registry
    refs = people(state, party, obligation.program, begins, due)
    persons = ((ref, registry.get(Person, ref)) for ref in refs)
    return Answering(
        person=party.person,
        organisation=party.organisation,
        district=party.district,
        text=party_words(registry, party),
        people=tuple(Known(ref, person.name if person else None) for ref, person in persons),
    )


class Registered(RegistryNames, Listed):
    """The rows and names of a registry as `innoreg.queries.due_row.Rows`."""

    def __init__(self, registry: Registry, day: date) -> None:
        RegistryNames.__init__(self, registry)
        Listed.__init__(self, rows_of(registry, day))

    def narrowed(self, _ids: Sequence[str]) -> Listed:
        """See `innoreg.queries.due_row.Rows`."""
        return self

    def placed(self, row: DueRow) -> DueRow:
        """See `innoreg.queries.due_row.Rows`."""
        record = self._records[row.source_file]
        return row._replace(line=self._registry.place(record, *row.path).line)

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return {self._registry.source(record).file: record for record in self._registry.records}


def rows_of(registry: Registry, day: date) -> list[DueRow]:
    """Every dated window as it stands on `day`, in reading order."""
    return [row for thing in obligations(registry, day) for row in occurrences(thing)]


def all_occurrences(registry: Registry, wanted: Filters, day: date) -> list[DueRow]:
    """Every row that passes the filters, in reading order."""
    chosen = Filter(RegistryNames(registry), wanted, day)
    return list(chosen.passing(rows_of(registry, day)))
