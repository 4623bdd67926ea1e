"""The table of windows: every dated occurrence of everything that has a term, as `due` has it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from innoreg.export.table_schema import PLACE, Fields, Many, Row, Table, key
from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.party import Party
from innoreg.model.registry import Registry
from innoreg.queries.due_row import DueRow
from innoreg.queries.obligation import Obligation, districts_of, obligations
from innoreg.queries.occurrence_rows import printed_number, rows_of_obligation
from innoreg.queries.public_registry import PublicView
from innoreg.queries.record_names import party_words

_REFS = Many("text")
_WHO = Many(Fields((("id", "text"), ("text", "text"))))
_COLUMNS = (
    key(
        "ref",
        "text",
        "`plan/number`, `order/clause`, `pair/number`, `site/interim` or `site/final`.",
    ),
    key("occurrence", "integer", "Which window of the term, from 1."),
    key("occurrences", "integer", "How many windows the term has."),
    key("position", "integer", "Place in reading order of the whole register, from 1."),
    key(
        "number",
        "text",
        "Number as the document prints it, without its final dot; of a report its kind.",
    ),
    key("section", "text", "Of an item in a section that counts its own: the section's number."),
    key("title", "text", "What is to be done."),
    key("label", "text", "What this stage asks, in staged terms."),
    key("deadline", "text", "The term, word for word."),
    key("deadline_kind", "text", "by, on, during, continuous or recurring."),
    key("start", "date", "First day; absent: open."),
    key("begins", "date", "First day it can be worked on: where `start` is open, its document's."),
    key("due", "date", "Last day in force; absent where it goes on all the time."),
    key("until", "date", "Last day of the window: `due`, or the last day of a continuous term."),
    key("first_due", "date", "Last day as first planned; another than `due` where extended."),
    key("today", "date", "The day asked about."),
    key("status", "text", "planned, done, extended, cancelled, overdue or done-late on that day."),
    key("done_on", "date", "When it was done."),
    key("responsible", _WHO, "Who answers, in order; `id` is empty for groups and roles."),
    key("responsible_ids", _REFS, "The people, organisations and districts among them."),
    key("addressees", _REFS, "Each of whom must report."),
    key("missing", _REFS, "Those of them who have yet to report."),
    key("program", "text", "The programme's id."),
    key("roadmap", "text", "The plan's id."),
    key("order", "text", "The order that carries or set it."),
    key("site", "text", "The site whose report it is."),
    key("districts", _REFS, "Ids of the districts it concerns."),
    *PLACE,
)


# Numbered in the order of the obligations, which is that of `innoreg due` before sorting.
def _window_rows(registry: Registry, today: date) -> Iterator[Row]:
    position = 0
    for obligation in obligations(registry, today):
        # Once for each obligation: its windows differ in days only.
        shared = _obligation_fields(registry, obligation, today)
        place = registry.place(obligation.record, *obligation.path)
        for window in rows_of_obligation(obligation):
            position += 1
            keys = {**shared, **_window_fields(window, today), "position": position}
            yield Row(obligation.document, window, place.file, place.line or 1, keys)


def _obligation_fields(
    registry: Registry, obligation: Obligation, today: date
) -> dict[str, object]:
    parties = [_party_fields(registry, party) for party in obligation.responsible]
    return {
        "ref": obligation.ref,
        **_number_fields(registry, obligation),
        "title": obligation.title,
        "today": today,
        "responsible": parties,
        "responsible_ids": [party["id"] for party in parties if party["id"]],
        "addressees": list(obligation.addressees),
        "program": obligation.program,
        "roadmap": obligation.roadmap.id if obligation.roadmap else None,
        "order": obligation.order.id if obligation.order else None,
        "site": obligation.site.id if obligation.site else None,
        # Sorted, as it is a set: the same register must give the same bytes.
        "districts": sorted(districts_of(obligation)),
    }


def _number_fields(registry: Registry, obligation: Obligation) -> dict[str, object]:
    """The number as printed; what is typed is the `ref`."""
    printed = printed_number(registry, obligation.ref)
    if printed is None:
        return {"number": obligation.number, "section": None}
    return {"number": printed.number or None, "section": None if printed.title else printed.section}


def _window_fields(window: DueRow, today: date) -> dict[str, object]:
    return {
        "occurrence": window.occurrence,
        "occurrences": window.occurrences,
        "label": window.label,
        "deadline": window.words,
        "deadline_kind": window.kind,
        "start": window.start,
        "begins": window.begins,
        "due": None if window.is_continuous else window.due,
        "until": window.due,
        "first_due": None if window.is_continuous else window.first_due,
        "status": window.status(today),
        "done_on": window.done_on,
        "missing": list(window.missing),
    }


def _party_fields(registry: Registry, party: Party) -> dict[str, str | None]:
    ref = canonical_ref(registry, party.person or party.organisation or party.district)
    return {"id": ref, "text": party_words(registry, party)}


def public_window(view: PublicView, row: Row) -> Row | None:
    """The row as anybody may see it: without what is not public; None where it is about such."""
    keys: dict[str, Any] = dict(row.keys)
    if not view.is_public(row.record) or not view.shows(str(keys["ref"])):
        return None
    parties = [each for each in keys["responsible"] if not each["id"] or view.shows(each["id"])]
    keys["responsible"] = parties
    for name in ("responsible_ids", "addressees", "missing", "districts"):
        keys[name] = [ref for ref in keys[name] if view.shows(ref)]
    for name in ("program", "roadmap", "order", "site"):
        keys[name] = keys[name] if keys[name] and view.shows(keys[name]) else None
    return replace(row, keys=keys)


WINDOWS = Table(
    "windows",
    "Every window of everything that has a term, as `innoreg due` sees it on the day asked about.",
    _COLUMNS,
    _window_rows,
)
