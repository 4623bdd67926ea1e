"""A sheet of marks: what was done, when, by whom, and what shows it, one a row."""

import csv
import difflib
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

from innoreg.cli.common_options import parse_day
from innoreg.errors import InnoregError, Refused, WrongUsage, os_error_text
from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.report.due_columns import COLUMNS as DUE_COLUMNS
from innoreg.report.mark_form import DONE, GIVEN, NOT_DONE, changed_cells, mark_words
from innoreg.report.mark_form import HEADS as FORM_HEADS

_HEADS = {
    "ref": "ref", "occurrence": "occurrence", "for": "for", "on": "on", "evidence": "evidence",
    "ссылка": "ref", "который срок": "occurrence", "за кого": "for", "дата": "on",
    "исполнено": "on", "чем подтверждено": "evidence", "подтверждение": "evidence",
}  # fmt: skip
_EVERYONE = frozenset({"all", "все"})
"""In the column `for`: all addressees did it, as `--all` says."""
_TITLE_LINES = 10
"""Among so many the line of the heads is looked for."""
# As large as a file of a record may be.
_MOST_BYTES = 8 * 1024 * 1024


class SheetMark(NamedTuple):
    """One row; None where a cell is empty. place: its line or cell, in words. everyone: `for` says all."""

    place: T
    ref: str
    occurrence: int | None
    for_: str | None
    on: date | None
    evidence: str | None
    everyone: bool = False


class MarkSheet(NamedTuple):
    """The marks of a sheet.

    Of one that was given out also how many rows say that it is not done, and how many say nothing.
    """

    marks: Sequence[SheetMark]
    not_done: int = 0
    unmarked: int = 0


class _Line(NamedTuple):
    """A row of a sheet. spots: the names of its cells in a workbook; none in CSV."""

    place: T
    cells: Sequence[str]
    sheet: str = ""
    spots: Sequence[str] = ()

    def place_of(self, at: int | None) -> T:
        """A cell of the row in words, the row where a sheet names no cells."""
        if at is None or at >= len(self.spots) or not self.spots[at]:
            return self.place
        return T("sheet “{sheet}”, cell {cell}", sheet=self.sheet, cell=self.spots[at])


def read_mark_sheet(path: Path | None) -> MarkSheet:
    """The marks of an .xlsx or .csv file; of stdin, as CSV, for None.

    Raises WrongUsage where it is no such sheet, Refused where a row cannot be read.
    """
    lines = [line for line in _lines(path) if any(cell.strip() for cell in line.cells)]
    if not lines:
        raise WrongUsage(T("the sheet is empty"), _heads_hint())
    # A sheet that was given out has its title above the heads.
    top = next((at for at, line in enumerate(lines[:_TITLE_LINES]) if _has_ref(line)), 0)
    columns = _columns(lines[top].cells)
    if "check" not in columns:
        return MarkSheet([_read_row(line, columns) for line in lines[top + 1 :]])
    return _read_form(lines[top + 1 :], columns)


def _has_ref(line: _Line) -> bool:
    return any(_HEADS.get(comparison_key(cell)) == "ref" for cell in line.cells)


def _lines(path: Path | None) -> Iterator[_Line]:
    if path and path.suffix.lower() in (".xlsx", ".xlsm"):
        yield from _lines_of_workbook(path)
        return
    try:
        # No more than is wanted: a device has no end.
        with path.open("rb") if path else nullcontext(sys.stdin.buffer) as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        message = T("cannot read {path}: {reason}", path=path or "-", reason=os_error_text(error))
        raise WrongUsage(message) from None
    yield from _lines_of_csv(raw)


def _lines_of_csv(raw: bytes) -> Iterator[_Line]:
    if len(raw) > _MOST_BYTES:
        raise WrongUsage(T("the sheet is larger than 8 MiB"), T("mark in several sheets"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUsage(
            T("the sheet is not in UTF-8"), T("save it as “CSV UTF-8”, or as .xlsx")
        ) from None
    first = text.partition("\n")[0]
    # Excel writes a list in the separator of its language: a semicolon in Russian.
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield _Line(T("line {n}", n=reader.line_num), cells)
    except csv.Error as error:
        raise WrongUsage(T("the sheet is no CSV: {reason}", reason=error)) from None


def _lines_of_workbook(path: Path) -> Iterator[_Line]:
    # openpyxl takes long to import.
    from innoreg.importing.document import Table
    from innoreg.importing.xlsx_reader import read_xlsx

    tables = (block for block in read_xlsx(path).blocks if isinstance(block, Table))
    if table := next(tables, None):
        for slots in table.grid:
            cells = [cell.text if cell else "" for cell in slots]
            at = next((cell.spot.row for cell in slots if cell and cell.spot.row), 0)
            sheet = table.spot.sheet or ""
            spots = [(cell.spot.cell or "") if cell else "" for cell in slots]
            yield _Line(T("sheet “{sheet}”, row {n}", sheet=sheet, n=at), cells, sheet, spots)


def _heads_hint() -> T:
    return T(
        "the first line names the columns: {heads}", heads="ref, occurrence, for, on, evidence"
    )


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Which column holds what. Columns of `due --format csv` besides may stand there."""
    others = {column.key for column in DUE_COLUMNS} - set(_HEADS)
    others |= set(FORM_HEADS) - set(_HEADS)
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = comparison_key(head)
        if key := _HEADS.get(name) or FORM_HEADS.get(name):
            if key in found:
                raise WrongUsage(T("the column “{head}” stands there twice", head=head))
            found[key] = at
        elif name and name not in others:
            close = difflib.get_close_matches(name, _HEADS, 1)
            raise WrongUsage(
                T("no column of marks is called “{head}”", head=head),
                T("perhaps {close}", close=close[0]) if close else _heads_hint(),
            )
    if "ref" not in found:
        raise WrongUsage(T("the sheet has no column “ref”"), _heads_hint())
    return found


def _cell(line: _Line, columns: dict[str, int], key: str) -> str | None:
    at = columns.get(key)
    return (line.cells[at].strip() or None) if at is not None and at < len(line.cells) else None


def _read_row(line: _Line, columns: dict[str, int]) -> SheetMark:
    at: int | None = None
    try:
        ref, number, on = (_cell(line, columns, key) for key in ("ref", "occurrence", "on"))
        at = columns["ref"]
        if ref is None:
            raise WrongUsage(T("the column “ref” is empty"))
        at = columns.get("occurrence")
        # Bounded before `int`: a cell may hold a number of any length.
        if number is not None and not (number.isdecimal() and 0 < int(number) < 10_000):
            raise WrongUsage(T("not the number of a day: “{words}”", words=number))
        at = columns.get("on")
        who = _cell(line, columns, "for")
        everyone = who is not None and comparison_key(who) in _EVERYONE
        return SheetMark(
            line.place_of(at),
            ref,
            int(number) if number else None,
            None if everyone else who,
            parse_day(on) if on else None,
            _cell(line, columns, "evidence"),
            everyone,
        )
    except InnoregError as error:
        raise _refusal(line.place_of(at), error) from None


def _refusal(place: T, error: InnoregError) -> Refused:
    message = T("{place}: {message}", place=place, message=error.message)
    return Refused(message, error.hint or T("nothing was written"))


def _read_form(lines: Sequence[_Line], columns: dict[str, int]) -> MarkSheet:
    """The marks of a sheet that was given out; every row must be as it went out but for the marks."""
    marks, not_done, unmarked = [], 0, 0
    for line in lines:
        _check_given(line, columns)
        said = comparison_key(_cell(line, columns, "mark") or "")
        on, evidence = _cell(line, columns, "on"), _cell(line, columns, "evidence")
        if said and said not in (*DONE, *NOT_DONE):
            raise _wrong(line, columns, "mark", T("“{words}” is no mark", words=said),
                         T("choose from the list: {words}", words=", ".join(mark_words())))  # fmt: skip
        if said in NOT_DONE:
            if on:
                raise _wrong(line, columns, "on", T("a day stands beside “{words}”", words=said),
                             T("delete the day, or change the mark"))  # fmt: skip
            not_done += 1
        elif on:
            marks.append(_read_row(line, columns))
        elif said or evidence:
            raise _wrong(line, columns, "on", T("the day it was carried out is missing"),
                         T("write it as 01.03.2022"))  # fmt: skip
        else:
            unmarked += 1
    return MarkSheet(marks, not_done, unmarked)


def _check_given(line: _Line, columns: dict[str, int]) -> None:
    """Refused where a cell is not as it was given out, or the row was not given out at all."""
    given = [_cell(line, columns, key) or "" for key in GIVEN]
    check = _cell(line, columns, "check")
    changed = changed_cells(given, check) if check else None
    if changed is None:
        raise _wrong(line, columns, "ref", T("this row does not stand in the sheet as it went out"),
                     T("record it by `innoreg done`, or on a sheet of one's own"))  # fmt: skip
    if changed:
        key = GIVEN[changed[0]]
        raise _wrong(line, columns, key, T("this cell was changed: “{words}”", words=given[changed[0]]),
                     T("only the mark, its day and the evidence are filled in; give the sheet out anew"))  # fmt: skip


def _wrong(line: _Line, columns: dict[str, int], key: str, message: T, hint: T) -> Refused:
    return _refusal(line.place_of(columns.get(key)), Refused(message, hint))
