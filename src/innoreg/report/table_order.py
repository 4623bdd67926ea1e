"""The rows of a table by one of its columns: numbers as numbers, days as days, words as words."""

import re
from collections.abc import Sequence

from innoreg.folding import comparison_key

_RUSSIAN_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)
_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)(?:\s?%)?", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
# What stands in a cell where there is nothing.
_NOTHING = frozenset({"", "·", "—", "-"})


def find_column(heads: Sequence[str], words: str) -> int | None:
    """The column of that head, or of that beginning of one; None where none or several are meant."""
    asked = comparison_key(words)
    keys = [comparison_key(head) for head in heads]
    if asked in keys:
        return keys.index(asked)
    found = [at for at, head in enumerate(keys) if asked and head.startswith(asked)]
    return found[0] if len(found) == 1 else None


def order_of(cells: Sequence[str], *, backwards: bool) -> list[int]:
    """The numbers of the rows by their cells in a column; empty ones stand last either way."""
    empty = [at for at, cell in enumerate(cells) if cell.strip() in _NOTHING]
    filled = sorted(set(range(len(cells))).difference(empty))
    return [*sorted(filled, key=lambda at: _order(cells[at]), reverse=backwards), *empty]


def _order(cell: str) -> tuple[int, float, str]:
    text = cell.strip()
    if day := _RUSSIAN_DAY.match(text):
        return 0, float(day[3]) + float(f"0.{day[2]}{day[1]}"), text
    if number := _NUMBER.fullmatch(text):
        return 0, float(number[1].replace(",", ".")), ""
    # The tenth item of a plan stands behind its second.
    return 1, 0, _DIGITS.sub(lambda digits: digits[0].zfill(12), comparison_key(text))
