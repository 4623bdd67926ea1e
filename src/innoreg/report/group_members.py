"""Who is in a group with a name: on the day asked about, and for each document that means it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from innoreg.i18n import _, ngettext
from innoreg.ledger import State
from innoreg.ledger.group_uses import group_uses, named_groups
from innoreg.ledger.groups import as_group, day_of_document
from innoreg.model.group import NamedGroup
from innoreg.model.roadmap import Roadmap
from innoreg.report import display_texts
from innoreg.report.citations import reference_title
from innoreg.report.tables import Line


class Meaning(NamedTuple):
    """A row or clause that means the group, and who that is on the day of its document."""

    ref: str
    day: date | None
    members: tuple[str, ...]


def _meanings(state: State, named: NamedGroup) -> Iterator[Meaning]:
    registry = state.registry
    for use in group_uses(registry):
        if any(each is named for each in named_groups(registry, use.group)):
            document = use.document
            carrier = registry.order_of(document) if isinstance(document, Roadmap) else document
            day = day_of_document(registry, document)
            order_id = carrier.id if carrier else None
            found = state.groups.members([use.group], day, order_id) if day else ()
            yield Meaning(use.ref, day, found)


def lines(state: State, named: NamedGroup) -> Iterator[Line]:
    """The members on the day with their names; then the rows and clauses that mean the group."""
    members = state.groups.members([as_group(named)], state.day)
    n = ngettext("{n} member", "{n} members", len(members))
    head = _("On {day}: {members}", day=display_texts.day(state.day), members=n)
    if named.expect is not None:
        head += ", " + _("{n} by the documents", n=named.expect)
    yield Line("")
    yield Line(head, style="bold")
    for ref in members:
        yield Line(f"{ref}  {reference_title(state.registry, ref)}", 2)
    meanings = list(_meanings(state, named))
    yield Line("")
    yield Line(_("Meant by") if meanings else _("No document means it."), style="bold")
    for each in meanings:
        day = display_texts.day(each.day) if each.day else _("no day")
        yield Line(
            f"{each.ref}  {day}  " + ngettext("{n} member", "{n} members", len(each.members)), 2
        )


def group_fields(state: State, named: NamedGroup) -> dict[str, Any]:
    """The same as keys of JSON."""
    return {
        "today": state.day,
        "members": list(state.groups.members([as_group(named)], state.day)),
        "meant_by": [
            {"ref": each.ref, "day": each.day, "members": list(each.members)}
            for each in _meanings(state, named)
        ],
    }
