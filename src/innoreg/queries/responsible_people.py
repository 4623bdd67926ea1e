"""Who carries a thing: people, the people behind groups, parties known by words only, districts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from innoreg.deadlines import Period
from innoreg.folding import comparison_key
from innoreg.ledger.affiliation import with_parents, workplaces
from innoreg.model.district import District
from innoreg.model.registry import Registry
from innoreg.queries.due_row import DueRow
from innoreg.queries.filters import WantedParty
from innoreg.queries.record_names import title_of


class Carrier(NamedTuple):
    """Somebody who answers. id: None where the register holds nobody of these words."""

    id: str | None
    text: str

    @property
    def key(self) -> str:
        """The same for one carrier however a document spells it."""
        return self.id or comparison_key(self.text)


NOBODY = Carrier(None, "")
"""Stands for what names nobody, such as a row of a schedule."""


def responsible_carriers(registry: Registry, row: DueRow) -> Iterator[tuple[Carrier, bool]]:
    """Those who answer in the days of the window, each once; True for those named first."""
    if not row.responsible:
        yield NOBODY, True
    # A person may stand in a row twice, by name and as the holder of a role.
    told: set[Carrier] = set()
    for index, party in enumerate(row.responsible):
        found = [Carrier(person.id, person.name or person.id) for person in party.people]
        if not found:
            ref = party.organisation or party.district
            target = registry.find(ref) if ref else None
            # What the split of a cell left at the ends is no part of the name.
            words = _without_leftovers(party.text)
            found = [
                Carrier(target.ref, title_of(target.record)) if target else Carrier(None, words)
            ]
        for carrier in found:
            if carrier not in told:
                told.add(carrier)
                yield carrier, index == 0


# «Кузнецов П.П.»: the last stop belongs to the initials.
_ENDS_WITH_INITIALS = re.compile(r"(?:^|[\s.])[А-ЯЁA-Z]\.$")


def _without_leftovers(text: str) -> str:
    """A name without the signs that the split of a cell left at its ends."""
    bare = text.strip(" ,;:")
    return bare if _ENDS_WITH_INITIALS.search(bare) else bare.strip(" ,.;:")


def district_carriers(registry: Registry, row: DueRow) -> Iterator[tuple[Carrier, bool]]:
    """The districts it concerns."""
    for ref in row.districts:
        district = registry.get(District, ref)
        yield Carrier(ref, district.short_name if district else ref), True


def is_wanted(registry: Registry, carrier: Carrier, wanted: WantedParty, period: Period) -> bool:
    """Whether it is the one that was asked for, a unit of it, or somebody with a post there."""
    places = workplaces(registry, carrier.id, period.start, period.end)
    own = registry.find(carrier.id, ("school", "authority")) if carrier.id else None
    every = [*places, *([own.ref] if own else [])]
    return wanted.means(
        carrier.id, carrier.text, (up for ref in every for up in with_parents(registry, ref))
    )
