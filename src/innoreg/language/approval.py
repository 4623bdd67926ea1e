"""The approval stamp: УТВЕРЖДЕН agrees with the document approved."""

from innoreg.language.phrases import head_group
from innoreg.language.values import DeclensionError

_STAMPS = {"m": "УТВЕРЖДЕН", "f": "УТВЕРЖДЕНА", "n": "УТВЕРЖДЕНО"}


def approved_word(title: str) -> str:
    """УТВЕРЖДЕН, УТВЕРЖДЕНА, УТВЕРЖДЕНО or УТВЕРЖДЕНЫ, by the head noun of the title.

    GOST R 7.0.97, approval stamp. Raises DeclensionError `no-head` when the title has no noun in
    the nominative to agree with.
    """
    group = head_group(title, "org")
    if group is None:
        raise DeclensionError("no-head", title)
    return "УТВЕРЖДЕНЫ" if group.plural else _STAMPS[group.head.reading.gender or "m"]
