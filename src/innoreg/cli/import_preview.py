"""What a document proposes, for people: rows with their places, how each term is read, what found no place."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from innoreg.deadlines import Calendar, Deadline, Period, parse
from innoreg.i18n import N_, _, ngettext
from innoreg.importing.drafts import PLANS, DraftTable, Imported, Row
from innoreg.importing.messages import Note
from innoreg.importing.proposal.list_rows import Edit
from innoreg.importing.proposal.new_records import NewRecord
from innoreg.importing.word_account import WordAccount
from innoreg.model.school import FLAG_NAMES
from innoreg.record_kinds import NAMES
from innoreg.report import display_texts
from innoreg.report.display_texts import word_for
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

# What the first column of a list holds, and the second where it has one.
_LIST_HEADS = {
    "schools": (N_("School"), ""), "people": (N_("Who"), ""), "sites": (N_("Organisation"), ""),
    "pairs": (N_("Who is helped"), N_("Who helps")),
    "consultants": (N_("District"), N_("Consultant")),
}  # fmt: skip
_SCHOOL_TYPES = {
    "school": N_("school"), "kindergarten": N_("kindergarten"), "college": N_("college"),
    "additional": N_("additional education"), "university": N_("university"),
    "institute": N_("institute"), "other": N_("another organisation"), "committee": N_("committee"),
    "municipal": N_("municipal authority"), "methodical_centre": N_("methodical centre"),
    "council": N_("council"),
}  # fmt: skip


def table_heading(table: DraftTable) -> str:
    """Two lines: what the table was taken for, its rows and place; then its title."""
    items = sum(row.kind == "item" for row in table.rows)
    count = ngettext("{n} row", "{n} rows", items)
    title = " ".join(table.heading.split())
    first = filter(None, (_(_KINDS[table.kind]), count, str(table.spot)))
    return f"{' · '.join(first)}\n{title}"


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
        yield from (f"    {fact}" for fact in _facts(record))
    for edit in edits:
        kind, words = _(NAMES[edit.kind]), edit.words
        yield _("changed: {kind} {id} – {words}", kind=kind, id=edit.id, words=words)
        yield from (f"    {_added(one)}" for one in edit.added)


def _facts(record: NewRecord) -> Iterator[str]:
    """What a new record says beside its name: a type, posts, lists."""
    if record.kind in ("authority", "school"):
        kind = word_for(_SCHOOL_TYPES, record.raw["type"])
        yield _("its type is taken from the name: {type}", type=kind)
    for part in (*record.raw.get("positions", ()), *record.raw.get("flags", ())):
        yield _added(part)


def _added(part: Mapping[str, Any]) -> str:
    """A post, a yearly list, or another value that a record gets."""
    if "flag" not in part:
        return str(part.get("title") or part.get("text") or "")
    days = f"{part['from']}..{part['to']}"
    return _("list: {name}, {days}", name=_(FLAG_NAMES[part["flag"]]), days=days)


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


def preview_columns(table: DraftTable) -> list[Column]:
    """The columns of `preview_rows`: of a list the names of what it lists, not those of a plan."""
    number, where = Column(_("No.")), Column(_("Where"), lines=2)
    if table.kind in PLANS:
        return [
            number,
            Column(_("Term"), lines=2),
            Column(_("Read as"), lines=3),
            Column(_("What"), lines=2, wide=True),
            Column(_("Who answers"), lines=2),
            where,
        ]
    first, second = _LIST_HEADS[table.kind]
    beside = [Column(_(second), lines=2)] if second else []
    return [number, Column(_(first), lines=2, wide=True), *beside,
            Column(_("Besides"), lines=3, wide=True), where]  # fmt: skip


def preview_rows(table: DraftTable, period: Period | None, rules: Calendar) -> list[list[str]]:
    """The cells of every row; sections have only a title."""
    if table.kind in PLANS:
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
    beside = bool(_LIST_HEADS[table.kind][1])
    return [
        [row.number, row.title, *([row.responsible] if beside else []),
         _further_words(row, responsible=not beside), str(row.spot)]
        for row in table.rows
    ]  # fmt: skip


def _further_words(row: Row, *, responsible: bool) -> str:
    """All other cells of a row of a list, each behind its head."""
    cells = [f"{cell.head}: {cell.text}" for cell in row.extra]
    own = (row.responsible if responsible else "", row.deadline, row.result)
    return "; ".join((*filter(None, own), *cells))


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
