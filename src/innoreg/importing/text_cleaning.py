"""Folding of white space, joining of broken lines, and what a number of an item looks like."""

import re
from collections.abc import Iterable, Mapping

_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = {0x2011: "-"}
_BROKEN = re.compile(r"[^\W_]-$")
_ARABIC = re.compile(r"\d+(?:\.\d+)*[.)]?")
_NUMBER = re.compile(r"(?:№\s*)?(?:\d+(?:\.\d+)*|[IVXLС]+(?:\.\d+)*|[а-яa-z])(?:\.\)|[.)])?")
_LEADING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:([.)])\s*(?!\d)|\s+(?=[«А-ЯЁA-Z]))")


def fold_spaces(text: str) -> str:
    """One space for any run of white space, no invisible characters, an ordinary hyphen."""
    return " ".join(text.translate(_DROPPED).translate(_HYPHENS).split())


def join_pieces(first: str, second: str) -> str:
    """Two pieces of one text; nothing goes in after a hyphen between letters or digits."""
    if not first or not second:
        return first or second
    after = second[0].isdecimal() if first[-2:-1].isdecimal() else second[0].islower()
    between = "" if _BROKEN.search(first) and after else " "
    return f"{first}{between}{second}"


def join_lines(lines: Iterable[str]) -> str:
    """Lines or pieces of a cell joined into one folded text."""
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
    """A typed number and the text after it («4.2. Провести» -> «4.2.», «Провести»)."""
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

    `known` are numbers by their `parts`.
    """
    mine = number_parts(number)
    shorter = (mine[:length] for length in range(len(mine) - 1, 0, -1))
    return next((known[prefix] for prefix in shorter if prefix in known), "")


def compact_key(text: str) -> str:
    """A text without spaces, quotes and dashes, in lower case without «ё»: for comparing."""
    return re.sub(r"[\W_]+", "", fold_spaces(text).lower().replace("ё", "е"))
