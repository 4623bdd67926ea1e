"""What a document proposes, for people: rows with their places, how each term is read, what found no place."""

from collections.abc import Iterable
from datetime import date

from innoreg.deadlines import Calendar, Deadline, Period, parse
from innoreg.i18n import N_, _, ngettext
from innoreg.importing.drafts import DraftTable
from innoreg.importing.messages import Note
from innoreg.report import display_texts
from innoreg.report.tables import Column

_KINDS = {
    "roadmap": N_("road map"),
    "schedule": N_("schedule"),
    "resolutions": N_("resolutions"),
    "consultants": N_("list of consultants"),
    "pairs": N_("list of pairs"),
    "sites": N_("list of sites"),
}


def table_heading(table: DraftTable) -> str:
    """Two lines: what the table was taken for, its rows and place; then its title."""
    items = sum(row.kind == "item" for row in table.rows)
    count = ngettext("{n} row", "{n} rows", items)
    title = " ".join(table.heading.split())
    return f"{_(_KINDS[table.kind])} · {count} · {table.spot}\n{title}"


def preview_columns() -> list[Column]:
    """The columns of `preview_rows`."""
    return [
        Column(_("No.")),
        Column(_("Term"), lines=2),
        Column(_("Read as"), lines=3),
        Column(_("What"), lines=2, wide=True),
        Column(_("Who answers"), lines=2),
        Column(_("Where"), lines=2),
    ]


def preview_rows(table: DraftTable, period: Period | None, rules: Calendar) -> list[list[str]]:
    """The cells of every row; sections have only a title."""
    return [
        [
            row.number,
            row.deadline,
            _term_text(row.deadline, period, rules),
            row.title,
            row.responsible,
            str(row.spot),
        ]
        for row in table.rows
    ]


def _term_text(text: str, period: Period | None, rules: Calendar) -> str:
    if not text:
        return ""
    if period is None:
        return _("needs --period")
    return _days_of(parse(text, period, rules))


def _days_of(deadline: Deadline) -> str:
    """The days of a term in words, or why it has none."""
    if deadline.refusal:
        return _("NOT UNDERSTOOD: {words}", words=deadline.refusal.words)
    if deadline.rrule_freq:
        return _("again and again")
    if not deadline.windows:
        return _("no date")
    return "; ".join(_window_text(window.start, window.end) for window in deadline.windows)


def _window_text(start: date | None, end: date) -> str:
    if start is None:
        return _("by {day}", day=display_texts.day(end))
    return (
        display_texts.day(end)
        if start == end
        else f"{display_texts.day(start)}–{display_texts.day(end)}"
    )


def note_lines(found: Iterable[Note]) -> list[str]:
    """A line for each note on what found no place or looks wrong: place and message."""
    return [
        f"{note.spot}: {note.message}" if str(note.spot) else str(note.message) for note in found
    ]
