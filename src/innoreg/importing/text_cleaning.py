"""Single spaces, broken lines joined, and the numbers of items taken apart."""

import re
from collections.abc import Iterable, Mapping

from innoreg.hidden_signs import HIDDEN

# Soft hyphens, zero-width characters and byte order marks.
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = {0x2011: "-"}
_BROKEN = re.compile(r"[^\W_]-$")
_ARABIC = re.compile(r"\d+(?:\.\d+)*[.)]?")
# «С» is the Cyrillic letter that typists put for the Roman C.
_NUMBER = re.compile(r"(?:№\s*)?(?:\d+(?:\.\d+)*|[IVXLС]+(?:\.\d+)*|[а-яa-z])(?:\.\)|[.)])?")
# A number without a dot counts only before a capital: «5 школ района» has none.
_LEADING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:([.)])\s*(?!\d)|\s+(?=[«А-ЯЁA-Z]))")


def fold_spaces(text: str) -> str:
    """The text with single spaces, ordinary hyphens and no invisible characters."""
    text = " ".join(text.translate(_DROPPED).translate(_HYPHENS).split())
    return text if text.isprintable() else HIDDEN.sub("", text)


def join_pieces(first: str, second: str) -> str:
    """Two pieces of one text joined by a space, or by nothing after a hyphen that broke a word."""
    if not first or not second:
        return first or second
    # «2022-» and «2023», «онлайн-» and «форум», but «план-» and «График» are two words.
    after = second[0].isdecimal() if first[-2:-1].isdecimal() else second[0].islower()
    between = "" if _BROKEN.search(first) and after else " "
    return f"{first}{between}{second}"


def join_lines(lines: Iterable[str]) -> str:
    """Lines or pieces of a cell joined into one text with single spaces."""
    joined = ""
    for line in lines:
        joined = join_pieces(joined, fold_spaces(line))
    return joined


def is_number(text: str) -> bool:
    """Whether a cell holds the number of an item and nothing else: 7.1.4., II, 3)."""
    return bool(_NUMBER.fullmatch(text))


def is_arabic(text: str) -> bool:
    """Whether the number is made of arabic parts: 7.1.4, 12., 3)."""
    return bool(_ARABIC.fullmatch(text))


def without_dot(number: str) -> str:
    """The number without its final dot: the form that is stored and compared."""
    return number.rstrip(".")


def split_number(text: str) -> tuple[str, str]:
    """The number at the start and the text after it («4.2. Провести» -> «4.2.», «Провести»).

    ("", text) where the text begins with no number or holds nothing else.
    """
    found = _LEADING.match(text)
    if not found or found.end() == len(text):
        return "", text
    return found[1] + (found[2] or ""), text[found.end() :]


def number_parts(number: str) -> tuple[str, ...]:
    """The parts of a number: «7.1.4.» -> 7, 1, 4; a number of another shape is one part."""
    plain = without_dot(number).rstrip(")")
    return tuple(plain.split(".")) if is_arabic(number) else (plain,) if plain else ()


def find_parent(number: str, known: Mapping[tuple[str, ...], str]) -> str:
    """The longest known number that `number` continues («7.1.4» -> «7.1»), or "".

    `known` are numbers by their `number_parts`.
    """
    mine = number_parts(number)
    shorter = (mine[:length] for length in range(len(mine) - 1, 0, -1))
    return next((known[prefix] for prefix in shorter if prefix in known), "")


def compact_key(text: str) -> str:
    """A key for comparing: the text in lower case without spaces, punctuation and «ё»."""
    return re.sub(r"[\W_]+", "", fold_spaces(text).lower().replace("ё", "е"))
