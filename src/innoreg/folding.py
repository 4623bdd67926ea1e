"""Texts made comparable: case, ё, quotes, dashes and spaces do not make a difference."""

import re

_SAME = str.maketrans(
    {"ё": "е", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"}
)


def folded(text: str) -> str:
    """The text for comparing; never for showing."""
    return re.sub(r"\s+", " ", text.casefold().translate(_SAME)).strip()
