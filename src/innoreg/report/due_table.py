"""Rows of `due` and `overdue` as a table for people, as JSON, CSV and Markdown, by one list of columns."""

import textwrap
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from innoreg.i18n import N_, _, ngettext
from innoreg.queries.due import Answer, Row
from innoreg.report import display_texts
from innoreg.report.jsonio import dumps
from innoreg.report.tables import Column, as_csv, as_markdown, table_as_plain, table_as_rich


class DueColumn(NamedTuple):
    """One column of the rows of `due`, in every form; a new column is one entry of `COLUMNS`.

    key: its name in JSON and CSV. value: what stands in JSON, and as text in CSV. optional: left
    out of JSON where the value is empty. head: its head for people, marked with `N_`. text: its
    words for people, absent those of CSV. table, pipe, csv: where it stands, counted in tens from
    the left, on a terminal and in Markdown, in a pipe, in CSV; 0: not there. JSON has every column,
    in the order of `COLUMNS`. lines, wide: how it behaves on a narrow terminal, see
    `tables.Column`.
    """

    key: str
    value: Callable[[Row], Any]
    optional: bool = False
    head: str = ""
    text: Callable[[Row], str] | None = None
    table: int = 0
    pipe: int = 0
    csv: int = 0
    lines: int = 0
    wide: bool = False


def shown_workday(row: Row) -> date | None:
    """The working day shown with a term that ends on a day off, by the issuer's policy; else None.

    The term itself never moves: instructions of the government count back, article 193 of the
    Civil Code forward, and which of the two holds is the issuer's (`nonworking` of the authority).
    """
    if row.window.nonworking == "none" or row.window.is_continuous:
        return None
    from innoreg.deadlines import nearest_workday

    return nearest_workday(row.window.due, row.window.nonworking)


def state_text(row: Row) -> str:
    """The state in words, with the days that matter."""
    o = row.window
    text = display_texts.status(row.status)
    if row.days_left is None:
        if row.status in ("planned", "extended"):
            last = display_texts.day(o.due)
            text = _("ran until {day}", day=last) if row.over else _("running")
    elif row.status == "overdue":
        text = display_texts.days_late(-row.days_left)
    elif row.status in ("done", "done-late") and o.done_on:
        text = f"{text} {display_texts.day(o.done_on)}"
    elif row.status in ("planned", "extended"):
        left = _("running") if row.match == "running" else display_texts.days_left(row.days_left)
        text = left if row.status == "planned" else f"{text}, {left}"
    if o.damaged:
        text += ", " + _("file with errors")
    if o.reported is not None:
        text += ", " + _("{n} of {of} reported", n=o.reported, of=len(o.addressees))
    return text


def responsible_text(row: Row) -> str:
    """The first one answers; how many carry it out with them.

    Where the filter found people behind a group, they stand before its words.
    """
    parties = row.window.responsible
    if not parties:
        return ""
    first = parties[0].text
    if names := ", ".join(person.name for person in row.people if person.name):
        group = next(party for party in parties if set(row.people) & set(party.people))
        first = f"{names} ({group.text})"
    return f"{first} +{len(parties) - 1}" if len(parties) > 1 else first


def _with_occurrence(name: str, row: Row) -> str:
    """The name, with «(2/4)» where the thing falls due several times."""
    o = row.window
    return f"{name} ({o.occurrence}/{o.occurrences})" if o.occurrences > 1 else name


def due_text(row: Row) -> str:
    """The last day, with the working day shown beside it; of what goes on all the time that it does."""
    if row.window.is_continuous:
        return _("continuous")
    day = display_texts.day_and_weekend(row.window.due)
    workday = shown_workday(row)
    return f"{day} → {display_texts.day(workday)}" if workday else day


def _title_text(row: Row) -> str:
    o = row.window
    return f"{o.title} [{o.label}]" if o.label else o.title


def _reported(row: Row) -> dict[str, Any] | None:
    o = row.window
    if o.reported is None:
        return None
    return {"reported": o.reported, "of": len(o.addressees), "missing": list(o.missing)}


COLUMNS = (
    DueColumn("ref", lambda row: row.window.ref, head=N_("Reference"),
              text=lambda row: _with_occurrence(row.window.ref, row), pipe=10, csv=10),
    DueColumn("number", lambda row: row.window.number, head=N_("No."),
              text=lambda row: _with_occurrence(row.window.number, row), table=10),
    # A pipe has no room problem, so its last column is the title alone, as a program wants it;
    # on a terminal and in Markdown the label of the window stands behind it (see "label").
    DueColumn("title", lambda row: row.window.title, head=N_("What"), pipe=50, csv=70),
    DueColumn("deadline", lambda row: row.window.words, csv=60),
    DueColumn("kind", lambda row: row.window.kind),
    DueColumn("window", lambda row: [row.window.start, row.window.due]),
    DueColumn("occurrence", lambda row: row.window.occurrence),
    DueColumn("occurrences", lambda row: row.window.occurrences),
    DueColumn("due", lambda row: None if row.window.is_continuous else row.window.due, head=N_("Due"), text=due_text,
              table=20, pipe=20, csv=20),
    DueColumn("match", lambda row: row.match, csv=30),
    DueColumn("status", lambda row: row.status, head=N_("State"), text=state_text,
              table=50, pipe=30, csv=40, lines=2),
    DueColumn("days_left", lambda row: row.days_left, csv=50),
    DueColumn("responsible",
              lambda row: [{"id": party.id, "text": party.text} for party in row.window.responsible],
              head=N_("Who answers"), text=responsible_text, table=40, pipe=40, csv=80, lines=2),
    DueColumn("program", lambda row: row.window.program),
    DueColumn("roadmap", lambda row: row.window.roadmap),
    DueColumn("order", lambda row: row.window.order),
    DueColumn("source", lambda row: {"file": row.window.source_file, "line": row.window.line}),
    DueColumn("label", lambda row: row.window.label, optional=True, head=N_("What"),
              text=_title_text, table=30, lines=2, wide=True),
    DueColumn("done_on", lambda row: row.window.done_on, optional=True),
    DueColumn("first_due", lambda row: row.window.first_due if row.window.first_due != row.window.due
              else None, optional=True),
    DueColumn("addressees", _reported, optional=True),
    DueColumn("people", lambda row: [person.id for person in row.people], optional=True),
    DueColumn("shown", shown_workday, optional=True),
    DueColumn("damaged", lambda row: row.window.damaged, optional=True),
    DueColumn("day_unknown", lambda row: row.window.day_unknown, optional=True),
)  # fmt: skip


def row_fields(row: Row) -> dict[str, Any]:
    """One row as an object of JSON: every column, optional ones only where they have a value."""
    fields = ((column, column.value(row)) for column in COLUMNS)
    return {column.key: value for column, value in fields if value or not column.optional}


def _columns_of(form: Literal["table", "pipe", "csv"]) -> list[DueColumn]:
    placed = [column for column in COLUMNS if getattr(column, form)]
    return sorted(placed, key=attrgetter(form))


def _heads_and_rows(
    form: Literal["table", "pipe"], rows: Iterable[Row]
) -> tuple[list[Column], list[list[str]]]:
    columns = _columns_of(form)
    heads = [Column(_(column.head), column.lines, column.wide) for column in columns]
    return heads, [
        [column.text(row) if column.text else _value_text(column, row) for column in columns]
        for row in rows
    ]


def _value_text(column: DueColumn, row: Row) -> str:
    """A value as CSV has it: of parties their words, nothing for None."""
    value = column.value(row)
    if isinstance(value, list):
        return "; ".join(party["text"] or "" for party in value)
    return "" if value is None else str(value)


def as_json(answer: Answer, more: Mapping[str, Any] | None = None) -> str:
    """The JSON document of `due` and `overdue` with the keys of `more`, see docs/json.md."""
    chosen = answer.chosen
    period = chosen and {"start": chosen.period.start, "end": chosen.period.end}
    rows = [row_fields(row) for row in answer.rows]
    return dumps(
        {"format": 1, "today": answer.today, "period": period, "rows": rows, **(more or {})}
    )


def heading(answer: Answer) -> list[str]:
    """What was asked and how much was found, in lines; where nothing was, what is near."""
    today = _("today is {day}", day=display_texts.day(answer.today))
    if answer.chosen is None:
        count = ngettext("{n} overdue", "{n} overdue", len(answer.rows))
        return [" · ".join((_("Overdue"), today, count)), *notes(answer)]
    due = sum(row.match == "due" for row in answer.rows)
    counts = ngettext("{n} due", "{n} due", due)
    if running := len(answer.rows) - due:
        counts += ", " + ngettext("{n} running", "{n} running", running)
    name = display_texts.period(answer.chosen.period)
    return [f"{name[:1].upper()}{name[1:]} · {counts} · {today}", *notes(answer)]


def notes(answer: Answer) -> list[str]:
    """What the reader must know besides the rows: what is near where there are none, unknown days."""
    return [*nearest_note(answer), *_unknown_day_notes(answer)]


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


def nearest_note(answer: Answer) -> list[str]:
    """Of an answer without rows: the nearest periods that have some."""
    if answer.rows:
        return []
    if answer.chosen is None:
        return [_("Nothing is overdue.")]
    near = [display_texts.period(p) for p in (answer.before, answer.after) if p]
    return [
        _("Nothing then. The nearest with something due: {periods}.", periods=", ".join(near))
        if near
        else _("Nothing then, and nothing is due at any other time.")
    ]


def _rows_by_document(answer: Answer) -> list[list[Row]]:
    """The rows by the document they stand in, documents in the order they first appear."""
    groups: dict[str, list[Row]] = {}
    for row in answer.rows:
        groups.setdefault(row.window.file, []).append(row)
    return list(groups.values())


_STYLES = {"overdue": "red", "done": "green", "done-late": "yellow", "cancelled": "dim"}


def as_rich(answer: Answer, width: int) -> list[Any]:
    """What a terminal `width` columns wide prints: the heading, then a table for each document."""
    notes = [*heading(answer), *year_note(answer)]
    lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in notes]
    parts: list[Any] = ["\n".join(lines) + "\n"]
    for rows in _rows_by_document(answer):
        document = rows[0].window
        title = " ".join(document.document_title.split())
        head = f"{document.document}  {title}"
        parts.append("\n" + (head if len(head) <= width else head[: width - 1] + "…") + "\n\n")
        styles = [_STYLES.get(row.status, "dim" if row.match == "running" else "") for row in rows]
        parts.append(table_as_rich(*_heads_and_rows("table", rows), width, styles))
    return parts


def as_plain(answer: Answer) -> str:
    """For a pipe: the heading and one whole line a row, the reference first."""
    text = "\n".join(heading(answer)) + "\n"
    return text + table_as_plain(*_heads_and_rows("pipe", answer.rows)) if answer.rows else text


def as_table(answer: Answer, form: str) -> str:
    """The rows as `csv`, with the keys of JSON as heads, else as Markdown under the heading."""
    if form == "csv":
        columns = _columns_of("csv")
        cells = [[_value_text(column, row) for column in columns] for row in answer.rows]
        return as_csv([column.key for column in columns], cells)
    heads, rows = _heads_and_rows("table", answer.rows)
    table = as_markdown([column.head for column in heads], rows) if rows else ""
    return "\n".join(heading(answer)) + "\n\n" + table
