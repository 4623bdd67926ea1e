"""The kinds of record and their parts, in the reader's words."""

from innoreg.i18n import N_, T, Texts

_NAMES = {
    "district": N_("a district"),
    "person": N_("a person"),
    "authority": N_("an authority"),
    "school": N_("a school"),
    "program": N_("a programme"),
    "project": N_("a project"),
    "site": N_("a site"),
    "pair": N_("a pair"),
    "roadmap": N_("a plan"),
    "item": N_("an item of a plan"),
    "order": N_("an order"),
    "clause": N_("a clause of an order"),
}


def named_kind(kinds: tuple[str, ...]) -> T:
    """The kinds as words: «a school, an authority»."""
    return Texts(*(_NAMES.get(kind, kind) for kind in kinds))
