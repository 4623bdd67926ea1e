"""Showing an answer of rows in the form that was asked for."""

from innoreg.cli.common import complain_lightly, on_terminal, show, width
from innoreg.model.registry import Registry
from innoreg.queries.due import Answer
from innoreg.report import due as report


def show_answer(registry: Registry, answer: Answer, form: str) -> None:
    """Print the rows; what the reader must know beside them also goes to stderr in a pipe."""
    if not on_terminal() or form != "table":
        for remark in report.remarks(answer):
            complain_lightly(remark)
    if form == "json":
        show(report.as_json(registry, answer))
    elif form != "table":
        show(report.as_table_text(registry, answer, form))
    elif on_terminal():
        for part in report.on_terminal(registry, answer, width()):
            show(part)
    else:
        show(report.as_plain(registry, answer))
