"""Where organisations and people belong: canonical references, districts, places of work."""

from datetime import date
from typing import TypeVar

from innoreg.model.authority import Authority
from innoreg.model.pair import Member
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


def canonical_anchor(registry: Registry, ref: str) -> str:
    """As `canonical_ref`, of what a term may be counted from."""
    target = registry.find(ref, ("item", "clause", "order"))
    return target.ref if target else ref


def district_of(registry: Registry, organisation: str | None) -> str | None:
    """The district a school or authority lies in; None where unknown."""
    target = registry.find(organisation, ("school", "authority")) if organisation else None
    if target and isinstance(target.record, School | Authority):
        return canonical_ref(registry, target.record.district)
    return None


def with_parents(registry: Registry, organisation: str) -> tuple[str, ...]:
    """The organisation and every authority it is a unit of, the nearest first."""
    found: list[str] = []
    ref: str | None = canonical_ref(registry, organisation)
    while ref and ref not in found:
        found.append(ref)
        unit = registry.get(Authority, ref)
        ref = canonical_ref(registry, unit.parent) if unit else None
    return tuple(found)


def workplaces(
    registry: Registry, person: str | None, day: date, until: date | None = None
) -> tuple[str, ...]:
    """The organisations where the person holds a post on `day`, or on some day from it to `until`."""
    record, last = registry.get(Person, person), until or day
    held = (
        post
        for post in (record.positions if record else ())
        if (post.from_ is None or post.from_ <= last) and (post.to is None or day <= post.to)
    )
    return tuple(canonical_ref(registry, p.organisation) for p in held if p.organisation)


def schools_of(registry: Registry, member: Member, day: date) -> tuple[str, ...]:
    """The school of a side of a pair: named, or where the person works on the day."""
    if member.school:
        return (canonical_ref(registry, member.school),)
    return workplaces(registry, member.person, day)
