"""The columns of the rows of `due` and `overdue`, one entry each, and their values and words."""

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from innoreg.folding import comparison_key
from innoreg.i18n import N_, _, ngettext
from innoreg.queries.due import Row
from innoreg.report import display_texts
from innoreg.report.tables import Column


class DueColumn(NamedTuple):
    """One column of the rows of `due`, in every form; a new column is one entry of `COLUMNS`.

    key: its name in JSON and CSV. value: what stands in JSON, and as text in CSV. optional: left
    out of JSON where the value is empty. head: its head for people, marked with `N_`. text: its
    words for people, absent those of CSV. table, pipe, csv: where it stands, counted in tens from
    the left, on a terminal and in Markdown, in a pipe, in CSV; 0: not there. JSON has every column,
    in the order of `COLUMNS`. lines, wide: how it behaves on a narrow terminal, see
    `tables.Column`. late: for people only in `overdue`; late_head, late_text: its head and words
    there on a terminal, where what all rows share would take the room of what tells them apart.
    only: of the two that `table` speaks of in this one: a reference on a terminal is copied into `done`, Markdown is
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
    late_head: str = ""
    late_text: Callable[[Row], str] | None = None
    only: Literal["", "terminal", "md"] = ""


def shown_workday(row: Row) -> date | None:
    """The working day shown with a term that ends on a day off, by the issuer's policy; else None.

    The term itself never moves: instructions of the government count back, article 193 of the
    Civil Code forward, and which of the two holds is the issuer's (`nonworking` of the authority).
    """
    if row.window.nonworking == "none" or row.window.is_continuous or not row.window.is_dated:
        return None
    from innoreg.deadlines import WorkingDays, nearest_workday

    days = row.window.working_days or WorkingDays()
    return nearest_workday(row.window.due, row.window.nonworking, days)


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
    return _with_doubts(text, row)


def _with_doubts(text: str, row: Row) -> str:
    """The state with what must be known beside it: who has reported, and that something may be missing."""
    o, parts = row.window, [text]
    if o.damaged:
        parts.append(_("file with errors"))
    if o.lacks_addressees and not o.closed:
        parts.append(_("who has reported is not known"))
    elif o.reported is not None:
        parts.append(_("{n} of {of} reported", n=o.reported, of=len(o.addressees)))
        if o.taken_off and o.closed != "cancelled":
            parts.append(_("taken off control: {n}", n=len(o.taken_off)))
    return ", ".join(filter(None, parts))


def _days_late_text(row: Row) -> str:
    """The state of what is overdue under the head «Overdue»: «5 days»."""
    return _with_doubts(ngettext("{n} day", "{n} days", -(row.days_left or 0)), row)


def _last_day_text(row: Row) -> str:
    """The last day of what is overdue, with the working day shown beside it."""
    days = [row.window.due, shown_workday(row)]
    return " → ".join(display_texts.day(day) for day in days if day)


def responsible_text(row: Row) -> str:
    """The first one answers; how many carry it out with them.

    Where the filter found people behind a group, they stand before its words.
    """
    parties = row.window.responsible
    if not parties:
        return ""
    first = display_texts.word_for(display_texts.ROLE_WORDS, parties[0].text)
    if names := ", ".join(person.name for person in row.people if person.name):
        group = next(party for party in parties if set(row.people) & set(party.people))
        first = f"{names} ({group.text})" if _bare(group.text) != _bare(names) else names
    return f"{first} +{len(parties) - 1}" if len(parties) > 1 else first


def _bare(name: str) -> str:
    """The name without what two spellings of it may differ in: «Петрова Н.Н,» is «Петрова Н.Н.»."""
    return comparison_key(name).rstrip(" .,;")


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
    if o.anchor:
        return _("waits until {ref} is done", ref=o.anchor)
    if o.anchor_words is not None:
        event = o.anchor_words or _("an event")
        return _(
            "waits for: {event}; give its day in `counted_from:` once it is known", event=event
        )
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
    """The title; before it where it stands, if the reference does not say it as the document does.

    Before the theme of a site stands which of its reports it is.
    """
    printed, title = row.window.printed, row.window.title
    if row.window.site and row.window.document == row.window.site:
        return f"{display_texts.report_text(row.window.number)}: {title}"
    return f"{display_texts.cited_number(printed)}. {title}" if printed.section else title


def _title_text(row: Row) -> str:
    label = row.window.label
    return f"{_cited_title(row)} [{label}]" if label else _cited_title(row)


def _recipient(row: Row) -> dict[str, str | None] | None:
    party = row.window.recipient
    return {"id": party.id, "text": party.text} if party else None


def _reported(row: Row) -> dict[str, Any] | None:
    o = row.window
    if o.reported is None:
        return None
    off = {"cancelled": list(o.taken_off)} if o.taken_off else {}
    return {"reported": o.reported, "of": len(o.addressees), "missing": list(o.missing), **off}


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
              table=20, pipe=20, csv=20, late_text=_last_day_text),
    DueColumn("match", lambda row: row.match, csv=30),
    DueColumn("status", lambda row: row.status, head=N_("State"), text=state_text,
              table=50, pipe=30, csv=40, lines=2, late_head=N_("Overdue"),
              late_text=_days_late_text),
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
    DueColumn("recipient", _recipient, optional=True),
    DueColumn("districts", lambda row: row.window.districts, optional=True),
    DueColumn("schools", lambda row: row.window.schools, optional=True),
    DueColumn("people", lambda row: [person.id for person in row.people] or row.window.people,
              optional=True),
    DueColumn("shown", shown_workday, optional=True),
    DueColumn("waits_for", waits_for_text, optional=True),
    DueColumn("anchor", lambda row: row.window.anchor, optional=True),
    DueColumn("damaged", lambda row: row.window.damaged, optional=True),
    DueColumn("addressees_unknown", lambda row: row.window.lacks_addressees, optional=True),
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


def columns_of(form: Form, late: bool = True) -> list[DueColumn]:
    place = "table" if form in ("terminal", "md") else form
    placed = [
        column
        for column in COLUMNS
        if getattr(column, place)
        and (late or not column.late)
        and (place != "table" or column.only in ("", form))
    ]
    return sorted(placed, key=attrgetter(place))


def heads_and_rows(
    form: Form, rows: Iterable[Row], late: bool
) -> tuple[list[Column], list[list[str]]]:
    """The columns of a form and the texts of each row; `late`: those of what is overdue."""
    columns = columns_of(form, late)
    if late and form == "terminal":
        columns = [
            each._replace(head=each.late_head or each.head, text=each.late_text or each.text)
            for each in columns
        ]
    heads = [Column(_(column.head), column.lines, column.wide) for column in columns]
    return heads, [
        [column.text(row) if column.text else value_text(column, row) for column in columns]
        for row in rows
    ]


def sortable_table(rows: Iterable[Row]) -> tuple[list[str], list[Column], list[list[str]]]:
    """What rows may stand by: the keys of the columns, their heads, and the values of each row."""
    named = {column.key: column for column in COLUMNS if column.head and column.table}
    columns = [column for key, column in named.items() if key != "number"]
    cells = [
        [row.window.title if each.key == "label" else value_text(each, row) for each in columns]
        + [row.window.document]
        for row in rows
    ]
    heads = [Column(_(column.head)) for column in columns]
    keys = ["title" if column.key == "label" else column.key for column in columns]
    return [*keys, "document"], [*heads, Column(_("Document"))], cells


def value_text(column: DueColumn, row: Row) -> str:
    """A value as CSV has it: of parties their words, nothing for None."""
    value = column.value(row)
    if isinstance(value, list):
        return "; ".join(party["text"] or "" for party in value)
    if isinstance(value, dict):
        return str(value["text"])
    return "" if value is None else str(value)
