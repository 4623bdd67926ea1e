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

_HEADS = {
    "ref": "ref", "occurrence": "occurrence", "for": "for", "on": "on", "evidence": "evidence",
    "ссылка": "ref", "который срок": "occurrence", "за кого": "for", "дата": "on",
    "исполнено": "on", "чем подтверждено": "evidence", "подтверждение": "evidence",
}  # fmt: skip
_EVERYONE = frozenset({"all", "все"})
"""In the column `for`: all addressees did it, as `--all` says."""
# As large as a file of a record may be.
_MOST_BYTES = 8 * 1024 * 1024


class SheetMark(NamedTuple):
    """One row; None where a cell is empty. place: its line, in words. everyone: `for` says all."""

    place: T
    ref: str
    occurrence: int | None
    for_: str | None
    on: date | None
    evidence: str | None
    everyone: bool = False


class _Line(NamedTuple):
    place: T
    cells: Sequence[str]


def read_mark_sheet(path: Path | None) -> list[SheetMark]:
    """The marks of an .xlsx or .csv file; of stdin, as CSV, for None.

    Raises WrongUsage where it is no such sheet, Refused where a row cannot be read.
    """
    lines = [line for line in _lines(path) if any(cell.strip() for cell in line.cells)]
    if not lines:
        raise WrongUsage(T("the sheet is empty"), _heads_hint())
    columns = _columns(lines[0].cells)
    return [_read_row(line, columns) for line in lines[1:]]


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
            yield _Line(T("row {n}", n=at), cells)


def _heads_hint() -> T:
    return T(
        "the first line names the columns: {heads}", heads="ref, occurrence, for, on, evidence"
    )


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Which column holds what. Columns of `due --format csv` besides may stand there."""
    others = {column.key for column in DUE_COLUMNS} - set(_HEADS)
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = comparison_key(head)
        if key := _HEADS.get(name):
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


def _read_row(line: _Line, columns: dict[str, int]) -> SheetMark:
    def cell(key: str) -> str | None:
        at = columns.get(key)
        return (line.cells[at].strip() or None) if at is not None and at < len(line.cells) else None

    ref, number, on = cell("ref"), cell("occurrence"), cell("on")
    try:
        if ref is None:
            raise WrongUsage(T("the column “ref” is empty"))
        # Bounded before `int`: a cell may hold a number of any length.
        if number is not None and not (number.isdecimal() and 0 < int(number) < 10_000):
            raise WrongUsage(T("not the number of a day: “{words}”", words=number))
        who = cell("for")
        everyone = who is not None and comparison_key(who) in _EVERYONE
        return SheetMark(
            line.place,
            ref,
            int(number) if number else None,
            None if everyone else who,
            parse_day(on) if on else None,
            cell("evidence"),
            everyone,
        )
    except InnoregError as error:
        message = T("{place}: {message}", place=line.place, message=error.message)
        raise Refused(message, error.hint or T("nothing was written")) from None
