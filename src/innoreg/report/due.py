"""Due and overdue: the rows as a table for people, as JSON, CSV and Markdown."""

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.model.authority import Authority
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.queries.due import Answer, Row
from innoreg.queries.filters import party_words, title_of
from innoreg.report import words
from innoreg.report.jsonio import dumps
from innoreg.report.table import Column, as_csv, as_markdown, drawn, plain

FIELDS = ("ref", "due", "match", "status", "days_left", "deadline", "title", "responsible")


def as_json(registry: Registry, answer: Answer) -> str:
    """The contract's document of `due` and `overdue`."""
    chosen = answer.chosen
    period = chosen and {"start": chosen.period.start, "end": chosen.period.end}
    rows = [row_fields(registry, row) for row in answer.rows]
    return dumps({"format": 1, "today": answer.today, "period": period, "rows": rows})


def row_fields(registry: Registry, row: Row) -> dict[str, Any]:
    """One row as the contract has it; `addressees` only where each of several must report."""
    o, thing = row.occurrence, row.occurrence.obligation
    place = registry.place(thing.record, *thing.path)
    fields = {
        "ref": thing.ref,
        "number": thing.number,
        "title": thing.title,
        "deadline": o.words,
        "kind": o.kind,
        "window": [o.start, o.due],
        "occurrence": o.number,
        "occurrences": o.of,
        "due": o.due,
        "match": row.match,
        "status": o.status,
        "days_left": row.days_left,
        "responsible": [_party(registry, party) for party in thing.responsible],
        "program": thing.program,
        "roadmap": thing.roadmap.id if thing.roadmap else None,
        "order": thing.order.id if thing.order else None,
        "source": {"file": place.file, "line": place.line},
    }
    if o.label:
        fields["label"] = o.label
    if o.done_on:
        fields["done_on"] = o.done_on
    if o.first_due != o.due:
        fields["first_due"] = o.first_due
    if o.reported is not None:
        of, missing = len(thing.addressees), list(o.missing)
        fields["addressees"] = {"reported": o.reported, "of": of, "missing": missing}
    if row.people:
        fields["people"] = list(row.people)
    if shown := shown_day(registry, row):
        fields["shown"] = shown
    return fields


def shown_day(registry: Registry, row: Row) -> date | None:
    """The working day beside a term that ends on a day off, by the issuer's policy; else None.

    The term itself never moves: instructions of the government count back, article 193 of the
    Civil Code forward, and which of the two holds is the issuer's (`nonworking` of the authority).
    """
    order = row.occurrence.obligation.order
    issuer = registry.get(Authority, order.issuer) if order else None
    if issuer is None or issuer.nonworking == "none":
        return None
    from innoreg.deadlines.workdays import shown

    return shown(row.occurrence.due, issuer.nonworking)


def _party(registry: Registry, party: Any) -> dict[str, str | None]:
    ref = party.person or party.organisation or party.district
    text = party_words(registry, party)
    return {"id": ref.rpartition("/")[2] if ref else None, "text": text}


def heading(answer: Answer) -> list[str]:
    """What was asked and how much was found, in lines."""
    today = _("today is {day}", day=words.day(answer.today))
    if answer.chosen is None:
        count = ngettext("{n} overdue", "{n} overdue", len(answer.rows))
        return [" · ".join((_("Overdue"), today, count))]
    due = sum(row.match == "due" for row in answer.rows)
    counts = ngettext("{n} due", "{n} due", due)
    if running := len(answer.rows) - due:
        counts += ", " + ngettext("{n} running", "{n} running", running)
    name = words.period(answer.chosen.period)
    return [f"{name[:1].upper()}{name[1:]} · {counts} · {today}", *remarks(answer)]


def remarks(answer: Answer) -> list[str]:
    """What the reader must know beside the rows: a year that was not typed, the nearest periods."""
    said = []
    if answer.chosen and answer.chosen.nearest_year and answer.rows:
        said.append(
            _(
                "No year was given and {this} has nothing then: this is {year}, the nearest year that has.",
                this=answer.today.year,
                year=answer.chosen.period.start.year,
            )
        )
    if not answer.rows and answer.chosen:
        near = [words.period(p) for p in (answer.before, answer.after) if p]
        said.append(
            _("Nothing then. The nearest with something due: {periods}.", periods=", ".join(near))
            if near
            else _("Nothing then, and nothing is due at any other time.")
        )
    if not answer.rows and answer.chosen is None:
        said.append(_("Nothing is overdue."))
    return said


def _columns() -> list[Column]:
    return [
        Column(_("No.")),
        Column(_("Due")),
        Column(_("What"), lines=2, wide=True),
        Column(_("Who answers"), lines=2),
        Column(_("State"), lines=2),
    ]


def state(row: Row) -> str:
    """The state in words, with the days that matter."""
    o = row.occurrence
    text = words.status(o.status)
    if o.status == "overdue":
        text = words.days_late(-row.days_left)
    elif o.status in ("done", "done-late") and o.done_on:
        text = f"{text} {words.day(o.done_on)}"
    elif o.status in ("planned", "extended"):
        left = _("running") if row.match == "running" else words.days_left(row.days_left)
        text = left if o.status == "planned" else f"{text}, {left}"
    if o.reported is not None:
        text += ", " + _("{n} of {of} reported", n=o.reported, of=len(o.obligation.addressees))
    return text


def who(registry: Registry, row: Row) -> str:
    """The first one answers; how many carry it out with them.

    Where the filter found people behind a group, they stand before its words.
    """
    parties = row.occurrence.obligation.responsible
    if not parties:
        return ""
    first = party_words(registry, parties[0])
    if names := ", ".join(p.name for ref in row.people if (p := registry.get(Person, ref))):
        group = next(p for p in parties if set(row.people) & set(row.occurrence.people(p)))
        first = f"{names} ({party_words(registry, group)})"
    return f"{first} +{len(parties) - 1}" if len(parties) > 1 else first


def _number(row: Row) -> str:
    o = row.occurrence
    return f"{o.obligation.number} ({o.number}/{o.of})" if o.of > 1 else o.obligation.number


def _due(registry: Registry, row: Row) -> str:
    day = words.day_and_weekend(row.occurrence.due)
    shown = shown_day(registry, row)
    return f"{day} → {words.day(shown)}" if shown else day


def _cells(registry: Registry, row: Row) -> list[str]:
    o = row.occurrence
    title = f"{o.obligation.title} [{o.label}]" if o.label else o.obligation.title
    return [_number(row), _due(registry, row), title, who(registry, row), state(row)]


def _groups(answer: Answer) -> list[tuple[Any, list[Row]]]:
    """The rows by the document they stand in, documents in the order they first appear."""
    groups: dict[int, tuple[Any, list[Row]]] = {}
    for row in answer.rows:
        document = row.occurrence.obligation.document
        groups.setdefault(id(document), (document, []))[1].append(row)
    return list(groups.values())


_STYLES = {"overdue": "red", "done": "green", "done-late": "yellow", "cancelled": "dim"}


def on_terminal(registry: Registry, answer: Answer, width: int) -> list[Any]:
    """What to print on a terminal: heading, then a table for each document."""
    lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in heading(answer)]
    shown: list[Any] = ["\n".join(lines) + "\n"]
    for document, rows in _groups(answer):
        title = " ".join(title_of(document).split())
        head = f"{document.id}  {title}"
        shown.append("\n" + (head if len(head) <= width else head[: width - 1] + "…") + "\n\n")
        styles = [
            _STYLES.get(row.occurrence.status, "dim" if row.match == "running" else "")
            for row in rows
        ]
        shown.append(drawn(_columns(), [_cells(registry, row) for row in rows], width, styles))
    return shown


def as_plain(registry: Registry, answer: Answer) -> str:
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
        [
            _reference(row),
            _due(registry, row),
            state(row),
            who(registry, row),
            row.occurrence.obligation.title,
        ]
        for row in answer.rows
    ]
    return text + plain(columns, rows)


def _reference(row: Row) -> str:
    o = row.occurrence
    return f"{o.obligation.ref} ({o.number}/{o.of})" if o.of > 1 else o.obligation.ref


def as_table_text(registry: Registry, answer: Answer, form: str) -> str:
    """CSV (fields of the contract, one row a line) or Markdown (columns for people)."""
    if form == "csv":
        fields = [row_fields(registry, row) for row in answer.rows]
        return as_csv(FIELDS, [[_flat(f[name]) for name in FIELDS] for f in fields])
    heads = [column.head for column in _columns()]
    rows: list[Sequence[str]] = [_cells(registry, row) for row in answer.rows]
    return "\n".join(heading(answer)) + "\n\n" + (as_markdown(heads, rows) if rows else "")


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(party["text"] or "" for party in value)
    return str(value)
