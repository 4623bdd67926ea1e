"""An Excel workbook as a neutral document: one table for each visible sheet."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innoreg.importing.document import Cell, Document, Paragraph, Table
from innoreg.importing.notes import Note, note
from innoreg.importing.refusal import ImportRefused, package_missing
from innoreg.importing.shown import shown, typed
from innoreg.importing.spot import Spot
from innoreg.importing.text import fold
from innoreg.importing.xlsx_check import check_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Everything beyond is a formatted emptiness, not a plan.
_MAX_COLUMNS = 200

_Key = tuple[int, int]


def read_xlsx(path: Path) -> Document:
    """The document of an .xlsx or .xlsm file. Raises `ImportRefused`."""
    check = check_workbook(path)
    notes = list(check.notes)
    tables: list[Table] = []
    book = _book(path, values=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(note("hidden-sheet", Spot(sheet=sheet.title), text=_words(sheet)))
            continue
        notes.extend(_hidden_rows(sheet))
        table = _table(sheet, len(tables) + 1)
        if table.grid:
            tables.append(table)
    if check.formulas:
        notes.extend(_uncomputed(book, _book(path, values=False)))
    return Document("xlsx", tuple(tables), tuple(notes))


def _book(path: Path, *, values: bool) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise package_missing(".xlsx", "openpyxl") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, data_only=values, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever a broken part made it raise
        raise ImportRefused("damaged", detail=error) from error


def _words(sheet: "Worksheet") -> str:
    texts = (fold(shown(cell.value, cell.number_format)) for cell in _filled(sheet).values())
    return " ".join([sheet.title, *texts])


def _hidden_rows(sheet: "Worksheet") -> Iterator[Note]:
    rows = {row for row, _column in _filled(sheet)}
    hidden = sum(sheet.row_dimensions[row].hidden for row in rows)
    if hidden:
        yield note("hidden-rows", Spot(sheet=sheet.title), count=hidden)


def _uncomputed(book: Any, formulas: Any) -> Iterator[Note]:
    for sheet in formulas.worksheets:
        computed = book[sheet.title]
        for (row, column), cell in _filled(sheet).items():
            if cell.data_type == "f" and computed.cell(row, column).value is None:
                yield note("formula-without-value", Spot(sheet=sheet.title, cell=cell.coordinate))


def _filled(sheet: "Worksheet") -> dict[_Key, Any]:
    """The cells that hold something, in reading order; the sheet's own size is not trusted."""
    cells = {
        key: cell
        for key, cell in sheet._cells.items()
        if cell.value not in (None, "") and key[1] <= _MAX_COLUMNS
    }
    return dict(sorted(cells.items()))


def _table(sheet: "Worksheet", number: int) -> Table:
    filled = _filled(sheet)
    if not filled:
        return Table(())
    rows = _kept_rows(sorted({row for row, _column in filled}))
    first = min(column for _row, column in filled)
    last = max(column for _row, column in filled)
    origins = _merged(sheet, set(rows), first, last)
    made: dict[_Key, Cell] = {}
    grid = []
    for index, row in enumerate(rows):
        slots = []
        for column in range(first, last + 1):
            key = origins.get((row, column), (row, column))
            if key not in made:
                made[key] = _cell(sheet, filled.get(key), key, index, column - first, number)
            slots.append(made[key])
        grid.append(tuple(slots))
    widths = tuple(_width(sheet, column) for column in range(first, last + 1))
    return Table(tuple(grid), widths, spot=Spot(sheet=sheet.title, table=number))


def _kept_rows(filled: list[int]) -> list[int]:
    """The filled rows, and one empty row for every gap between them."""
    kept: list[int] = []
    for row in filled:
        if kept and row > kept[-1] + 1:
            kept.append(row - 1)
        kept.append(row)
    return kept


def _merged(sheet: "Worksheet", rows: set[int], first: int, last: int) -> dict[_Key, _Key]:
    """The upper left cell of every kept cell under a merged range."""
    origins: dict[_Key, _Key] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            if row in rows:
                for column in range(max(area.min_col, first), min(area.max_col, last) + 1):
                    origins[row, column] = (area.min_row, area.min_col)
    return origins


def _cell(sheet: "Worksheet", source: Any, key: _Key, row: int, column: int, number: int) -> Cell:
    from openpyxl.utils import get_column_letter

    spot = Spot(
        sheet=sheet.title,
        cell=f"{get_column_letter(key[1])}{key[0]}",
        table=number,
        row=key[0],
        column=key[1],
    )
    if source is None:
        return Cell(row, column, spot=spot)
    lines = shown(source.value, source.number_format).splitlines()
    centred = source.alignment.horizontal in ("center", "centerContinuous")
    bold = bool(source.font and source.font.b)
    paragraphs = (Paragraph(fold(line), centred=centred, bold=bold, spot=spot) for line in lines)
    filled = tuple(paragraph for paragraph in paragraphs if paragraph.text)
    return Cell(row, column, filled, typed(source.value), spot)


def _width(sheet: "Worksheet", column: int) -> float:
    from openpyxl.utils import get_column_letter

    return float(sheet.column_dimensions[get_column_letter(column)].width or 1.0)
