"""Rows that answer a question, from the index or from the files, in the form that was asked for."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from innoreg.cli.command_context import (
    complain_lightly,
    count_failed,
    from_index,
    loaded,
    on_terminal,
    show,
    today,
    width,
)
from innoreg.errors import InnoregError

if TYPE_CHECKING:
    import sqlite3

    from innoreg.queries.due import Answer
    from innoreg.queries.due_row import Rows
    from innoreg.queries.filters import Filters

Question = Callable[["Rows", date], "Answer"]


class _Kept(NamedTuple):
    """What the index answers. failed: files that could not be read. shown: files it names."""

    answer: "Answer | InnoregError"
    failed: int
    shown: Callable[[], Iterable[str]]


def answered(ctx: Any, wanted: "Filters", question: Question) -> "Answer":
    """The answer on the day asked about; how many files could not be read goes to stderr."""
    from innoreg.index.rows import ROWS

    def asked(index: "sqlite3.Connection") -> _Kept:
        return _kept(index, question, today(ctx))

    # These look into the very files that a short look passes over.
    narrow = not (wanted.responsible or wanted.district or wanted.school)
    kept = from_index(ctx, ROWS, asked, named=_named if narrow else None)
    if kept is None:
        return _of_files(ctx, question)
    count_failed(kept.failed)
    if isinstance(kept.answer, InnoregError):
        raise kept.answer
    return kept.answer


def _kept(index: "sqlite3.Connection", question: Question, day: date) -> _Kept:
    from innoreg.index.rows import StoredRows

    rows = StoredRows(index)
    try:
        answer = question(rows, day)
    except InnoregError as error:
        return _Kept(error, rows.failed(), partial(rows.shown_files, ()))
    windows = [row.window for row in answer.rows]
    return _Kept(answer, rows.failed(), partial(rows.shown_files, windows))


def _named(kept: _Kept) -> Iterable[str]:
    return kept.shown()


def _of_files(ctx: Any, question: Question) -> "Answer":
    from innoreg.queries.occurrence_rows import Registered

    registry = loaded(ctx).registry
    day = today(ctx)
    return question(Registered(registry, day), day)


def show_answer(answer: "Answer", form: str) -> None:
    """Print the rows; what has no place in the form that was asked for goes to stderr."""
    from innoreg.report import due_table as report

    if form != "table" or not on_terminal():
        empty = report.nearest_note(answer) if form in ("json", "csv") else []
        for remark in (*report.year_note(answer), *empty):
            complain_lightly(remark)
    if form == "json":
        show(report.as_json(answer))
    elif form != "table":
        show(report.as_table(answer, form))
    elif on_terminal():
        for part in report.as_rich(answer, width()):
            show(part)
    else:
        show(report.as_plain(answer))
