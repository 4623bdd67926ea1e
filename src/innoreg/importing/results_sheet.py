"""Reads results of schools from a workbook or a CSV file: which column is which, and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.importing.csv_reader import Grid, read_csv_cells
from innoreg.importing.limits import check_size
from innoreg.importing.xlsx_reader import read_cells
from innoreg.model.results_table import COLUMNS, REQUIRED

_HEADS: Mapping[str, tuple[str, ...]] = {
    "school": ("school", "школа", "организация", "общеобразовательная организация", "оо"),
    "procedure": ("procedure", "процедура", "оценочная процедура", "экзамен", "работа"),
    "participants": ("participants", "участников", "участники", "количество участников"),
    "below": (
        "below", "ниже минимума", "не преодолели минимум", "не преодолели порог", "получили «2»",
        "отметка «2»", "«2»", "2",
    ),
    "high": (
        "high", "высокий результат", "высокие результаты", "получили «5»", "отметка «5»", "«5»",
        "81–100", "5",
    ),
    "mean": ("mean", "среднее", "средний балл", "средняя отметка"),
    "note": ("note", "примечание", "примечания"),
}  # fmt: skip
_PASSED_OVER = (
    "№", "№ п/п", "п/п", "район", "муниципальное образование", "district",
    "название школы", "name of the school",
)  # fmt: skip
_KNOWN = {comparison_key(word): name for name, words in _HEADS.items() for word in words}
_SKIPPED = frozenset(comparison_key(word) for word in _PASSED_OVER)
_SEARCHED = 30
"""So many rows from the top are looked through for the head: titles stand above it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by the names of our columns; `spot` is where it stands: «Лист1, строка 7».

    columns: those that the table has, filled in this row or not.
    """

    cells: Mapping[str, str]
    spot: T
    columns: frozenset[str]


def read_results_sheet(path: Path) -> list[SheetRow]:
    """The rows of every sheet that has a head. Raises Refused (ImportRefused) where none has.

    Refused too for a column that the register has no place for: names of pupils must not slip in.
    """
    check_size(path)
    with path.open("rb") as stream:
        packed = stream.read(2) == b"PK"
    sheets = read_cells(path) if packed else [("", read_csv_cells(path))]
    found: list[SheetRow] = []
    heads = 0
    for name, grid in sheets:
        at, head = _find_head(grid)
        if head:
            heads += 1
            found += _rows_below(name, grid[at + 1 :], head)
    if not heads:
        raise Refused(
            T("no table of results was found in {file}", file=path.name),
            T("its head must have {columns}", columns=", ".join(REQUIRED)),
        )
    return found


def is_results_head(heads: Iterable[str]) -> bool:
    """Whether these are heads of a table of results: a school and how many took part."""
    return {"school", "participants"} <= {_KNOWN.get(comparison_key(head)) for head in heads}


def _find_head(grid: Grid) -> tuple[int, dict[int, str]]:
    """The place of the head and its columns by number; no columns where there is none."""
    for at, (_number, cells) in enumerate(grid[:_SEARCHED]):
        named = {column: _KNOWN.get(comparison_key(words)) for column, words in cells.items()}
        known = [name for name in named.values() if name]
        if "school" not in known or "participants" not in known:
            continue
        strange = [
            cells[column]
            for column, name in named.items()
            if name is None and comparison_key(cells[column]) not in _SKIPPED
        ]
        if strange:
            raise Refused(
                T("results have no column “{column}”", column=strange[0]),
                T("delete it before importing; known are {columns}", columns=", ".join(COLUMNS)),
            )
        if double := next((name for name in known if known.count(name) > 1), None):
            raise Refused(T("two columns are `{column}`", column=double))
        if missing := [name for name in REQUIRED if name not in known]:
            raise Refused(
                T("the table has no column `{column}`", column=missing[0]),
                T("its head must have {columns}", columns=", ".join(REQUIRED)),
            )
        return at, {column: name for column, name in named.items() if name}
    return 0, {}


def _rows_below(
    sheet: str, rows: Iterable[tuple[int, Mapping[int, str]]], head: Mapping[int, str]
) -> Iterator[SheetRow]:
    for number, cells in rows:
        named = {name: cells[column] for column, name in head.items() if cells.get(column)}
        if named:
            spot = (
                T("{sheet}, row {n}", sheet=sheet, n=number) if sheet else T("line {n}", n=number)
            )
            yield SheetRow(named, spot, frozenset(head.values()))
