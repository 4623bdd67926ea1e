"""Digests of the printed words of a row, by which a later import sees who changed what."""

from hashlib import blake2b
from typing import Any

Raw = dict[str, Any]
# What a document can change of a row. Events and notes belong to the register and stay.
PRINTED = ("title", "deadline", "responsible_text", "result", "cells")
_ABSENT = "-"


def imported_words(item: Raw) -> str:
    """The digests of the printed fields of a raw item, in the order of `PRINTED`."""
    return " ".join(word_digest(item.get(name)) for name in PRINTED)


def word_digest(value: Any) -> str:
    """Six hexadecimal digits for the words of a field; «-» where it is absent."""
    words = " ".join(_words_of(value))
    # Two texts of one row that a person wrote agree in them once in 16 million.
    return blake2b(words.encode(), digest_size=3).hexdigest() if words else _ABSENT


def _words_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for part in value.values() for word in _words_of(part)]
    if isinstance(value, list | tuple):
        return [word for part in value for word in _words_of(part)]
    return str(value).split() if value else []


def digests_of(item: Raw) -> dict[str, str]:
    """The digests of the row as last imported, by field; of a row typed by hand, of its words now."""
    kept = str(item.get("imported") or "").split()
    if len(kept) != len(PRINTED):
        kept = imported_words(item).split()
    return dict(zip(PRINTED, kept, strict=True))
