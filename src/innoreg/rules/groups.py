"""Rules of groups: they have as many members as their document says."""

from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.ledger.groups import day_of_document
from innoreg.model.group import Group
from innoreg.model.order import Order
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error


def _groups(view: View) -> Iterator[tuple[Order | Roadmap, Path, Group]]:
    """Every group whose number is known, with where it stands."""
    for order, placed in view.clauses:
        for index, party in enumerate(placed.clause.addressees):
            path = (*placed.path, "addressees", index, "group")
            yield from ((order, path, group) for group in party.group)
    for row in view.rows:
        for index, party in enumerate(row.item.responsible):
            path = (*row.path, "responsible", index, "group")
            yield from ((row.plan, path, group) for group in party.group)
        for index, one in enumerate(row.item.addressees):
            path = (*row.path, "addressees", index, "group")
            if not isinstance(one, str):
                yield from ((row.plan, path, group) for group in one.group)


@error
def group_size(view: View) -> Iterator[Finding]:
    """A group has more or fewer members than its document says.

    Find out who is missing in the register, or who does not belong: `include:` and `exclude:` of the
    group name them; or correct `expect:`.
    """
    for document, path, group in _groups(view):
        if group.expect is None or (day := day_of_document(view.registry, document)) is None:
            continue
        order = view.registry.order_of(document) if isinstance(document, Roadmap) else document
        found = view.outcome.groups.members([group], day, order.id if order else None)
        if len(found) != group.expect:
            yield Finding(
                view.place(document, *path),
                T("{expect} expected, {n} found: {names}", expect=group.expect, n=len(found),
                  names=", ".join(found) or "–"),
                T("name those missing in `include:`, those too many in `exclude:`"),
            )  # fmt: skip
