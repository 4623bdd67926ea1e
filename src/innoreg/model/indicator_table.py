"""The values of an indicator as text: a CSV file with `;` beside the record, one report a line."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from innoreg.i18n import T
from innoreg.model.exact_numbers import exact
from innoreg.model.indicator import Indicator
from innoreg.model.merge_marks import merge_mark_line
from innoreg.model.registry import Registry

COLUMNS = ("district", "on", "numerator", "denominator", "source")
"""In the order they are written."""
REQUIRED = COLUMNS[:3]
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

DefectKind = Literal[
    "not-text", "merge-marks", "unreadable", "unknown-column", "missing-column", "double-column", "cells", "not-number",
    "not-day", "empty", "no-denominator", "more-than-all",
]  # fmt: skip


class ReportedValue(NamedTuple):
    """What a district reported on a day; district "": the region as a whole. `line` counts from 1."""

    district: str
    on: date
    numerator: Fraction
    denominator: Fraction | None
    source: str
    line: int


class TableDefect(NamedTuple):
    """What makes a line, or the whole table, unreadable."""

    kind: DefectKind
    line: int
    column: str = ""
    words: str = ""
    reason: T | None = None


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The values that could be read, in the order of the file, and what could not."""

    values: tuple[ReportedValue, ...] = ()
    defects: tuple[TableDefect, ...] = ()


def values_file(registry: Registry, indicator: Indicator) -> str:
    """The path of the CSV file of an indicator: beside the record, of the same name."""
    return registry.source(indicator).file.removesuffix(".yaml") + ".csv"


def read_values(registry: Registry, indicator: Indicator) -> IndicatorTable:
    """What was reported; nothing where there is no file."""
    held = registry.tables.get(values_file(registry, indicator))
    if isinstance(held, T):
        return IndicatorTable((), (TableDefect("unreadable", 1, reason=held),))
    return IndicatorTable() if held is None else read_value_table(held, indicator.unit)


def with_district(raw: bytes, is_meant: Callable[[str], bool], name: str) -> bytes:
    """The file with another id of a district; everything else as it was."""
    text = raw.decode("utf-8", "surrogateescape")
    head = _cells(text.partition("\n")[0].removeprefix("\ufeff").rstrip("\r"))
    if "district" not in head:
        return raw
    at = head.index("district")
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], 1):
        cells = line.split(";")
        if at < len(cells) and cells[at].strip() and is_meant(cells[at].strip()):
            cells[at] = name
            lines[number] = ";".join(cells)
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def read_value_table(raw: bytes, unit: str) -> IndicatorTable:
    """The values of a file; a mark at its beginning and line ends of Windows do no harm."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return IndicatorTable((), (TableDefect("not-text", raw.count(b"\n", 0, error.start) + 1),))
    if line_of_mark := merge_mark_line(text):
        return IndicatorTable((), (TableDefect("merge-marks", line_of_mark),))
    lines = [line.rstrip("\r") for line in text.split("\n")]
    head = _cells(lines[0])
    if defects := tuple(_head_defects(head)):
        return IndicatorTable((), defects)
    values: list[ReportedValue] = []
    defects_of_rows: list[TableDefect] = []
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = _cells(line)
        if len(cells) != len(head):
            defects_of_rows.append(TableDefect("cells", number, "", str(len(cells))))
            continue
        row = {**dict.fromkeys(COLUMNS, ""), **dict(zip(head, cells, strict=True))}
        if found := tuple(_row_defects(row, number, unit)):
            defects_of_rows += found
            continue
        whole = row["denominator"]
        values.append(
            ReportedValue(
                row["district"],
                date.fromisoformat(row["on"]),
                Fraction(*exact(row["numerator"])),
                Fraction(*exact(whole)) if whole else None,
                row["source"],
                number,
            )
        )
    return IndicatorTable(tuple(values), tuple(defects_of_rows))


def _cells(line: str) -> list[str]:
    if '"' not in line:
        return [cell.strip() for cell in line.split(";")]
    # One row is one line, so a quote that is not closed ends with its line.
    return [cell.strip() for cell in next(csv.reader([line], delimiter=";"), [])]


def _head_defects(head: Sequence[str]) -> Iterator[TableDefect]:
    for index, name in enumerate(head):
        if name not in COLUMNS:
            yield TableDefect("unknown-column", 1, name, name)
        elif name in head[:index]:
            yield TableDefect("double-column", 1, name, name)
    for name in REQUIRED:
        if name not in head:
            yield TableDefect("missing-column", 1, name, name)


def _row_defects(row: dict[str, str], line: int, unit: str) -> Iterator[TableDefect]:
    for name in ("on", "numerator"):
        if not row[name]:
            yield TableDefect("empty", line, name)
    if row["on"] and not _is_day(row["on"]):
        yield TableDefect("not-day", line, "on", row["on"])
    numbers = {}
    for name in ("numerator", "denominator"):
        if row[name] and not _NUMBER.fullmatch(row[name]):
            yield TableDefect("not-number", line, name, row[name])
        elif row[name]:
            numbers[name] = Fraction(*exact(row[name]))
    whole = numbers.get("denominator")
    if whole == 0 or (unit == "percent" and not row["denominator"]):
        yield TableDefect("no-denominator", line, "denominator", row["denominator"])
    elif unit == "percent" and whole and numbers.get("numerator", Fraction()) > whole:
        words = f"{row['numerator']} > {row['denominator']}"
        yield TableDefect("more-than-all", line, "numerator", words)


def _is_day(words: str) -> bool:
    if not _DAY.fullmatch(words):
        return False
    try:
        return 1900 <= date.fromisoformat(words).year < 2200
    except ValueError:
        return False
