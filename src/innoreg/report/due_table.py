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
from innoreg.report.nothing_found import asked_line, nearest_days, nothing_fields
from innoreg.report.tables import Column, as_csv, as_markdown, table_as_plain, table_as_rich


class DueColumn(NamedTuple):
    """One column of the rows of `due`, in every form; a new column is one entry of `COLUMNS`.

    key: its name in JSON and CSV. value: what stands in JSON, and as text in CSV. optional: left
    out of JSON where the value is empty. head: its head for people, marked with `N_`. text: its
    words for people, absent those of CSV. table, pipe, csv: where it stands, counted in tens from
    the left, on a terminal and in Markdown, in a pipe, in CSV; 0: not there. JSON has every column,
    in the order of `COLUMNS`. lines, wide: how it behaves on a narrow terminal, see
    `tables.Column`. late: for people only in `overdue`. only: of the two
    that `table` speaks of in this one: a reference on a terminal is copied into `done`, Markdown is
    read beside the document.
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
    late: bool = False
    only: Literal["", "terminal", "md"] = ""


def shown_workday(row: Row) -> date | None:
    """The working day shown with a term that ends on a day off, by the issuer's policy; else None.

    The term itself never moves: instructions of the government count back, article 193 of the
    Civil Code forward, and which of the two holds is the issuer's (`nonworking` of the authority).
    """
    if row.window.nonworking == "none" or row.window.is_continuous or not row.window.is_dated:
        return None
    from innoreg.deadlines import nearest_workday

    return nearest_workday(row.window.due, row.window.nonworking)


def state_text(row: Row) -> str:
    """The state in words, with the days that matter."""
    o = row.window
    text = display_texts.status(row.status)
    if row.days_left is None:
        if not o.is_dated:
            text = "" if row.status == "planned" else text
        elif row.status in ("planned", "extended"):
            last = display_texts.day(o.due)
            text = _("ran until {day}", day=last) if row.over else _("running")
    elif row.status == "overdue":
        text = display_texts.days_late(-row.days_left)
    elif row.status in ("done", "done-late") and o.done_on:
        text = f"{text} {display_texts.day(o.done_on)}"
    elif row.status in ("planned", "extended"):
        left = _("running") if row.match == "running" else display_texts.days_left(row.days_left)
        text = left if row.status == "planned" else f"{text}, {left}"
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


def waits_for_text(row: Row) -> str | None:
    """Why no day can be given and what to do; None where the row has a day."""
    o = row.window
    if o.is_dated:
        return None
    if not o.words:
        return _("no term is given; mark it once it is done")
    if not o.kind:
        return _("the term is not understood; give its days in `windows:`")
    return _("the term names no day; give it in `windows:` once it is known")


def due_text(row: Row) -> str:
    """The last day, with the working day shown beside it; of what goes on all the time that it does."""
    if row.window.is_continuous:
        return _("continuous")
    if not row.window.is_dated:
        return _("no date")
    day = display_texts.day_and_weekend(row.window.due)
    workday = shown_workday(row)
    return f"{day} → {display_texts.day(workday)}" if workday else day


def _cited_title(row: Row) -> str:
    """The title; before it where it stands, if the reference does not say it as the document does."""
    printed, title = row.window.printed, row.window.title
    return f"{display_texts.cited_number(printed)}. {title}" if printed.section else title


def _title_text(row: Row) -> str:
    label = row.window.label
    return f"{_cited_title(row)} [{label}]" if label else _cited_title(row)


def _reported(row: Row) -> dict[str, Any] | None:
    o = row.window
    if o.reported is None:
        return None
    return {"reported": o.reported, "of": len(o.addressees), "missing": list(o.missing)}


def _cited(row: Row) -> str | None:
    """How the document is cited; None where the number of the reference says it."""
    printed, number = row.window.printed, row.window.number
    return None if printed == (number, None, None) else display_texts.cited_number(printed)


def _section(row: Row) -> dict[str, Any] | None:
    printed = row.window.printed
    return {"number": printed.section, "title": printed.title} if printed.section else None


def controller_text(row: Row) -> str:
    """Who controls, in words."""
    return ", ".join(party.text for party in row.window.controllers)


def _controller(row: Row) -> dict[str, Any] | None:
    found = row.window.controllers
    return {"id": found[0].id, "text": controller_text(row)} if found else None


COLUMNS = (
    DueColumn("ref", lambda row: row.window.ref, head=N_("Reference"),
              text=lambda row: _with_occurrence(row.window.ref, row), table=10, pipe=10, csv=10,
              only="terminal"),
    DueColumn("number", lambda row: row.window.number, head=N_("No."),
              text=lambda row: _with_occurrence(row.window.printed.number, row), table=10,
              only="md"),
    # A pipe has no room problem, so its last column is the title alone, as a program wants it;
    # on a terminal and in Markdown the label of the window stands behind it (see "label").
    DueColumn("title", lambda row: row.window.title, head=N_("What"), text=_cited_title, pipe=50,
              csv=70),
    DueColumn("deadline", lambda row: row.window.words, csv=60),
    DueColumn("kind", lambda row: row.window.kind),
    DueColumn("window", lambda row: [row.window.start, row.window.due] if row.window.is_dated
              else None),
    DueColumn("occurrence", lambda row: row.window.occurrence, csv=100),
    DueColumn("occurrences", lambda row: row.window.occurrences),
    DueColumn("due", lambda row: None if row.window.is_continuous or not row.window.is_dated
              else row.window.due, head=N_("Due"), text=due_text,
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
    DueColumn("districts", lambda row: row.window.districts, optional=True),
    DueColumn("schools", lambda row: row.window.schools, optional=True),
    DueColumn("people", lambda row: [person.id for person in row.people] or row.window.people,
              optional=True),
    DueColumn("shown", shown_workday, optional=True),
    DueColumn("waits_for", waits_for_text, optional=True),
    DueColumn("day_unknown", lambda row: row.window.day_unknown, optional=True),
    DueColumn("printed", lambda row: row.window.printed.number if _cited(row) else None,
              optional=True),
    DueColumn("section", _section, optional=True),
    DueColumn("cited", _cited, optional=True, csv=110),
    DueColumn("controller", _controller, head=N_("Controls"), text=controller_text,
              pipe=45, csv=90, late=True),
)  # fmt: skip


def row_fields(row: Row) -> dict[str, Any]:
    """One row as an object of JSON: every column, optional ones only where they have a value."""
    fields = ((column, column.value(row)) for column in COLUMNS)
    return {column.key: value for column, value in fields if value or not column.optional}


Form = Literal["terminal", "md", "pipe", "csv"]


def _columns_of(form: Form, late: bool = True) -> list[DueColumn]:
    place = "table" if form in ("terminal", "md") else form
    placed = [
        column
        for column in COLUMNS
        if getattr(column, place)
        and (late or not column.late)
        and (place != "table" or column.only in ("", form))
    ]
    return sorted(placed, key=attrgetter(place))


def _heads_and_rows(
    form: Form, answer: Answer, rows: Iterable[Row]
) -> tuple[list[Column], list[list[str]]]:
    columns = _columns_of(form, late=answer.chosen is None)
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
    if isinstance(value, dict):
        return str(value["text"])
    return "" if value is None else str(value)


def as_json(answer: Answer, more: Mapping[str, Any] | None = None) -> str:
    """The JSON document of `due` and `overdue` with the keys of `more`, see docs/json.md."""
    chosen = answer.chosen
    period = chosen and {"start": chosen.period.start, "end": chosen.period.end}
    return dumps(
        {
            "format": 1,
            "today": answer.today,
            "period": period,
            "rows": [row_fields(row) for row in answer.rows],
            "undated": [row_fields(row) for row in answer.undated],
            **nothing_fields(answer.nothing),
            **(more or {}),
        }
    )


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
    return [" · ".join(parts), *notes(answer)]


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
        return [_("Nothing is overdue."), *near_days, *asked]
    near = _nearest_months(answer)
    return [
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


def as_rich(answer: Answer, width: int) -> list[Any]:
    """What a terminal `width` columns wide prints: the heading, then a table for each document.

    What has no date stands last, under a heading of its own.
    """
    notes = [*heading(answer), *year_note(answer)]
    lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in notes]
    parts: list[Any] = ["\n".join(lines) + "\n"]
    for rows in _rows_by_document(answer):
        document = rows[0].window
        title = " ".join(document.document_title.split())
        head = f"{document.document}  {title}"
        lines = [head, *(_control_lines(rows) if answer.chosen is None else [])]
        shown = (line if len(line) <= width else line[: width - 1] + "…" for line in lines)
        parts.append("\n" + "\n".join(shown) + "\n\n")
        styles = [_STYLES.get(row.status, "dim" if row.match == "running" else "") for row in rows]
        parts.append(table_as_rich(*_heads_and_rows("terminal", answer, rows), width, styles))
    if answer.undated:
        heads, cells = undated_table(answer)
        parts += ["\n" + _("Without a date") + "\n\n", table_as_rich(heads, cells, width)]
    return parts


def undated_table(answer: Answer) -> tuple[list[Column], list[list[str]]]:
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
        for row in answer.undated
    ]


def as_plain(answer: Answer) -> str:
    """For a pipe: the heading and one whole line a row, the reference first; then what has no date."""
    text = "\n".join(heading(answer)) + "\n"
    if answer.rows:
        text += table_as_plain(*_heads_and_rows("pipe", answer, answer.rows))
    if answer.undated:
        text += "\n" + _("Without a date") + "\n" + table_as_plain(*undated_table(answer))
    return text


def as_table(answer: Answer, form: str) -> str:
    """The rows as `csv`, with the keys of JSON as heads, else as Markdown under the heading."""
    if form == "csv":
        columns = _columns_of("csv")
        rows = answer.undated if answer.only_undated else answer.rows
        cells = [[_value_text(column, row) for column in columns] for row in rows]
        return as_csv([column.key for column in columns], cells)
    text = "\n".join(heading(answer)) + "\n\n"
    if answer.rows:
        heads, rows_text = _heads_and_rows("md", answer, answer.rows)
        text += as_markdown([column.head for column in heads], rows_text)
    if answer.undated:
        heads, cells_text = undated_table(answer)
        text += "\n" + _("Without a date") + "\n\n"
        text += as_markdown([column.head for column in heads], cells_text)
    return text
