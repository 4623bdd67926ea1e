"""Showing an answer of rows in the form that was asked for."""

from datetime import date
from typing import TYPE_CHECKING, Any

from innoreg.cli.common import complain_lightly, loaded, on_terminal, show, today, width

if TYPE_CHECKING:
    from innoreg.queries.due import Answer
    from innoreg.queries.rows import Rows


def rows_on(ctx: Any) -> "tuple[Rows, date]":
    """The rows of the registry, and the day asked about."""
    from innoreg.queries.registered import Registered

    registry = loaded(ctx).registry
    day = today(ctx)
    return Registered(registry, day), day


def show_answer(answer: "Answer", form: str) -> None:
    """Print the rows; what the reader must know beside them also goes to stderr in a pipe."""
    from innoreg.report import due as report

    if not on_terminal() or form != "table":
        for remark in report.remarks(answer):
            complain_lightly(remark)
    if form == "json":
        show(report.as_json(answer))
    elif form != "table":
        show(report.as_table_text(answer, form))
    elif on_terminal():
        for part in report.on_terminal(answer, width()):
            show(part)
    else:
        show(report.as_plain(answer))
