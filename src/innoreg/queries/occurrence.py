"""The dated windows of one thing as plain rows."""

from collections.abc import Iterator
from datetime import date

from innoreg.ledger import people
from innoreg.model.authority import Authority
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.queries.obligation import Obligation, districts_of
from innoreg.queries.records import party_words, title_of
from innoreg.queries.rows import Answering, DueRow, Known, shown_of


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
