"""The rows of a year's results as text: a CSV file with `;`, one row a line, read with every defect."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

COLUMNS = ("school", "procedure", "participants", "below", "high", "mean", "note")
"""In the order they are written."""
REQUIRED = COLUMNS[:4]
_COUNTS = ("participants", "below", "high")
# Nine figures: more people sit no examination, and a long number is a slip.
_WHOLE = re.compile(r"[0-9]{1,9}")
_MEAN = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")

DefectKind = Literal[
    "not-text", "no-head", "unknown-column", "missing-column", "double-column", "cells",
    "not-whole", "not-number", "empty",
]  # fmt: skip


class ResultRow(NamedTuple):
    """The results of one school in one procedure; `line` counts from 1.

    below and high: people, high None where it is not given. mean: with a comma, None where not given.
    """

    school: str
    procedure: str
    participants: int
    below: int
    high: int | None
    mean: str | None
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Defect:
    """What makes a line or the whole table unreadable: which line, which column (from 1), its words."""

    kind: DefectKind
    line: int = 1
    column: str = ""
    words: str = ""
    at: int = 1


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """The rows that could be read, in the order of the file, and what could not."""

    rows: tuple[ResultRow, ...] = ()
    defects: tuple[Defect, ...] = ()


def read_table(raw: bytes) -> ResultsTable:
    """The rows of a file; a mark at its beginning and line ends of Windows do no harm."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return ResultsTable(defects=(Defect("not-text", line),))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return ResultsTable(defects=(Defect("not-text", line),))
    lines = text.split("\n")
    head = _cells(lines[0])
    if defects := tuple(_head_defects(head, lines[0])):
        return ResultsTable(defects=defects)
    return _read_lines(head, lines)


def _cells(line: str) -> list[str]:
    line = line.rstrip("\r")
    if '"' not in line:
        return [cell.strip() for cell in line.split(";")]
    # One row is one line, so a quote that is not closed ends with its line.
    return [cell.strip() for cell in next(csv.reader([line], delimiter=";"), [])]


def _head_defects(head: Sequence[str], line: str) -> Iterator[Defect]:
    if not any(head):
        yield Defect("no-head")
        return
    for index, name in enumerate(head):
        at = sum(len(cell) + 1 for cell in line.split(";")[:index]) + 1
        if name not in COLUMNS:
            yield Defect("unknown-column", 1, name, name, at)
        elif name in head[:index]:
            yield Defect("double-column", 1, name, name, at)
    for name in REQUIRED:
        if name not in head:
            yield Defect("missing-column", 1, name, name)


def _read_lines(head: Sequence[str], lines: Sequence[str]) -> ResultsTable:
    rows: list[ResultRow] = []
    defects: list[Defect] = []
    # Where each column of a row stands in a line: files of ours have them in this order.
    places = [head.index(name) if name in head else -1 for name in COLUMNS]
    width = len(head)
    for number, line in enumerate(lines[1:], 2):
        if not line or line == "\r":
            continue
        cells = _cells(line)
        if len(cells) != width:
            defects.append(Defect("cells", number, words=str(len(cells))))
            continue
        values = [cells[at] if at >= 0 else "" for at in places]
        school, procedure, participants, below, high, mean, note = values
        if (
            school and procedure
            and _WHOLE.fullmatch(participants) and _WHOLE.fullmatch(below)
            and (not high or _WHOLE.fullmatch(high))
            and (not mean or _MEAN.fullmatch(mean))
        ):  # fmt: skip
            rows.append(
                ResultRow(
                    school, procedure, int(participants), int(below), int(high) if high else None,
                    mean.replace(".", ",") or None, note, number,
                )
            )  # fmt: skip
        else:
            defects += _row_defects(values, number, line, head)
    return ResultsTable(tuple(rows), tuple(defects))


def _row_defects(
    values: Sequence[str], number: int, line: str, head: Sequence[str]
) -> Iterator[Defect]:
    for name, words in zip(COLUMNS, values, strict=True):
        index = head.index(name) if name in head else 0
        at = sum(len(cell) + 1 for cell in line.split(";")[:index]) + 1
        if not words and name in REQUIRED:
            yield Defect("empty", number, name, words, at)
        elif words and name in _COUNTS and not _WHOLE.fullmatch(words):
            yield Defect("not-whole", number, name, words, at)
        elif words and name == "mean" and not _MEAN.fullmatch(words):
            yield Defect("not-number", number, name, words, at)


def sort_rows(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows as they lie in the file: by school, then by procedure."""
    return sorted(rows, key=lambda row: (row.school, row.procedure))


def table_text(rows: Iterable[ResultRow]) -> str:
    """The file of these rows, sorted, with all columns."""
    lines = [";".join(COLUMNS)]
    for row in sort_rows(rows):
        high = "" if row.high is None else str(row.high)
        cells = (row.school, row.procedure, str(row.participants), str(row.below), high)
        lines.append(";".join((*cells, row.mean or "", _quoted(row.note))))
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return '"' + words.replace('"', '""') + '"' if ";" in words or '"' in words else words
