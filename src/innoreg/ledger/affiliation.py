"""Where organisations and people belong: canonical references, districts, places of work."""

from datetime import date
from typing import TypeVar

from innoreg.model.authority import Authority
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.school import School

# Two types, not one optional: where a reference goes in, a reference comes out.
Ref = TypeVar("Ref", str, str | None)


def canonical_ref(registry: Registry, ref: Ref) -> Ref:
    """The shortest reference for what `ref` names; `ref` itself where it names nothing."""
    # An unknown reference is a finding of the rules. Here it stays, so that two records that
    # name the same missing thing still agree.
    target = registry.find(ref) if ref else None
    return target.ref if target else ref


def district_of(registry: Registry, organisation: str | None) -> str | None:
    """The district a school or authority lies in; None where unknown."""
    target = registry.find(organisation, ("school", "authority")) if organisation else None
    if target and isinstance(target.record, School | Authority):
        return canonical_ref(registry, target.record.district)
    return None


def workplaces(registry: Registry, person: str | None, day: date) -> tuple[str, ...]:
    """The organisations where the person holds a post on `day`."""
    record = registry.get(Person, person)
    held = (p for p in record.positions if p.covers(day)) if record else ()
    return tuple(canonical_ref(registry, p.organisation) for p in held if p.organisation)
