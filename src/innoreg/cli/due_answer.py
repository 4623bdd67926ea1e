"""Rows that answer a question, from the cache or from the files, in the form that was asked for."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from innoreg.cli.command_context import (
    complain_lightly,
    count_failed,
    from_cache,
    loaded,
    on_terminal,
    show,
    today,
    width,
)
from innoreg.errors import InnoregError

if TYPE_CHECKING:
    from innoreg.queries.due import Answer
    from innoreg.queries.due_row import Rows

Question = Callable[["Rows", date], "Answer"]


def answered(ctx: Any, question: Question) -> "Answer":
    """The answer on the day asked about; how many files could not be read goes to stderr."""
    from innoreg.cache.due_rows import KeptRows

    day = today(ctx)
    kept = from_cache(ctx, KeptRows(day, partial(_asked, question, day)))
    if kept is None:
        return question(_of_files(ctx, day), day)
    count_failed(kept.failed)
    if isinstance(kept.answer, InnoregError):
        raise kept.answer
    return kept.answer


def _asked(question: Question, day: date, rows: "Rows") -> "Answer | InnoregError":
    """A question that cannot be answered is told only after the files that could not be read."""
    try:
        return question(rows, day)
    except InnoregError as error:
        return error


def _of_files(ctx: Any, day: date) -> "Rows":
    from innoreg.queries.occurrence_rows import Registered

    return Registered(loaded(ctx).registry, day)


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
