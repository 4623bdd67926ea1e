"""The dated windows of one obligation as rows, and all rows of a registry on a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from innoreg.ledger import Occurrence, people
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.queries.due_row import AnsweringParty, DueRow, KnownPerson, RowList
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.obligation import Obligation, districts_of, obligations
from innoreg.queries.record_names import RegistryNames, party_words, title_of


def rows_of_obligation(obligation: Obligation) -> Iterator[DueRow]:
    """A row for every dated window of the obligation, in order; their lines not yet looked up."""
    dated = [(each, each.window) for each in obligation.duty.occurrences if each.window]
    if not dated:
        return
    registry, document, order = obligation.state.registry, obligation.document, obligation.order
    issuer = registry.get(Authority, order.issuer) if order else None
    # The same for all windows, and each takes a walk through the registry.
    title, districts = title_of(document), tuple(sorted(districts_of(obligation)))
    source, file = registry.source(obligation.record).file, registry.source(document).file
    last = max(each.number for each, _window in dated)
    for each, window in dated:
        first = each.first or window
        begins = window.start or min(obligation.begins, window.end)
        yield DueRow(
            ref=obligation.ref,
            number=obligation.number,
            title=obligation.title,
            words=each.words,
            label=first.label,
            kind=each.kind or "",
            start=window.start,
            since=obligation.begins,
            due=window.end,
            first_due=first.end,
            occurrence=each.number,
            occurrences=last,
            closed=each.ended,
            done_on=each.done or each.accepted,
            extended=each.extended is not None,
            addressees=obligation.addressees,
            reported=_reported(obligation.addressees, each),
            missing=() if each.closed else each.missing,
            done_by=each.done_by,
            responsible=tuple(_answering_parties(obligation, begins, window.end)),
            program=obligation.program,
            roadmap=obligation.roadmap.id if obligation.roadmap else None,
            order=order.id if order else None,
            site=obligation.site.id if obligation.site else None,
            document=document.id,
            document_title=title,
            file=file,
            source_file=source,
            path=obligation.path,
            line=None,
            districts=districts,
            nonworking=issuer.nonworking if issuer else "none",
            day_unknown=order is not None and order.date is None,
            damaged=not registry.broken.isdisjoint((document.id, obligation.record.id)),
        )


def _reported(addressees: tuple[str, ...], occurrence: Occurrence) -> int | None:
    """How many addressees have reported; all of them where an event names nobody."""
    if not addressees:
        return None
    who = {ref for ref, _day in occurrence.done_by}
    return len(addressees) if None in who else sum(ref in who for ref in addressees)


def _answering_parties(obligation: Obligation, begins: date, due: date) -> Iterator[AnsweringParty]:
    state = obligation.state
    for party in obligation.responsible:
        refs = people(state, party, obligation.program, begins, due)
        persons = ((ref, state.registry.get(Person, ref)) for ref in refs)
        yield AnsweringParty(
            person=party.person,
            organisation=party.organisation,
            district=party.district,
            text=party_words(state.registry, party),
            people=tuple(
                KnownPerson(ref, person.name if person else None) for ref, person in persons
            ),
        )


class RegistryRows(RegistryNames, RowList):
    """The rows and names of a registry as `innoreg.queries.due_row.Rows`."""

    def __init__(self, registry: Registry, day: date) -> None:
        RegistryNames.__init__(self, registry)
        RowList.__init__(self, all_rows(registry, day))

    def prefiltered(self, _ids: Sequence[str]) -> RowList:
        """See `innoreg.queries.due_row.Rows`."""
        return self

    def with_line(self, row: DueRow) -> DueRow:
        """See `innoreg.queries.due_row.Rows`."""
        record = self._records[row.source_file]
        return row._replace(line=self._registry.place(record, *row.path).line)

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return {self._registry.source(record).file: record for record in self._registry.records}


def all_rows(registry: Registry, day: date) -> list[DueRow]:
    """Every dated window as it stands on `day`, in reading order."""
    return [row for thing in obligations(registry, day) for row in rows_of_obligation(thing)]


def find_rows(registry: Registry, wanted: Filters, day: date) -> list[DueRow]:
    """Every row that passes the filters, in reading order."""
    chosen = Filter(RegistryNames(registry), wanted, day)
    return list(chosen.passing(all_rows(registry, day)))
