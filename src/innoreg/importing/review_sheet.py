"""Reads the form of an expert back: whose it is, the points, the opinion, a conflict of interest."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.importing.limits import check_size
from innoreg.importing.xlsx_reader import read_cells

_OPINIONS = {
    "support": "support", "поддержать": "support", "поддерживаю": "support",
    "revise": "revise", "доработать": "revise", "на доработку": "revise",
    "вернуть на доработку": "revise",
    "reject": "reject", "отклонить": "reject", "отклоняю": "reject",
}  # fmt: skip
_YES = frozenset({"yes", "да", "есть", "+"})
_NO = frozenset({"", "no", "нет", "-", "–"})
_VALUE = 4
"""The column that is filled in."""


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A form filled in. values: `scores`, `opinion`, `conflict`, `words`, None where left empty."""

    application: str
    expert: str | None
    values: Mapping[str, Any]


def read_review_form(path: Path) -> ReviewForm:
    """The form. Raises Refused where it is none, or what is filled in cannot be read."""
    if not path.is_file():
        raise Refused(
            T("there is no file {file}", file=path), T("name the form that was filled in")
        )
    check_size(path)
    for _sheet, grid in read_cells(path):
        cells = {row[1]: (number, row.get(_VALUE, "")) for number, row in grid if 1 in row}
        if "application" in cells:
            return _form(cells)
    raise Refused(
        T("{file} is no form of `innoreg review --form`", file=path.name),
        T("the ids in its first column must stay"),
    )


def _form(cells: Mapping[str, tuple[int, str]]) -> ReviewForm:
    own = ("application", "expert", "opinion", "conflict", "words")
    scores = [
        {"criterion": name, "points": _points(number, value)}
        for name, (number, value) in cells.items()
        if name not in own and value
    ]
    return ReviewForm(
        cells["application"][1],
        cells.get("expert", (0, ""))[1] or None,
        {
            "scores": scores or None,
            "opinion": _opinion(*cells.get("opinion", (0, ""))),
            "conflict": True if _is_yes(*cells.get("conflict", (0, ""))) else None,
            "words": cells.get("words", (0, ""))[1] or None,
        },
    )


def _points(row: int, words: str) -> int:
    if not words.isdecimal():
        raise Refused(
            T("row {n} of the form: “{words}” is no whole number of points", n=row, words=words),
            T("correct the cell"),
        )
    return int(words)


def _opinion(row: int, words: str) -> str | None:
    if not words:
        return None
    found = _OPINIONS.get(comparison_key(words))
    if found is None:
        raise Refused(
            T("row {n} of the form: “{words}” is no opinion", n=row, words=words),
            T("write support, revise or reject"),
        )
    return found


def _is_yes(row: int, words: str) -> bool:
    said = comparison_key(words)
    if said in _YES or said in _NO:
        return said in _YES
    raise Refused(
        T("row {n} of the form: “{words}” is neither yes nor no", n=row, words=words),
        T("write yes or no"),
    )
