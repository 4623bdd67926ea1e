"""Where documents mean groups: every phrase of a plan or an order that stands for one."""

from collections.abc import Iterator
from typing import NamedTuple

from innoreg.model.clause import placed_clauses
from innoreg.model.group import Group, NamedGroup
from innoreg.model.order import Order
from innoreg.model.party import Party
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import AddressedGroup, Roadmap, placed_items


class GroupUse(NamedTuple):
    """A group that a document means. ref: of the item, clause, or plan; path: of the group there."""

    document: Order | Roadmap
    ref: str
    path: Path
    group: Group


def group_uses(registry: Registry) -> Iterator[GroupUse]:
    """All of them, in the order of the files."""
    for order in registry.all(Order):
        for placed in placed_clauses(order.clauses):
            at: Path = (*placed.path, "addressees")
            parties = placed.clause.addressees
            yield from _uses(order, f"{order.id}/{placed.key}", at, parties)
    for plan in registry.all(Roadmap):
        for index, section in enumerate(plan.sections):
            yield from _uses(plan, plan.id, ("sections", index, "responsible"), section.responsible)
        for row in placed_items(plan):
            ref = f"{plan.id}/{row.key}"
            yield from _uses(plan, ref, (*row.path, "responsible"), row.item.responsible)
            addressed = row.item.addressees
            if not isinstance(addressed, str):
                yield from _uses(plan, ref, (*row.path, "addressees"), addressed)


def _uses(
    document: Order | Roadmap,
    ref: str,
    path: Path,
    parties: tuple[Party | AddressedGroup | str, ...] | tuple[Party, ...],
) -> Iterator[GroupUse]:
    for index, party in enumerate(parties):
        if not isinstance(party, str):
            at = (*path, index, "group")
            yield from (GroupUse(document, ref, at, group) for group in party.group)


def named_groups(registry: Registry, group: Group | NamedGroup) -> Iterator[NamedGroup]:
    """The groups of groups/ that it rests on, the nearest first."""
    seen: list[NamedGroup] = []
    names = [group.group, group.circle] if isinstance(group, Group) else [_circle(group)]
    while names:
        found = registry.get(NamedGroup, names.pop(0))
        if found and not any(found is each for each in seen):
            seen.append(found)
            yield found
            names.append(_circle(found))


def _circle(named: NamedGroup) -> str | None:
    return named.query.circle if named.query else None
