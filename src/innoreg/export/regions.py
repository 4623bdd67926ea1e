"""The region of a record: the first digits of the ОКТМО of the district it belongs to.

They are the subject of the Federation in the classifier: 41 is the Leningrad oblast.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from innoreg.model.authority import Authority
from innoreg.model.base import Record, references
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site

UNKNOWN = "unknown"
# Okrugs inside another subject: Nenets, Khanty-Mansi and Yamalo-Nenets are told by a third digit.
_OKRUGS = ("118", "718", "719")
_LOCAL = District | School | Authority | Person | Site


class Regions:
    """The region of every record, each found once."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._found: dict[int, str | None] = {}

    def of(self, record: Record) -> str:
        """Of what the record belongs to; else the only one of the register; else `unknown`."""
        return self._known(record) or self.only or UNKNOWN

    @cached_property
    def only(self) -> str | None:
        """The region all districts of the register lie in; None where they lie in several."""
        found = {code for each in self.registry.all(District) if (code := _code(each))}
        return found.pop() if len(found) == 1 else None

    def _known(self, record: Record) -> str | None:
        if id(record) not in self._found:
            # A circle of references must not be walked for ever: inside it the record knows none.
            self._found[id(record)] = None
            self._found[id(record)] = self._look(record)
        return self._found[id(record)]

    def _look(self, record: Record) -> str | None:
        if isinstance(record, District):
            return _code(record)
        first = (self._named(ref) for ref in self._belongs(record))
        return next((code for code in first if code), None) or self._shared(record)

    def _named(self, ref: str | None) -> str | None:
        target = self.registry.find(ref) if ref else None
        return self._known(target.record) if target else None

    def _belongs(self, record: Record) -> Iterator[str | None]:
        """What the record belongs to, the nearest first."""
        if isinstance(record, School | Authority):
            yield record.district
        if isinstance(record, Authority | Program):
            yield record.parent
        if isinstance(record, Person):
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

    def _shared(self, record: Record) -> str | None:
        """The one region of those an order, plan or programme names; None where several."""
        if not isinstance(record, Order | Roadmap | Program):
            return None
        targets = (self.registry.find(ref, to.kinds) for _path, ref, to in references(record))
        named: list[Record] = [t.record for t in targets if t and isinstance(t.record, _LOCAL)]
        if isinstance(record, Program):
            named += self._sites.get(record.id, ())
        found = {code for each in named if (code := self._known(each))}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _sites(self) -> Mapping[str, list[Record]]:
        """The sites of each programme."""
        found = defaultdict[str, list[Record]](list)
        for site in self.registry.all(Site):
            if program := self.registry.get(Program, site.program):
                found[program.id].append(site)
        return found


def _code(district: District) -> str | None:
    codes = [district.oktmo, *(former.oktmo for former in reversed(district.former))]
    oktmo = next((code for code in codes if code), None)
    if oktmo is None:
        return None
    return oktmo[:3] if oktmo.startswith(_OKRUGS) else oktmo[:2]
