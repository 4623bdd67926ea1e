"""The kinds of record and their parts, in the reader's words."""

from innoreg.i18n import N_, T

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


class _OneOf(T):
    """Several kinds, each translated when shown."""

    __slots__ = ()

    def __str__(self) -> str:
        kinds: tuple[str, ...] = dict(self.params)["kinds"]
        return ", ".join(str(T(_NAMES.get(kind, kind))) for kind in kinds)


def named_kind(kinds: tuple[str, ...]) -> T:
    """The kinds as words: «a school, an authority»."""
    return _OneOf("{kinds}", kinds=kinds)
