"""The answers of `due` and `overdue`: worked out with or without the cache, and printed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from innoreg.cli.command_context import (
    CallContext,
    answer_from_cache,
    print_remark,
    report_failed_files,
    show,
    without_hidden_samples,
)
from innoreg.errors import InnoregError

if TYPE_CHECKING:
    from innoreg.queries.due import Answer
    from innoreg.queries.due_row import Rows

Question = Callable[["Rows", date], "Answer"]


def due_answer(call: CallContext, question: Question) -> "Answer":
    """The answer on the day asked about; the files that it lacks are noted in the call."""
    from innoreg.cache.due_rows import KeptRows

    # Asked for first: a wrong day is reported before a missing registry.
    day = call.day
    kept = None
    if not call.options.samples:
        kept = answer_from_cache(call, KeptRows(day, partial(_answer_or_error, question, call)))
    if kept is None or kept.answer is None:
        from innoreg.queries.occurrence_rows import RegistryRows
        from innoreg.store.loader import load_tree

        read = call.read_in_one_state(lambda: load_tree(call.tree, salvage=True))
        report_failed_files(call, read.failed_files)
        return question(RegistryRows(without_hidden_samples(call, read).readable, day), day)
    if kept.failed:
        from innoreg.store.loader import read_failed_files

        report_failed_files(call, read_failed_files(call.tree, kept.failed))
    if isinstance(kept.answer, InnoregError):
        raise kept.answer
    return kept.answer


def _answer_or_error(
    question: Question, call: CallContext, rows: "Rows"
) -> "Answer | InnoregError | None":
    """The answer, or the error as a value, to be raised after the unread files were reported.

    None where an invented record is named, of which these rows tell nothing.
    """
    from innoreg.queries.due_row import SAMPLE

    day = call.day
    if call.wants_samples(name.id for name in rows.names(SAMPLE)):
        return None
    try:
        return question(rows, day)
    except InnoregError as error:
        return error


def show_answer(call: CallContext, answer: "Answer", form: str) -> None:
    """Print the rows; what has no place in the form that was asked for goes to stderr."""
    from innoreg.report import due_table as report

    if form != "table" or not call.is_on_terminal:
        head = report.notes(answer) if form in ("json", "csv") else []
        undated = report.undated_note(answer) if form == "csv" else []
        for remark in (*report.year_note(answer), *head, *undated):
            print_remark(remark)
    if form == "json":
        from innoreg.cli.output import show_json

        show_json(call, report.as_document(answer))
    elif form != "table":
        show(report.as_table(answer, form))
    elif call.is_on_terminal:
        for part in report.as_rich(answer, call.width):
            call.draw(part)
    else:
        show(report.as_plain(answer))
