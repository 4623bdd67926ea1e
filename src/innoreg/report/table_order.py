"""The rows of a table by one of its columns: numbers as numbers, days as days, words as words."""

import re
from collections.abc import Sequence

from innoreg.folding import comparison_key
from innoreg.report.tables import Cells, Column

_RUSSIAN_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)


def find_column(columns: Sequence[Column], words: str) -> int | None:
    """The column of that head, or of that beginning of one; None where none or several are meant."""
    asked = comparison_key(words)
    heads = [comparison_key(column.head) for column in columns]
    if asked in heads:
        return heads.index(asked)
    found = [at for at, head in enumerate(heads) if asked and head.startswith(asked)]
    return found[0] if len(found) == 1 else None


def sort_rows(rows: Sequence[Cells], at: int, *, backwards: bool) -> list[Cells]:
    """The rows by the column of that number; those with an empty cell stand last either way."""
    filled = [row for row in rows if row[at].strip()]
    empty = [row for row in rows if not row[at].strip()]
    return [*sorted(filled, key=lambda row: _order(row[at]), reverse=backwards), *empty]


def _order(cell: str) -> tuple[int, float, str]:
    text = cell.strip()
    if day := _RUSSIAN_DAY.match(text):
        return 0, float(day[3]) + float(f"0.{day[2]}{day[1]}"), text
    if number := _NUMBER.fullmatch(text):
        return 0, float(number[0].replace(",", ".")), ""
    return 1, 0, comparison_key(text)
