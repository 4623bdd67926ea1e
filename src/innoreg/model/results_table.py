"""The rows of a year's results as text: a CSV file with `;`, one row a line, read with every defect."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Literal, NamedTuple

from innoreg.i18n import T
from innoreg.model.merge_marks import merge_mark_line

COLUMNS = ("school", "procedure", "participants", "below", "high", "mean", "note")
"""In the order they are written."""
REQUIRED = COLUMNS[:4]
_COUNTS = ("participants", "below", "high")
# Nine figures: more people sit no examination, and a long number is a slip.
_WHOLE = re.compile(r"[0-9]{1,9}")
MOST_DEFECTS = 200
"""So many are told one by one: a file that is no table of ours has one in every line."""
MOST_ROWS = 100_000
"""Of one year: some hundred schools in some forty procedures have twenty thousand."""
_MEAN = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")

DefectKind = Literal[
    "not-text", "no-head", "unknown-column", "missing-column", "double-column", "cells",
    "not-whole", "not-number", "merge-marks", "empty", "quotes", "unreadable", "more", "too-many",
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
    """What makes a line or the whole table unreadable: which line, which column (from 1), its words.

    reason: why the file cannot be read at all. Of `more` the words are how many further ones there are.
    """

    kind: DefectKind
    line: int = 1
    column: str = ""
    words: str = ""
    at: int = 1
    reason: T | None = None


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
    if line := merge_mark_line(text):
        return ResultsTable(defects=(Defect("merge-marks", line),))
    lines = text.split("\n")
    head = _cells(lines[0])
    if head is None:
        return ResultsTable(defects=(Defect("quotes"),))
    if defects := _first_ones(_head_defects(head, lines[0])):
        return ResultsTable(defects=defects)
    rows: list[ResultRow] = []
    defects = _first_ones(_read_lines(head, lines, rows))
    return ResultsTable(tuple(rows), defects)


def _cells(line: str) -> list[str] | None:
    """The cells of a line; None where a part in quotes is too long or has a line end in it."""
    line = line.rstrip("\r")
    if '"' not in line:
        return [cell.strip() for cell in line.split(";")]
    # One row is one line, so a quote that is not closed ends with its line.
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=";"), [])]
    except csv.Error:
        return None


def _first_ones(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    """The defects, of very many the first and how many there are besides."""
    every = iter(defects)
    told = tuple(islice(every, MOST_DEFECTS))
    first = next(every, None)
    if first is None:
        return told
    return (*told, Defect("more", first.line, words=str(1 + sum(1 for _each in every))))


def _head_defects(head: Sequence[str], line: str) -> Iterator[Defect]:
    if not any(head):
        yield Defect("no-head")
        return
    seen: set[str] = set()
    at = 1
    # Where a name in quotes holds a separator there are more words than names.
    for name, cell in zip(head, chain(line.split(";"), repeat("")), strict=False):
        if name not in COLUMNS:
            yield Defect("unknown-column", 1, name, name, at)
        elif name in seen:
            yield Defect("double-column", 1, name, name, at)
        seen.add(name)
        at += len(cell) + 1
    for name in REQUIRED:
        if name not in head:
            yield Defect("missing-column", 1, name, name)


def _read_lines(
    head: Sequence[str], lines: Sequence[str], rows: list[ResultRow]
) -> Iterator[Defect]:
    """Add the rows below the head to `rows`; what is wrong with the others."""
    # Where each column of a row stands in a line: files of ours have them in this order.
    places = [head.index(name) if name in head else -1 for name in COLUMNS]
    width = len(head)
    for number, line in enumerate(lines[1:], 2):
        if not line or line == "\r":
            continue
        if len(rows) == MOST_ROWS:
            yield Defect("too-many", number, words=str(MOST_ROWS))
            return
        cells = _cells(line)
        if cells is None:
            yield Defect("quotes", number)
            continue
        if len(cells) != width:
            yield Defect("cells", number, words=str(len(cells)))
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
            yield from _row_defects(values, number, line, head)


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
