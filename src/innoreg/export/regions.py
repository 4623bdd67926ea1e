"""The region of a record: the first two digits of the ОКТМО of the district it belongs to.

In the classifier ОКТМО they are the subject of the Federation: 41 is the Leningrad oblast.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from innoreg.model.authority import Authority
from innoreg.model.base import Record, references
from innoreg.model.district import District
from innoreg.model.group import NamedGroup
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site

UNKNOWN = "unknown"
# Okrugs inside another subject (Nenets, Khanty-Mansi, Yamalo-Nenets) take a third digit.
_OKRUGS = ("118", "718", "719")
_LOCAL = District | School | Authority | Person | Site


class Regions:
    """The regions of records, with a cache: each record is looked up once."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._found: dict[int, str | None] = {}

    def region_of(self, record: Record) -> str:
        """The region of what the record belongs to; else the only one of the register; else `unknown`."""
        return self._cached_region(record) or self.only_region or UNKNOWN

    @cached_property
    def only_region(self) -> str | None:
        """The region of all districts of the register; None where there are several or none."""
        found = {code for each in self.registry.all(District) if (code := _region_code(each))}
        return found.pop() if len(found) == 1 else None

    def _cached_region(self, record: Record) -> str | None:
        # By id(): records are compared field by field, which would cost more than the search.
        if id(record) not in self._found:
            # Set first: in a circle of references the record is asked again and has no region.
            self._found[id(record)] = None
            self._found[id(record)] = self._find_region(record)
        return self._found[id(record)]

    def _find_region(self, record: Record) -> str | None:
        if isinstance(record, District):
            return _region_code(record)
        first = (self._region_of_ref(ref) for ref in self._owners(record))
        return next((code for code in first if code), None) or self._shared_region(record)

    def _region_of_ref(self, ref: str | None) -> str | None:
        target = self.registry.find(ref) if ref else None
        return self._cached_region(target.record) if target else None

    def _owners(self, record: Record) -> Iterator[str | None]:
        """The references of what the record belongs to, the nearest first."""
        if isinstance(record, School | Authority):
            yield record.district
        if isinstance(record, Authority | Program):
            yield record.parent
        if isinstance(record, Person):
            # The last position is the present one.
            yield from (held.organisation for held in reversed(record.positions))
        if isinstance(record, Site):
            yield from record.organisations
        if isinstance(record, Pair):
            for member in (*record.mentees, *record.mentors):
                yield from (member.school, member.person)
        if isinstance(record, Order):
            yield record.issuer
        if isinstance(record, Roadmap):
            order = self.registry.order_of(record)
            yield from (order.id if order else None, record.program)

    def _shared_region(self, record: Record) -> str | None:
        """The region of all local records that an order, plan, programme or group refers to.

        None for other kinds, and where there are several regions or none.
        """
        if not isinstance(record, Order | Roadmap | Program | NamedGroup):
            return None
        targets = (self.registry.find(ref, to.kinds) for _path, ref, to in references(record))
        named: list[Record] = [t.record for t in targets if t and isinstance(t.record, _LOCAL)]
        if isinstance(record, Program):
            named += self._sites_of_program.get(record.id, ())
        found = {code for each in named if (code := self._cached_region(each))}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _sites_of_program(self) -> Mapping[str, list[Record]]:
        """The sites of each programme, by its id."""
        found = defaultdict[str, list[Record]](list)
        for site in self.registry.all(Site):
            if program := self.registry.get(Program, site.program):
                found[program.id].append(site)
        return found


def _region_code(district: District) -> str | None:
    # The latest code first; a district made of others may have none of its own yet.
    codes = [district.oktmo, *(former.oktmo for former in reversed(district.former))]
    oktmo = next((code for code in codes if code), None)
    if oktmo is None:
        return None
    return oktmo[:3] if oktmo.startswith(_OKRUGS) else oktmo[:2]
