"""Answers of `due` and `overdue` as a table for people, as JSON, CSV and Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.queries.due import Answer, Row
from innoreg.report import display_texts
from innoreg.report.due_columns import (
    columns_of,
    controller_text,
    heads_and_rows,
    responsible_text,
    row_fields,
    value_text,
    waits_for_text,
)
from innoreg.report.nothing_found import asked_line, nearest_days, nothing_fields
from innoreg.report.tables import Column, as_csv, as_markdown, table_as_plain, table_as_rich
from innoreg.report.wrapping import fill_lines, wrap_text


def as_document(answer: Answer, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The JSON document of `due` and `overdue` with the keys of `more`, see docs/json.md."""
    chosen = answer.chosen
    period = chosen and {"start": chosen.period.start, "end": chosen.period.end}
    return {
        "format": 1,
        "today": answer.today,
        "period": period,
        "rows": [row_fields(row) for row in answer.rows],
        "undated": [row_fields(row) for row in answer.undated],
        **({} if answer.overdue_before is None else {"overdue_before": answer.overdue_before}),
        **nothing_fields(answer.nothing),
        **(more or {}),
    }


def heading(answer: Answer) -> list[str]:
    """What was asked and how much was found, in lines; where nothing was, what is near."""
    today = _("today is {day}", day=display_texts.day(answer.today))
    undated = ngettext("{n} without a date", "{n} without a date", len(answer.undated))
    if answer.only_undated:
        return [f"{undated} · {today}"]
    if answer.chosen:
        due = sum(row.match == "due" for row in answer.rows)
        counts = ngettext("{n} due", "{n} due", due)
        if running := len(answer.rows) - due:
            counts += ", " + ngettext("{n} running", "{n} running", running)
        name = display_texts.period(answer.chosen.period)
        parts = [name[:1].upper() + name[1:], counts, today]
    else:
        count = ngettext("{n} overdue", "{n} overdue", len(answer.rows))
        parts = [_("Overdue"), today, count]
    if answer.undated:
        parts.insert(2, undated)
    if late := answer.overdue_before:
        parts.insert(2, ngettext("{n} overdue before that", "{n} overdue before that", late))
    return [" · ".join(parts), *notes(answer)]


def notes(answer: Answer) -> list[str]:
    """What the reader must know besides the rows: what is near where there are none, doubtful documents."""
    return [*nearest_note(answer), *_unknown_day_notes(answer), *_unapproved_notes(answer)]


def _unapproved_notes(answer: Answer) -> list[str]:
    """For each plan that no order approves: that its rows count all the same."""
    # What could not be read may be the order.
    rows = () if answer.incomplete else (*answer.rows, *answer.undated)
    plans = dict.fromkeys(
        row.window.roadmap for row in rows if row.window.roadmap and not row.window.order
    )
    return [display_texts.unapproved_plan(plan) for plan in plans if plan]


def _unknown_day_notes(answer: Answer) -> list[str]:
    """For each document that bears no day: that its duties count from the first day of its period."""
    undated = {
        row.window.order or "": row.window.since for row in answer.rows if row.window.day_unknown
    }
    return [display_texts.unknown_day(order, since) for order, since in undated.items()]


def year_note(answer: Answer) -> list[str]:
    """That the year was not typed and is not the one of today."""
    if not (answer.chosen and answer.chosen.nearest_year and answer.rows):
        return []
    return [
        _(
            "No year was given and {this} has nothing then: this is {year}, the nearest year that has.",
            this=answer.today.year,
            year=answer.chosen.period.start.year,
        )
    ]


def undated_note(answer: Answer) -> list[str]:
    """How much has no date, for a form of the answer that has no place for it."""
    if not answer.undated or answer.only_undated:
        return []
    n = len(answer.undated)
    return [
        ngettext("{n} more has no date: `innoreg due --undated`",
                 "{n} more have no date: `innoreg due --undated`", n)
    ]  # fmt: skip


def nearest_note(answer: Answer) -> list[str]:
    """Of an answer without rows: the nearest periods that have some."""
    if answer.rows or answer.only_undated:
        return []
    asked = [asked_line(answer.nothing)] if answer.nothing else []
    if answer.chosen is None:
        near_days = [nearest_days(answer.nothing)] if answer.nothing else []
        said = (
            _("In what could be read nothing is overdue, and not everything could be read.")
            if answer.incomplete
            else _("Nothing is overdue.")
        )
        return [said, *near_days, *asked]
    near = _nearest_months(answer)
    unread = [_("Not everything could be read.")] if answer.incomplete else []
    return [
        *unread,
        _("Nothing then. The nearest with something due: {periods}.", periods=", ".join(near))
        if near
        else _("Nothing then, and nothing is due at any other time."),
        *asked,
    ]


def _nearest_months(answer: Answer) -> list[str]:
    """«май 2022 (31.05.2022)»: the month, and the day in it."""
    days = (answer.nothing.before, answer.nothing.after) if answer.nothing else (None, None)
    near = zip((answer.before, answer.after), days, strict=True)
    return [
        f"{display_texts.period(month)} ({display_texts.day(day)})"
        if day
        else display_texts.period(month)
        for month, day in near
        if month
    ]


def _rows_by_document(answer: Answer) -> list[list[Row]]:
    """The rows by the document they stand in, documents in the order they first appear."""
    groups: dict[str, list[Row]] = {}
    for row in answer.rows:
        groups.setdefault(row.window.file, []).append(row)
    return list(groups.values())


def _control_lines(rows: Iterable[Row]) -> list[str]:
    names = dict.fromkeys(text for row in rows if (text := controller_text(row)))
    return [_("control: {name}", name="; ".join(names))] if names else []


_STYLES = {"overdue": "red", "done": "green", "done-late": "yellow", "cancelled": "dim"}


def as_rich(answer: Answer, width: int, *, one_table: bool = False) -> list[Any]:
    """What a terminal `width` columns wide prints: the heading, then a table for each document.

    one_table: one for all of them, with the document as a column.

    What has no date stands last, under a heading of its own.
    """
    notes = [*heading(answer), *year_note(answer)]
    lines = [fill_lines(line, width) for line in notes]
    parts: list[Any] = ["\n".join(lines) + "\n"]
    if one_table and answer.rows:
        parts += ["\n", rows_as_rich(answer.rows, width, late=answer.chosen is None, cited=True)]
    for rows in [] if one_table else _rows_by_document(answer):
        document = rows[0].window
        title = " ".join(document.document_title.split())
        head = f"{document.document}  {title}"
        lines = [head, *(_control_lines(rows) if answer.chosen is None else [])]
        shown = (
            part for line in lines for part in wrap_text(line, width, max_lines=2, placeholder="…")
        )
        parts.append("\n" + "\n".join(shown) + "\n\n")
        parts.append(rows_as_rich(rows, width, late=answer.chosen is None))
    if answer.undated:
        heads, cells = undated_table(answer.undated)
        parts += ["\n" + _("Without a date") + "\n\n", table_as_rich(heads, cells, width)]
    return parts


def rows_as_rich(rows: Sequence[Row], width: int, late: bool, *, cited: bool = False) -> Any:
    """A table of rows for a terminal, coloured by how they stand; cited: with their documents."""
    styles = [_STYLES.get(row.status, "dim" if row.match == "running" else "") for row in rows]
    heads, cells = heads_and_rows("terminal", rows, late)
    if cited:
        titles = (" ".join(row.window.document_title.split()) for row in rows)
        cells = [[*line, title] for line, title in zip(cells, titles, strict=True)]
        heads.append(Column(_("Document"), 2))
    return table_as_rich(heads, cells, width, styles)


def undated_table(rows: Iterable[Row]) -> tuple[list[Column], list[list[str]]]:
    """What has no date: heads and rows, the reference first, what it waits for last."""
    heads = [
        Column(_("Reference")),
        Column(_("Who answers"), 2),
        Column(_("What"), 2, True),
        Column(_("Term"), 2),
        Column(_("Next"), 2),
    ]
    return heads, [
        [
            row.window.ref,
            responsible_text(row),
            row.window.title,
            row.window.words,
            waits_for_text(row) or "",
        ]
        for row in rows
    ]


def as_plain(answer: Answer) -> str:
    """For a pipe: the heading and one whole line a row, the reference first; then what has no date."""
    text = "\n".join(heading(answer)) + "\n"
    if answer.rows:
        text += table_as_plain(*heads_and_rows("pipe", answer.rows, late=answer.chosen is None))
    if answer.undated:
        text += "\n" + _("Without a date") + "\n" + table_as_plain(*undated_table(answer.undated))
    return text


def as_table(answer: Answer, form: str) -> str:
    """The rows as `csv`, with the keys of JSON as heads, else as Markdown under the heading."""
    if form == "csv":
        columns = columns_of("csv")
        rows = answer.undated if answer.only_undated else answer.rows
        cells = [[value_text(column, row) for column in columns] for row in rows]
        return as_csv([column.key for column in columns], cells)
    text = "\n".join(heading(answer)) + "\n\n"
    if answer.rows:
        heads, rows_text = heads_and_rows("md", answer.rows, late=answer.chosen is None)
        text += as_markdown([column.head for column in heads], rows_text)
    if answer.undated:
        heads, cells_text = undated_table(answer.undated)
        text += "\n" + _("Without a date") + "\n\n"
        text += as_markdown([column.head for column in heads], cells_text)
    return text
