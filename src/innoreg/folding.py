"""Texts made comparable: case, ё, quotes, dashes and spaces do not make a difference."""

import re
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
_DASH = re.compile(r"\s*-\s*")


def folded(text: str) -> str:
    """The text for comparing; never for showing."""
    # «й» of two characters comes with texts copied out of a PDF.
    text = normalize("NFC", text).casefold()
    # The commonest signs one by one: a whole table costs ten times as much.
    text = text.replace("ё", "е").replace("–", "-").replace("«", '"').replace("»", '"')
    if _ODD.search(text):
        text = text.translate(_SAME)
    if "-" in text:
        text = _DASH.sub("-", text)
    return " ".join(text.split())
