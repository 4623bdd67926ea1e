"""The dated windows of one obligation as rows, and all rows of a registry on a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from innoreg.deadlines import Period, Window, WorkingDays, parse_once
from innoreg.ledger import Occurrence, controllers, holders, joined_scope, people
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.term_reading import registry_calendar
from innoreg.queries.due_row import (
    UNDATED,
    AnsweringParty,
    DueRow,
    KnownPerson,
    PrintedNumber,
    RowList,
    Rows,
)
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.nothing_found import Nothing, look_around
from innoreg.queries.obligation import (
    Obligation,
    concerned_by,
    group_people,
    obligations,
    organisations_of,
    represented_by,
)
from innoreg.queries.record_names import RegistryNames, party_words, title_of

_NO_WINDOW = Window(None, UNDATED)


def rows_of_obligation(obligation: Obligation) -> Iterator[DueRow]:
    """A row for every dated window of the obligation, in order; their lines not yet looked up."""
    return _rows_of(obligation, [each for each in obligation.duty.occurrences if each.window])


def undated_rows_of_obligation(obligation: Obligation) -> Iterator[DueRow]:
    """A row for every window whose days the words do not give; as `rows_of_obligation`."""
    return _rows_of(obligation, [each for each in obligation.duty.occurrences if not each.window])


def _rows_of(obligation: Obligation, occurrences: Sequence[Occurrence]) -> Iterator[DueRow]:
    if not occurrences:
        return
    registry, document, order = obligation.state.registry, obligation.document, obligation.order
    issuer = registry.get(Authority, order.issuer) if order else None
    # The same for all windows, and each takes a walk through the registry.
    title, concerned = title_of(document), concerned_by(obligation)
    represented = tuple(
        (ref, behind)
        for ref in obligation.addressees
        if (behind := represented_by(obligation, ref))
    )
    source, file = registry.source(obligation.record).file, registry.source(document).file
    # Not their count: closed windows keep their numbers.
    last = max(each.number for each in occurrences)
    days = registry_calendar(registry.settings).working_days
    own_days = None if days == WorkingDays() else days
    controlling = tuple(_controlling_parties(obligation))
    for each in occurrences:
        window = each.window or _NO_WINDOW
        first = each.first or window
        begins = window.start or min(obligation.begins, window.end)
        yield DueRow(
            ref=obligation.ref,
            number=obligation.number,
            printed=printed_number(registry, obligation.ref) or PrintedNumber(obligation.number),
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
            missing=() if each.is_closed else each.missing,
            taken_off=tuple(ref for ref, _day in each.taken_off),
            done_by=each.done_by,
            represented=represented,
            responsible=tuple(_answering_parties(obligation, begins, window.end)),
            recipient=_recipient(obligation),
            program=obligation.program,
            named_program=obligation.duty.named_program,
            roadmap=obligation.roadmap.id if obligation.roadmap else None,
            order=order.id if order else None,
            site=obligation.site.id if obligation.site else None,
            document=document.id,
            document_title=title,
            file=file,
            source_file=source,
            path=obligation.path,
            line=None,
            districts=concerned.districts,
            schools=concerned.schools,
            people=concerned.people,
            organisations=tuple(sorted(organisations_of(obligation, begins, window.end))),
            controllers=controlling,
            nonworking=issuer.nonworking if issuer else "none",
            working_days=own_days,
            anchor=obligation.duty.anchor,
            anchor_words=None if each.window else _anchor_words(obligation, each.words),
            day_unknown=order is not None and order.date is None,
            lacks_addressees=obligation.duty.lacks_addressees,
            damaged=not registry.broken.isdisjoint((document.id, obligation.record.id)),
        )


def _anchor_words(obligation: Obligation, words: str) -> str | None:
    """From what a term without a day is counted; None where it is counted from nothing."""
    read = parse_once(words, Period(date.min, date.max), obligation.duty.calendar)
    return read.offset.words if read.offset else None


def _reported(addressees: tuple[str, ...], occurrence: Occurrence) -> int | None:
    """How many addressees have reported; an event that names nobody counts for all it was asked of."""
    if not addressees:
        return None
    who = {ref for ref, _day in occurrence.done_by}
    # One who must report once more has not.
    others = {*occurrence.missing, *(ref for ref, _day in occurrence.taken_off)}
    asked = (ref for ref in addressees if ref not in others)
    return sum(None in who or ref in who for ref in asked)


def _answering_parties(obligation: Obligation, begins: date, due: date) -> Iterator[AnsweringParty]:
    state = obligation.state
    for party in obligation.responsible:
        scopes = _scopes_behind(obligation, party, begins, due)
        persons = ((ref, state.registry.get(Person, ref)) for ref in scopes)
        yield AnsweringParty(
            person=party.person,
            organisation=party.organisation,
            district=party.district,
            text=party_words(state.registry, party),
            people=tuple(
                KnownPerson(ref, person.name if person else None, scopes[ref])
                for ref, person in persons
            ),
        )


def _scopes_behind(
    obligation: Obligation, party: Party, begins: date, due: date
) -> Mapping[str, tuple[str, ...]]:
    """The people behind a party, and for what each is meant; empty: for all that is asked of it."""
    state = obligation.state
    held = holders(state, party, obligation.program, begins, due)
    found = {
        ref: () if party.person else joined_scope([row for row in held if row.person == ref])
        for ref in people(state, party, obligation.program, begins, due)
    }
    for ref, scope in group_people(obligation, party):
        found.setdefault(ref, scope)
    return found


def _recipient(obligation: Obligation) -> AnsweringParty | None:
    party = obligation.duty.recipient
    if party is None:
        return None
    words = party_words(obligation.state.registry, party)
    return AnsweringParty(party.person, party.organisation, party.district, words, ())


def printed_number(registry: Registry, ref: str) -> PrintedNumber | None:
    """The number as the document prints it; None where `ref` names nothing that has one."""
    target = registry.find(ref, ("item", "clause", "step"))
    if target and target.item:
        return PrintedNumber(*target.item.printed)
    if target and target.clause:
        return PrintedNumber(target.clause.clause.key or "")
    if target and target.step:
        return PrintedNumber(target.step.key)
    return None


def _controlling_parties(obligation: Obligation) -> Iterator[AnsweringParty]:
    """Who controls the order that set it: the person, where the clause names one, else the post."""
    state, order = obligation.state, obligation.order
    for found in controllers(state, order.id if order else None):
        person = state.registry.get(Person, found.person)
        known = (KnownPerson(person.id, person.name),) if person else ()
        text = person.name if person else found.post or found.person or ""
        yield AnsweringParty(found.person, None, None, text, known)


class RegistryRows(RegistryNames, RowList):
    """The rows and names of a registry as `innoreg.queries.due_row.Rows`."""

    def __init__(self, registry: Registry, day: date) -> None:
        RegistryNames.__init__(self, registry)
        things = list(obligations(registry, day))
        dated = (row for thing in things for row in rows_of_obligation(thing))
        undated = (row for thing in things for row in undated_rows_of_obligation(thing))
        RowList.__init__(self, (*dated, *undated))

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


def find_rows(rows: Rows, wanted: Filters, day: date) -> list[DueRow]:
    """Every row that passes the filters, in reading order; WrongUsage for names nobody has."""
    chosen = Filter(rows, wanted, day)
    found = list(chosen.passing(rows.all()))
    if not found:
        chosen.check_words(rows)
    return found


def find_undated(rows: Rows, wanted: Filters, day: date) -> list[DueRow]:
    """Every open row without a date that passes the filters, in reading order."""
    chosen = Filter(rows, wanted, day)
    return [row for row in chosen.passing(rows.undated()) if chosen.wants_undated(row)]


def find_around(rows: Rows, wanted: Filters, day: date, start: date, end: date) -> Nothing:
    """What to say of an answer without rows from `start` to `end`."""
    return look_around(rows, Filter(rows, wanted, day), start, end)
