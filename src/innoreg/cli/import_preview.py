"""What a document proposes, for people: rows with their places, how each term is read, what found no place."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from innoreg.deadlines import Calendar, Deadline, Period, parse
from innoreg.i18n import N_, _, ngettext
from innoreg.importing.drafts import DraftTable, Imported
from innoreg.importing.messages import Note
from innoreg.importing.proposal.list_rows import Edit
from innoreg.importing.proposal.new_records import NewRecord
from innoreg.importing.word_account import WordAccount
from innoreg.record_kinds import NAMES
from innoreg.report import display_texts
from innoreg.report.tables import Column
from innoreg.store.file_writer import Change

_KINDS = {
    "roadmap": N_("road map"),
    "schedule": N_("schedule"),
    "resolutions": N_("resolutions"),
    "consultants": N_("list of consultants"),
    "pairs": N_("list of pairs"),
    "sites": N_("list of sites"),
    "schools": N_("list of schools"),
    "people": N_("list of people"),
}


def table_heading(table: DraftTable) -> str:
    """Two lines: what the table was taken for, its rows and place; then its title."""
    items = sum(row.kind == "item" for row in table.rows)
    count = ngettext("{n} row", "{n} rows", items)
    title = " ".join(table.heading.split())
    return f"{_(_KINDS[table.kind])} · {count} · {table.spot}\n{title}"


def kind_name(kind: str) -> str:
    """What a table of that kind is called."""
    return _(_KINDS[kind])


def account_text(account: WordAccount) -> str:
    """Where the words of the document are, in one line."""
    line = _(
        "{total} words: {placed} in fields, {noted} in remarks",
        total=account.total,
        placed=account.placed,
        noted=account.noted,
    )
    if account.labels:
        line += _(", {n} in heads and labels", n=account.labels)
    return line


def record_lines(new: Iterable[NewRecord], edits: Iterable[Edit]) -> Iterator[str]:
    """A line for each record that the register lacks, and for each that gets something more."""
    for record in new:
        kind, words = _(NAMES[record.kind]), record.words
        yield _("new: {kind} {id} – {words}", kind=kind, id=record.id, words=words)
        if record.kind in ("authority", "school"):
            yield _("    its type is taken from the name: {type}", type=record.raw["type"])
    for edit in edits:
        yield _(
            "changed: {kind} {id} – {words}",
            kind=_(NAMES[edit.kind]),
            id=edit.id,
            words=edit.words,
        )


def as_document(
    found: Imported, account: WordAccount, new: Iterable[NewRecord], changes: Iterable[Change]
) -> dict[str, Any]:
    """The document of `import --dry-run --format json` where the records are known."""
    shown = {"format": 1, **found.as_json()}
    shown["words"] |= {
        "in_fields": account.placed, "in_remarks": account.noted, "in_heads": account.labels,
    }  # fmt: skip
    shown["new_records"] = [{"kind": one.kind, "id": one.id, "words": one.words} for one in new]
    shown["files"] = [change.file for change in changes if change.before != change.after]
    return shown


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
