"""Reads a workbook as a document, after checking its size before openpyxl opens it."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from innoreg.importing.document import Cell, Document, Paragraph, Table
from innoreg.importing.messages import ImportRefused, Note, Spot, missing_package, note
from innoreg.importing.text_cleaning import fold_spaces
from innoreg.importing.workbook_check import as_transitional, check_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_DECIMALS = re.compile(r"0\.(0+)")
# Parts of a number format that are literal text: "г.", [Red], \\-.
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def cell_type(value: object) -> Literal["text", "number", "date"]:
    """The type of a cell's value."""
    if isinstance(value, date):
        return "date"
    # bool is a subclass of int.
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if plain else "text"


def cell_text(value: object, number_format: str) -> str:
    """The value as the spreadsheet shows it: 05.09.2023, сентябрь 2023, 14:30, 65%, 2.10."""
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case int() | float():
            return _number_text(value, number_format)
        case datetime() | date():
            return _date_text(value, number_format)
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            return str(value)
    return str(value)


def _date_text(value: date, number_format: str) -> str:
    code = _QUOTED.sub("", number_format).lower().partition(";")[0]
    if "m" in code and "y" in code and "d" not in code:
        return f"{_MONTHS[value.month - 1]} {value.year}"
    clock = isinstance(value, datetime) and (value.hour or value.minute) and "h" in code
    return f"{value:%d.%m.%Y %H:%M}" if clock else f"{value:%d.%m.%Y}"


def _number_text(value: float, number_format: str) -> str:
    code = _QUOTED.sub("", number_format).partition(";")[0]
    decimals = _DECIMALS.search(code)
    places = len(decimals[1]) if decimals else 0
    if "%" in code:
        return f"{value * 100:.{places}f}%"
    if decimals:
        return f"{value:.{places}f}"
    if code in ("0", "#,##0", "# ##0"):
        return f"{value:.0f}"
    # Ten digits: 0.1 + 0.2 is shown as 0.3.
    return f"{value:.10g}"


# Not measured; bounds the width of a sheet that is formatted far to the right.
_MAX_COLUMNS = 200
_SIDES = ("left", "center", "right")
_HEAD_CODE = re.compile(r"&(?:\"[^\"]*\"|K[\dA-F+-]{5,6}|\d{1,3}|[A-Z])", re.IGNORECASE)
# Row and column of a cell, from 1.
_Key = tuple[int, int]


def read_xlsx(path: Path) -> Document:
    """The document of an .xlsx or .xlsm file: a table for each visible sheet.

    Raises `ImportRefused`.
    """
    check = check_workbook(path)
    notes = list(check.notes)
    tables: list[Table] = []
    book = _open_book(path, values=True, unusual=check.unusual)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(note("hidden-sheet", Spot(sheet=sheet.title), text=_sheet_text(sheet)))
            continue
        notes.extend(_hidden_row_notes(sheet))
        notes.extend(_running_head_notes(sheet))
        notes.extend(_far_cell_notes(sheet))
        table = _read_table(sheet, len(tables) + 1)
        if table.grid:
            tables.append(table)
    # openpyxl gives either values or formulas, so the file is opened twice, if it must be.
    if check.formulas:
        notes.extend(_uncomputed_notes(book, _open_book(path, values=False, unusual=check.unusual)))
    return Document("xlsx", tuple(tables), tuple(notes))


# openpyxl lets through whatever a broken part made it raise; where memory ends, there is no more.
_ANYTHING = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def _open_book(path: Path, *, values: bool, unusual: bool) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise missing_package(".xlsx", "openpyxl") from error
    with warnings.catch_warnings():
        # It warns of every extension that it does not keep; only values are needed.
        warnings.simplefilter("ignore")
        if not unusual:
            # Open: of a path openpyxl would judge by its suffix, and we know the content.
            # What it refuses may have broken properties only, which the copy leaves out.
            with suppress(*_ANYTHING), path.open("rb") as source:
                return openpyxl.load_workbook(source, data_only=values, keep_links=False)
        try:
            copy = as_transitional(path)
            return openpyxl.load_workbook(copy, data_only=values, keep_links=False)
        except MemoryError:
            raise
        except Exception as error:
            detail = str(error).partition("\n")[0]
            raise ImportRefused("damaged", detail=detail) from error


def _sheet_text(sheet: "Worksheet") -> str:
    texts = (
        fold_spaces(cell_text(cell.value, cell.number_format))
        for cell in _filled_cells(sheet).values()
    )
    return " ".join([sheet.title, *texts])


def _hidden_row_notes(sheet: "Worksheet") -> Iterator[Note]:
    rows = {row for row, _column in _filled_cells(sheet)}
    hidden = sum(sheet.row_dimensions[row].hidden for row in rows)
    if hidden:
        yield note("hidden-rows", Spot(sheet=sheet.title), count=hidden)


def _running_head_notes(sheet: "Worksheet") -> Iterator[Note]:
    """A note with the words printed at the top and the foot of each page."""
    names = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
    parts = [getattr(getattr(sheet, name), side) for name in names for side in _SIDES]
    # «&P» is the number of the page, «&"Arial,Bold"&12» how it looks.
    texts = [fold_spaces(_HEAD_CODE.sub(" ", part.text)) for part in parts if part.text]
    text = " ".join(dict.fromkeys(filter(None, texts)))
    if any(map(str.isalnum, text)):
        yield note("header-left-out", Spot(sheet=sheet.title), text=text)


def _far_cell_notes(sheet: "Worksheet") -> Iterator[Note]:
    cells = [
        fold_spaces(cell_text(cell.value, cell.number_format))
        for (_row, column), cell in sorted(sheet._cells.items())
        if column > _MAX_COLUMNS and cell.value not in (None, "")
    ]
    if text := " ".join(cells):
        yield note("far-cells-left-out", Spot(sheet=sheet.title), column=_MAX_COLUMNS, text=text)


def _uncomputed_notes(book: Any, formulas: Any) -> Iterator[Note]:
    for sheet in formulas.worksheets:
        computed = book[sheet.title]
        for (row, column), cell in _filled_cells(sheet).items():
            if cell.data_type == "f" and computed.cell(row, column).value is None:
                yield note("formula-without-value", Spot(sheet=sheet.title, cell=cell.coordinate))


def _filled_cells(sheet: "Worksheet") -> dict[_Key, Any]:
    """The cells that hold something, in reading order, by row and column."""
    # `_cells` is private, but `max_row` and iteration trust the size that the file declares.
    cells = {
        key: cell
        for key, cell in sheet._cells.items()
        if cell.value not in (None, "") and key[1] <= _MAX_COLUMNS
    }
    return dict(sorted(cells.items()))


def _read_table(sheet: "Worksheet", number: int) -> Table:
    filled = _filled_cells(sheet)
    if not filled:
        return Table(())
    rows = _rows_with_gaps(sorted({row for row, _column in filled}))
    first = min(column for _row, column in filled)
    last = max(column for _row, column in filled)
    origins = _merge_origins(sheet, set(rows), first, last)
    made: dict[_Key, Cell] = {}
    grid = []
    for index, row in enumerate(rows):
        slots = []
        for column in range(first, last + 1):
            key = origins.get((row, column), (row, column))
            if key not in made:
                made[key] = _read_cell(sheet, filled.get(key), key, index, column - first, number)
            slots.append(made[key])
        grid.append(tuple(slots))
    widths = tuple(_column_width(sheet, column) for column in range(first, last + 1))
    return Table(tuple(grid), widths, spot=Spot(sheet=sheet.title, table=number))


def _rows_with_gaps(filled: list[int]) -> list[int]:
    """The filled rows, and one empty row for every gap between them."""
    # An empty row parts a plan from what stands below it.
    kept: list[int] = []
    for row in filled:
        if kept and row > kept[-1] + 1:
            kept.append(row - 1)
        kept.append(row)
    return kept


def _merge_origins(sheet: "Worksheet", rows: set[int], first: int, last: int) -> dict[_Key, _Key]:
    """The upper left cell of the merged range for every kept cell under one."""
    origins: dict[_Key, _Key] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            if row in rows:
                for column in range(max(area.min_col, first), min(area.max_col, last) + 1):
                    origins[row, column] = (area.min_row, area.min_col)
    return origins


def _read_cell(
    sheet: "Worksheet", source: Any, key: _Key, row: int, column: int, number: int
) -> Cell:
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
    lines = cell_text(source.value, source.number_format).splitlines()
    centred = source.alignment.horizontal in ("center", "centerContinuous")
    bold = bool(source.font and source.font.b)
    paragraphs = (
        Paragraph(fold_spaces(line), centred=centred, bold=bold, spot=spot) for line in lines
    )
    filled = tuple(paragraph for paragraph in paragraphs if paragraph.text)
    return Cell(row, column, filled, cell_type(source.value), spot)


def _column_width(sheet: "Worksheet", column: int) -> float:
    from openpyxl.utils import get_column_letter

    return float(sheet.column_dimensions[get_column_letter(column)].width or 1.0)


def read_cells(path: Path) -> list[tuple[str, list[tuple[int, dict[int, str]]]]]:
    """The texts of every visible sheet: its name, and its filled rows by number with their cells.

    Cheaper than `read_xlsx` for long tables without a form of their own. Raises `ImportRefused`.
    """
    unusual = check_workbook(path).unusual
    found = []
    for sheet in _open_book(path, values=True, unusual=unusual).worksheets:
        if sheet.sheet_state == "visible":
            rows: dict[int, dict[int, str]] = {}
            for (row, column), cell in _filled_cells(sheet).items():
                words = fold_spaces(cell_text(cell.value, cell.number_format))
                rows.setdefault(row, {})[column] = words
            found.append((sheet.title, sorted(rows.items())))
    return found
