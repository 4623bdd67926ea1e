"""Who carries a thing: people, the people behind groups, parties known by words only, districts."""

from collections.abc import Iterator
from typing import NamedTuple

from innoreg.folding import folded
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.queries.filters import party_words, title_of
from innoreg.queries.obligation import districts_of
from innoreg.queries.occurrence import Occurrence


class Carrier(NamedTuple):
    """Somebody who answers. id: None where the register holds nobody of these words."""

    id: str | None
    text: str

    @property
    def key(self) -> str:
        """The same for one carrier however a document spells it."""
        return self.id or folded(self.text)


NOBODY = Carrier(None, "")
"""Stands for what names nobody, such as a row of a schedule."""


def responsible(occurrence: Occurrence) -> Iterator[tuple[Carrier, bool]]:
    """Those who answer in the days of the window, each once; True for those named first."""
    registry = occurrence.obligation.state.registry
    if not occurrence.obligation.responsible:
        yield NOBODY, True
    told: set[Carrier] = set()
    for index, party in enumerate(occurrence.obligation.responsible):
        found = [Carrier(ref, _name(occurrence, ref)) for ref in occurrence.people(party)]
        if not found:
            ref = party.organisation or party.district
            target = registry.find(ref) if ref else None
            words = party_words(registry, party).strip(" ,.;:")
            found = [
                Carrier(target.ref, title_of(target.record)) if target else Carrier(None, words)
            ]
        for carrier in found:
            if carrier not in told:
                told.add(carrier)
                yield carrier, index == 0


def districts(occurrence: Occurrence) -> Iterator[tuple[Carrier, bool]]:
    """The districts it concerns."""
    registry = occurrence.obligation.state.registry
    for ref in sorted(districts_of(occurrence.obligation)):
        district = registry.get(District, ref)
        yield Carrier(ref, district.short_name if district else ref), True


def fits(carrier: Carrier, words: str) -> bool:
    """Whether it is the one that was asked for: by id, or by words of its name."""
    return words.rpartition("/")[2] == carrier.id or folded(words) in folded(carrier.text)


def _name(occurrence: Occurrence, ref: str) -> str:
    person = occurrence.obligation.state.registry.get(Person, ref)
    return person.name if person else ref
