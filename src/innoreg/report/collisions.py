"""Ids and numbers that both sides of a merge took, with the renumbering that resolves it."""

from collections.abc import Sequence
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.queries.collisions import Collision
from innoreg.report import field_values

_HEADS = {
    "id": N_("the id of {ref} was taken on both sides"),
    "number": N_("the number {ref} was taken on both sides"),
    "order-number": N_("one order was entered on both sides: {ref} and {other}"),
}
_PROPOSALS = {
    "id": N_("rename the file of {other} to {proposal}.yaml"),
    "number": N_("give {other} the number {proposal}"),
    "order-number": N_("keep {ref}, delete {other} and name {proposal} where it is named"),
}


def as_text(found: Sequence[Collision], here: str, there: str) -> str:
    """Each collision: what, where on both sides, what to do and every place to change."""
    if not found:
        return _("Nothing was taken on both sides.") + "\n"
    blocks = ["\n".join(_collision_lines(collision, here, there)) + "\n" for collision in found]
    count = ngettext("{n} thing taken on both sides", "{n} things taken on both sides", len(found))
    return "\n".join([*blocks, count]) + "\n"


def _collision_lines(collision: Collision, here: str, there: str) -> list[str]:
    c = collision
    names = {"ref": c.ref, "other": c.other, "proposal": c.proposal}
    lines = [
        _(_HEADS[c.kind], **names),
        f"  {here}: {c.place}  {field_values.short_title(c.title)}",
        f"  {there}: {c.other_place}  {field_values.short_title(c.other_title)}",
    ]
    if c.proposal:
        lines.append("  → " + _(_PROPOSALS[c.kind], **names))
        lines += [f"    {r.place}: {r.was} → {r.now}" for r in c.rewrites]
    return lines


def as_document(found: Sequence[Collision]) -> dict[str, Any]:
    """All collisions; places of `rewrites` are on the second side."""
    return {"format": 1, "collisions": [_collision_fields(collision) for collision in found]}


def _collision_fields(c: Collision) -> dict[str, Any]:
    return {
        "kind": c.kind,
        "ref": c.ref,
        "other": c.other,
        "title": c.title,
        "other_title": c.other_title,
        "source": c.place._asdict(),
        "other_source": c.other_place._asdict(),
        "proposal": c.proposal,
        "rewrites": [{**r.place._asdict(), "was": r.was, "now": r.now} for r in c.rewrites],
    }
