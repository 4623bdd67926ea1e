"""Answers of `due` and `overdue` as sheets of a workbook."""

from collections.abc import Iterator, Sequence

from innoreg.i18n import _
from innoreg.queries.due import Answer, Row
from innoreg.report.due_columns import controller_text, state_text
from innoreg.report.due_table import heading, undated_table, year_note
from innoreg.report.sheets import Sheet, Value, typed_rows, without_empty_columns
from innoreg.report.tables import Column


def due_sheets(answer: Answer) -> list[Sheet]:
    """The dated rows, and on a sheet of its own what has no date."""
    head = [*heading(answer), *year_note(answer)]
    found = []
    if answer.rows or not answer.undated:
        name = _("Overdue") if answer.chosen is None else _("Terms")
        rows = [_cells(row) for row in answer.rows]
        states = [row_state(row) for row in answer.rows]
        found.append(without_empty_columns(Sheet(name, _columns(), rows, head, states)))
    if answer.undated:
        heads, cells = undated_table(answer.undated)
        rows = typed_rows(heads, cells)
        found.append(Sheet(_("Without a date"), heads, rows, [head[0]]))
    return found


def row_state(row: Row) -> str:
    """The key of the sign and colour of a row: as its state, or running."""
    return "running" if row.match == "running" and row.status == "planned" else row.status


def _columns() -> Sequence[Column]:
    return [
        Column(_("Reference")),
        Column(_("What"), wide=True),
        Column(_("Term in words")),
        Column(_("Last day")),
        Column(_("Days left"), kind="number"),
        Column(_("State")),
        Column(_("Who answers")),
        Column(_("Controls")),
        Column(_("Done")),
    ]


def _cells(row: Row) -> list[Value]:
    window = row.window
    which = f" ({window.occurrence}/{window.occurrences})" if window.occurrences > 1 else ""
    return [
        window.ref + which,
        ": ".join(_told(window.label, window.title)),
        window.words,
        window.due if window.is_dated and not window.is_continuous else None,
        row.days_left,
        state_text(row),
        "; ".join(party.text for party in window.responsible),
        controller_text(row),
        window.done_on,
    ]


def _told(*texts: str | None) -> Iterator[str]:
    return (" ".join(text.split()) for text in texts if text)
