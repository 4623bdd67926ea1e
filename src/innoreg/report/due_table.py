"""Due and overdue: the rows as a table for people, as JSON, CSV and Markdown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.queries.due import Answer, Row
from innoreg.queries.due_row import DueRow
from innoreg.report import display_texts
from innoreg.report.jsonio import dumps
from innoreg.report.tables import Column, as_csv, as_markdown, table_as_plain, table_as_rich

FIELDS = ("ref", "due", "match", "status", "days_left", "deadline", "title", "responsible")


def as_json(answer: Answer) -> str:
    """The contract's document of `due` and `overdue`."""
    chosen = answer.chosen
    period = chosen and {"start": chosen.period.start, "end": chosen.period.end}
    rows = [row_fields(row) for row in answer.rows]
    return dumps({"format": 1, "today": answer.today, "period": period, "rows": rows})


def row_fields(row: Row) -> dict[str, Any]:
    """One row as the contract has it; `addressees` only where each of several must report."""
    o = row.window
    fields = {
        "ref": o.ref,
        "number": o.number,
        "title": o.title,
        "deadline": o.words,
        "kind": o.kind,
        "window": [o.start, o.due],
        "occurrence": o.occurrence,
        "occurrences": o.occurrences,
        "due": o.due,
        "match": row.match,
        "status": row.status,
        "days_left": row.days_left,
        "responsible": [{"id": party.id, "text": party.text} for party in o.responsible],
        "program": o.program,
        "roadmap": o.roadmap,
        "order": o.order,
        "source": {"file": o.source_file, "line": o.line},
    }
    if o.label:
        fields["label"] = o.label
    if o.done_on:
        fields["done_on"] = o.done_on
    if o.first_due != o.due:
        fields["first_due"] = o.first_due
    if o.reported is not None:
        of, missing = len(o.addressees), list(o.missing)
        fields["addressees"] = {"reported": o.reported, "of": of, "missing": missing}
    if row.people:
        fields["people"] = [person.id for person in row.people]
    if shown := shown_day(o):
        fields["shown"] = shown
    return fields


def shown_day(window: DueRow) -> date | None:
    """The working day beside a term that ends on a day off, by the issuer's policy; else None.

    The term itself never moves: instructions of the government count back, article 193 of the
    Civil Code forward, and which of the two holds is the issuer's (`nonworking` of the authority).
    """
    if window.nonworking == "none":
        return None
    from innoreg.deadlines import nearest_workday

    return nearest_workday(window.due, window.nonworking)


def heading(answer: Answer) -> list[str]:
    """What was asked and how much was found, in lines; where nothing was, what is near."""
    today = _("today is {day}", day=display_texts.day(answer.today))
    if answer.chosen is None:
        count = ngettext("{n} overdue", "{n} overdue", len(answer.rows))
        return [" · ".join((_("Overdue"), today, count)), *nearest_note(answer)]
    due = sum(row.match == "due" for row in answer.rows)
    counts = ngettext("{n} due", "{n} due", due)
    if running := len(answer.rows) - due:
        counts += ", " + ngettext("{n} running", "{n} running", running)
    name = display_texts.period(answer.chosen.period)
    return [f"{name[:1].upper()}{name[1:]} · {counts} · {today}", *nearest_note(answer)]


def assumed_year_note(answer: Answer) -> list[str]:
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


def _columns() -> list[Column]:
    return [
        Column(_("No.")),
        Column(_("Due")),
        Column(_("What"), lines=2, wide=True),
        Column(_("Who answers"), lines=2),
        Column(_("State"), lines=2),
    ]


def state_text(row: Row) -> str:
    """The state in words, with the days that matter."""
    o = row.window
    text = display_texts.status(row.status)
    if row.status == "overdue":
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


def _number(row: Row) -> str:
    o = row.window
    return f"{o.number} ({o.occurrence}/{o.occurrences})" if o.occurrences > 1 else o.number


def _due(row: Row) -> str:
    day = display_texts.day_and_weekend(row.window.due)
    shown = shown_day(row.window)
    return f"{day} → {display_texts.day(shown)}" if shown else day


def _cells(row: Row) -> list[str]:
    o = row.window
    title = f"{o.title} [{o.label}]" if o.label else o.title
    return [_number(row), _due(row), title, responsible_text(row), state_text(row)]


def _rows_by_document(answer: Answer) -> list[list[Row]]:
    """The rows by the document they stand in, documents in the order they first appear."""
    groups: dict[str, list[Row]] = {}
    for row in answer.rows:
        groups.setdefault(row.window.file, []).append(row)
    return list(groups.values())


_STYLES = {"overdue": "red", "done": "green", "done-late": "yellow", "cancelled": "dim"}


def as_rich(answer: Answer, width: int) -> list[Any]:
    """What to print on a terminal: heading, then a table for each document."""
    import textwrap

    said = [*heading(answer), *assumed_year_note(answer)]
    lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in said]
    shown: list[Any] = ["\n".join(lines) + "\n"]
    for rows in _rows_by_document(answer):
        document = rows[0].window
        title = " ".join(document.document_title.split())
        head = f"{document.document}  {title}"
        shown.append("\n" + (head if len(head) <= width else head[: width - 1] + "…") + "\n\n")
        styles = [_STYLES.get(row.status, "dim" if row.match == "running" else "") for row in rows]
        shown.append(table_as_rich(_columns(), [_cells(row) for row in rows], width, styles))
    return shown


def as_plain(answer: Answer) -> str:
    """For a pipe: the heading and one whole line a row, the reference first."""
    text = "\n".join(heading(answer)) + "\n"
    if not answer.rows:
        return text
    columns = [
        Column(_("Reference")),
        *_columns()[1:2],
        Column(_("State")),
        Column(_("Who answers")),
        Column(_("What")),
    ]
    rows = [
        [_reference(row), _due(row), state_text(row), responsible_text(row), row.window.title] for row in answer.rows
    ]
    return text + table_as_plain(columns, rows)


def _reference(row: Row) -> str:
    o = row.window
    return f"{o.ref} ({o.occurrence}/{o.occurrences})" if o.occurrences > 1 else o.ref


def as_table(answer: Answer, form: str) -> str:
    """CSV (fields of the contract, one row a line) or Markdown (columns for people)."""
    if form == "csv":
        fields = [row_fields(row) for row in answer.rows]
        return as_csv(FIELDS, [[_flat(f[name]) for name in FIELDS] for f in fields])
    heads = [column.head for column in _columns()]
    rows: list[Sequence[str]] = [_cells(row) for row in answer.rows]
    return "\n".join(heading(answer)) + "\n\n" + (as_markdown(heads, rows) if rows else "")


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(party["text"] or "" for party in value)
    return str(value)
