"""Texts made comparable: case, ё, quotes, dashes and spaces do not make a difference."""

import re
from collections.abc import Iterable
from unicodedata import normalize

_SAME = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # Soft hyphens and what browsers and Word put between letters without showing it.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_ODD = re.compile(f"[{''.join(map(chr, _SAME))}]")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_EACH = (
    ("ё", "е"),
    *((chr(sign), same or "") for sign, same in _SAME.items()),
    *((space, " ") for space in (*_SPACES, *map(chr, range(0x2000, 0x200B)))),
)
_BETWEEN = "\0"
"""No space and no letter, so nothing is folded across it."""


def comparison_key(text: str) -> str:
    """The text for comparing; never for showing."""
    # «й» of two characters comes with texts copied out of a PDF.
    text = normalize("NFC", text).casefold()
    # The commonest signs one by one: a whole table costs ten times as much.
    text = text.replace("ё", "е").replace("–", "-").replace("«", '"').replace("»", '"')
    if _ODD.search(text):
        text = text.translate(_SAME)
    text = " ".join(text.split())
    return text.replace(" -", "-").replace("- ", "-") if "-" in text else text


def comparison_keys(texts: Iterable[str]) -> list[str]:
    """Each text folded; many at once take a fourth of the time."""
    every = list(texts)
    whole = _BETWEEN.join(every)
    if whole.count(_BETWEEN) != len(every) - 1:
        return [comparison_key(text) for text in every]
    whole = normalize("NFC", whole).casefold()
    # In a long text it is soonest to look for each sign by itself.
    for sign, same in _EACH:
        if sign in whole:
            whole = whole.replace(sign, same)
    while "  " in whole:
        whole = whole.replace("  ", " ")
    whole = whole.replace(" -", "-").replace("- ", "-")
    return [text.strip() for text in whole.split(_BETWEEN)]
