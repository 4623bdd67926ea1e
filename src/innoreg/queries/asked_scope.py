"""Who of those behind a row has to do with what was asked about: letters and counts are of these alone."""

from collections.abc import Iterator
from typing import NamedTuple

from innoreg.deadlines import Period
from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.model.district import District
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.due_row import DueRow, last_part
from innoreg.queries.filters import Filters, WantedParty
from innoreg.queries.record_names import RegistryNames, find_by_words, title_of
from innoreg.queries.responsible_people import Carrier, is_wanted, responsible_carriers


class _Place(NamedTuple):
    """What one filter names. own: itself, and who holds the site; around: the districts of these."""

    own: frozenset[str]
    around: frozenset[str] = frozenset()
    is_district: bool = False


class AskedScope:
    """The district, school, site and party of the filters, asked of each who answers or must report.

    A row concerns a district, and so passes its filter, though most of those behind it serve other
    districts: the consultants of all, the schools of a list. Of whom no place is known serves all.
    """

    def __init__(self, registry: Registry, wanted: Filters) -> None:
        self._registry = registry
        party = WantedParty(RegistryNames(registry), wanted.responsible or "")
        # Whoever names a district as the one that answers asks of all in it.
        answering = registry.get(District, party.id) if wanted.responsible else None
        self._party = party if wanted.responsible and not answering else None
        district = find_by_words(registry, District, wanted.district)
        school = find_by_words(registry, School, wanted.school)
        site = find_by_words(registry, Site, wanted.site)
        self._asked = [_district_place(each.id) for each in (district, answering) if each]
        if school:
            self._asked.append(self._organisations([school.id]))
        if site:
            self._asked.append(self._organisations([site.id, *site.organisations]))

    def _organisations(self, refs: list[str]) -> _Place:
        own = frozenset(canonical_ref(self._registry, ref) for ref in refs)
        return _Place(own, self._districts(own))

    def carriers(self, row: DueRow) -> Iterator[tuple[Carrier, bool]]:
        """As `responsible_carriers`, without those who serve other places or are not meant."""
        for carrier, first in responsible_carriers(self._registry, row):
            served = self._served_by(row, carrier.id)
            here = (served & (each.own | each.around) or _in(each, self._districts(served))
                    for each in self._asked)  # fmt: skip
            if (not served or all(here)) and self._is_meant(row, carrier):
                yield carrier, first

    def missing(self, row: DueRow) -> Iterator[str]:
        """Who has yet to report, of those asked about."""
        return (ref for ref in row.missing if self._is_asked(row, ref, self._asked))

    def narrowed(self, row: DueRow, district: str | None = None) -> DueRow:
        """The row with those addressees alone that were asked about and lie in the district."""
        places = [*self._asked, *([_district_place(district)] if district else [])]
        if not (row.addressees and (places or self._party)):
            return row
        kept = tuple(ref for ref in row.addressees if self._is_asked(row, ref, places))
        who = {ref for ref, _day in row.done_by}
        left = {*row.missing, *row.taken_off}
        done = sum(ref not in left and (None in who or ref in who) for ref in kept)
        return row._replace(addressees=kept, reported=done if kept else None)

    def _is_asked(self, row: DueRow, ref: str, places: list[_Place]) -> bool:
        target = self._registry.find(ref)
        own = frozenset([ref, *dict(row.represented).get(ref, ())])
        districts = self._districts(own)
        # The district of a school reports for itself: it is not what was asked about.
        here = (own & each.own or _in(each, districts) or (each.is_district and not districts)
                for each in places)  # fmt: skip
        name = title_of(target.record) if target else ref
        return all(here) and self._is_meant(row, Carrier(ref, name))

    def _is_meant(self, row: DueRow, carrier: Carrier) -> bool:
        if self._party is None:
            return True
        period = Period(row.begins, row.due)
        behind = dict(row.represented).get(carrier.id or "", ())
        every = [carrier, *(Carrier(ref, "") for ref in behind)]
        return any(is_wanted(self._registry, each, self._party, period) for each in every)

    def _served_by(self, row: DueRow, ref: str | None) -> frozenset[str]:
        """For which districts and organisations somebody answers; empty: for all."""
        if ref is None or any(last_part(party.person) == ref for party in row.responsible):
            return frozenset()
        behind = [each for party in row.responsible for each in party.people if each.id == ref]
        if behind:
            every = all(each.scope for each in behind)
            return frozenset(place for each in behind for place in each.scope if every)
        if self._registry.get(District, ref):
            return frozenset([ref])
        district = district_of(self._registry, ref)
        # A body of the district serves all its schools, a school itself alone.
        return frozenset([ref] if self._registry.get(School, ref) else filter(None, [district]))

    def _districts(self, refs: frozenset[str]) -> frozenset[str]:
        """The districts among these, and those where these lie."""
        found = (
            ref if self._registry.get(District, ref) else district_of(self._registry, ref)
            for ref in refs
        )
        return frozenset(filter(None, found))


def _district_place(district: str) -> _Place:
    return _Place(frozenset([district]), is_district=True)


def _in(place: _Place, districts: frozenset[str]) -> bool:
    return place.is_district and bool(place.own & districts)
