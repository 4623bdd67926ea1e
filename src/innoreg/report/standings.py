"""Programmes and sites on a day: cards for a terminal, a table for a pipe, JSON and CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from innoreg.i18n import _
from innoreg.ledger import Occurrence, State, Step
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site
from innoreg.queries.obligation import Obligation
from innoreg.queries.standings import PHASES, Entry
from innoreg.report import display_texts
from innoreg.report.citations import basis, citation, reference_title, source_fields, term_days
from innoreg.report.display_texts import (
    PHASE_WORDS,
    STAGE_WORDS,
    STANDING_WORDS,
    SUBJECT_WORDS,
    TYPE_WORDS,
    report_text,
    word_for,
)
from innoreg.report.known_days import absence, known_fields
from innoreg.report.sheets import Sheet, Value, without_empty_columns
from innoreg.report.tables import Column, Line

FIELDS = (
    "ref", "kind", "type", "status", "phase", "since", "from", "to", "title", "organisations",
    "program", "basis", "interim", "final",
)  # fmt: skip


def heading(state: State, entries: Sequence[Entry]) -> str:
    """The day, and how many stand where."""
    counts = [
        f"{word_for(PHASE_WORDS, phase)}: {n}"
        for phase in PHASES
        if (n := sum(entry.phase == phase for entry in entries))
    ]
    day = _("Programmes and sites on {day}", day=display_texts.day(state.day))
    return " · ".join([day, *counts])


def kind_text(entry: Entry) -> str:
    """What the subject is, in words: «региональная площадка», «программа», «план»."""
    record = entry.standing.record
    if isinstance(record, Site):
        if record.type in TYPE_WORDS:
            return word_for(TYPE_WORDS, record.type)
        return _("site ({type})", type=record.type)
    return word_for(SUBJECT_WORDS, entry.standing.kind)


def title_in_force(state: State, entry: Entry) -> str:
    """The title by the document in force, else the record's own."""
    now = state.wordings(entry.standing.ref, "title")
    return now[-1].text if now else reference_title(state.registry, entry.standing.ref)


def standing_text(state: State, entry: Entry) -> str:
    """The state in words, with the day that made it so: «завершено 20.11.2020»."""
    said = _standing_words(state, entry)
    damaged = state.registry.is_damaged(entry.standing.record)
    return ", ".join([said, _("file with errors")]) if damaged else said


def _standing_words(state: State, entry: Entry) -> str:
    standing = entry.standing
    if said := absence(state, standing.ref):
        return said
    if entry.phase == "lapsed" and standing.end:
        over = _("term over on {day}", day=display_texts.day(standing.end))
        # An order completes these; a plan or a pair just ends.
        lacks = standing.kind in ("program", "project", "site")
        return ", ".join([over, _("no order completed it")]) if lacks else over
    if entry.phase == "coming" and standing.start:
        return _("begins on {day}", day=display_texts.day(standing.start))
    said = word_for(STANDING_WORDS, standing.status)
    dated = entry.phase == "ended" and standing.since
    return f"{said} {display_texts.day(standing.since)}" if dated and standing.since else said


def term_text(entry: Entry) -> str:
    """The term in force; of what began without a day only the end is known."""
    return term_days(entry.standing.start, entry.standing.end)


def cards(state: State, entries: Sequence[Entry]) -> Iterator[Line]:
    """A heading for each phase that has entries, the running ones first, and their cards."""
    for phase in PHASES:
        found = [entry for entry in entries if entry.phase == phase]
        if found:
            yield Line("")
            head = word_for(PHASE_WORDS, phase)
            yield Line(f"{head}: {len(found)}", style="bold")
        for entry in found:
            yield Line("")
            yield from card(state, entry, indent=2)


_STYLES = {"lapsed": "yellow", "ended": "dim", "not-begun": "dim"}


def card(state: State, entry: Entry, indent: int = 0) -> Iterator[Line]:
    """One subject: reference and kind, title, who, since when and on what basis, its reports."""
    standing = entry.standing
    own = [kind_text(entry), word_for(STAGE_WORDS, standing.stage), standing_text(state, entry)]
    style = _STYLES.get(entry.phase, "cyan")
    yield Line(f"{standing.ref} · {', '.join(filter(None, own))}", indent, style)
    yield from _card_body(state, entry, indent + 2)


def card_lines(state: State, entry: Entry, *, reports: bool = True) -> Iterator[Line]:
    """The same below a heading that has the reference: kind and state first."""
    own = [
        kind_text(entry),
        word_for(STAGE_WORDS, entry.standing.stage),
        standing_text(state, entry),
    ]
    yield Line(", ".join(filter(None, own)), 0, _STYLES.get(entry.phase, "cyan"))
    yield from _card_body(state, entry if reports else replace(entry, reports=()), 2)


def _card_body(state: State, entry: Entry, inner: int) -> Iterator[Line]:
    registry, standing = state.registry, entry.standing
    yield Line(title_in_force(state, entry), inner)
    if entry.organisations:
        yield Line("; ".join(reference_title(registry, ref) for ref in entry.organisations), inner)
    if entry.program and not standing.project:
        yield Line(_("in the programme {ref}", ref=entry.program), inner)
    if entry.within:
        yield Line(_("part of {ref}", ref=entry.within), inner)
    yield from (Line(text, inner) for text in basis_lines(state, entry))
    for report in entry.reports:
        yield from (Line(text, inner) for text in report_lines(report))


def basis_lines(state: State, entry: Entry) -> Iterator[str]:
    """The term with the document it began by, and the step that ended it with its document."""
    standing, registry = entry.standing, state.registry
    if entry.began:
        yield " · ".join(filter(None, [term_text(entry), _began_by(state, entry)]))
    if standing.by and standing.by is not entry.began:
        what = str(standing.by.what)
        yield ": ".join(filter(None, [what, basis(registry, standing.by)]))


def _began_by(state: State, entry: Entry) -> str:
    """On what it began; of what was so before the register also since when that is known."""
    said = basis(state.registry, entry.began)
    first = state.first_documents.get(entry.standing.ref)
    if entry.began and entry.began.kind == "opening" and first and first.order:
        by = citation(state.registry, first.order, first.clause)
        said += ", " + _("known from {day} ({by})", day=display_texts.day(first.day), by=by)
    return said


def report_lines(report: Obligation) -> Iterator[str]:
    """«промежуточные результаты: ноябрь 2021 г., по 30.11.2021, осталось 182 дня»."""
    name = report_text(report.duty.report)
    for each in report.duty.occurrences:
        yield f"{name}: {each.words}" + "".join(f", {part}" for part in _report_state(report, each))


def _report_state(report: Obligation, each: Occurrence) -> Iterator[str]:
    day = report.state.day
    if each.due:
        yield _("by {day}", day=display_texts.day(each.due))
    if each.accepted:
        yield _("accepted {day}", day=display_texts.day(each.accepted))
    elif each.done:
        yield _("handed in {day}, not yet accepted", day=display_texts.day(each.done))
    elif each.cancelled:
        yield display_texts.status("cancelled")
    elif each.due and each.overdue(day):
        yield display_texts.days_late((day - each.due).days)
    elif each.due:
        yield display_texts.days_left((each.due - day).days)
    if each.returned and not (each.accepted or each.done):
        yield _("returned {day}", day=display_texts.day(each.returned))


def columns() -> list[Column]:
    """Heads of the plain table."""
    heads = (_("Reference"), _("Kind"), _("State"), _("Term"), _("Basis"), _("Organisations"))
    return [*(Column(head) for head in heads), Column(_("Title"), wide=True)]


def rows(state: State, entry: Entry) -> Iterator[list[str]]:
    """One subject as a line of the plain table, and below it a line for each report it owes."""
    who = "; ".join(reference_title(state.registry, ref) for ref in entry.organisations)
    source = entry.standing.by if entry.phase == "ended" else entry.began
    yield [
        entry.standing.ref,
        kind_text(entry),
        standing_text(state, entry),
        term_text(entry),
        _began_by(state, entry) if source is entry.began else basis(state.registry, source),
        who,
        title_in_force(state, entry),
    ]
    for report in entry.reports:
        duty = report.duty
        for each in duty.occurrences:
            by, *stage = (
                [*_report_state(report, each)] if each.due else ["", *_report_state(report, each)]
            )
            name = report_text(duty.report)
            source_words = citation(state.registry, duty.order, duty.clause)
            yield [duty.ref, name, ", ".join(stage), by, source_words, "", each.words]


def sheet(state: State, entries: Sequence[Entry]) -> Sheet:
    """The entries as a sheet of a workbook, with the days of terms and reports as days."""
    heads = (_("Reference"), _("Kind"), _("State"), _("From"), _("To"))
    later = (_("Interim results"), _("Final results"), _("Basis"), _("Organisations"))
    columns = [*map(Column, (*heads, *later)), Column(_("Title"), wide=True)]
    rows: list[list[Value]] = []
    for entry in entries:
        standing = entry.standing
        who = "; ".join(reference_title(state.registry, ref) for ref in entry.organisations)
        terms = {
            report.duty.report: max(
                filter(None, (o.due for o in report.duty.occurrences)), default=None
            )
            for report in entry.reports
        }
        rows.append(
            [standing.ref, kind_text(entry), standing_text(state, entry), standing.start,
             standing.end, terms.get("interim"), terms.get("final"), _began_by(state, entry), who,
             title_in_force(state, entry)]
        )  # fmt: skip
    states = [_SIGNS.get(entry.phase, "") for entry in entries]
    made = Sheet(_("Standing"), columns, rows, [heading(state, entries)], states)
    return without_empty_columns(made)


_SIGNS = {"running": "running", "lapsed": "overdue", "coming": "planned", "ended": "done"}


def entry_fields(state: State, entry: Entry) -> dict[str, Any]:
    """One subject as JSON."""
    standing, registry = entry.standing, state.registry
    kept = {
        "ref": standing.ref,
        "kind": standing.kind,
        "type": getattr(standing.record, "type", None) if not standing.project else None,
        "title": title_in_force(state, entry),
        "organisations": [
            {"id": ref, "text": reference_title(registry, ref)} for ref in entry.organisations
        ],
        "districts": sorted(entry.districts),
        "program": entry.program,
        "within": entry.within,
        "status": standing.status,
        "phase": entry.phase,
        "since": standing.since,
        "from": standing.start,
        "to": standing.end,
        "stage": standing.stage,
        "basis": step_fields(state, entry.began),
        "by": step_fields(state, standing.by),
        "reports": [one for report in entry.reports for one in _report_fields(report)],
        "source": source_fields(registry, standing.record),
        **known_fields(state, standing.ref),
    }
    if isinstance(standing.record, Roadmap):
        order = registry.order_of(standing.record)
        kept["order"] = order.id if order else None
    return kept


def step_fields(state: State, step: Step | None) -> dict[str, Any] | None:
    """What one step did, on which order and clause it rests, and where that stands."""
    if step is None:
        return None
    return {
        "day": step.day,
        "step": step.kind,
        "order": step.order,
        "clause": step.clause,
        "text": str(step.what),
        "source": source_fields(state.registry, step.record, *step.path),
    }


def _report_fields(report: Obligation) -> Iterator[dict[str, Any]]:
    for each in report.duty.occurrences:
        yield {
            "ref": report.ref,
            "report": report.duty.report,
            "deadline": each.words,
            "due": each.due,
            "status": each.status(report.state.day),
            "done_on": each.done,
            "accepted_on": each.accepted,
            "returned_on": each.returned,
            "order": report.duty.order,
            "clause": report.duty.clause,
        }


def as_document(state: State, entries: Sequence[Entry]) -> dict[str, Any]:
    """The register as one document."""
    rows = [entry_fields(state, entry) for entry in entries]
    return {"format": 1, "today": state.day, "rows": rows}


def csv_row(state: State, entry: Entry) -> list[str]:
    """One subject as a row of CSV, in the order of `FIELDS`; of reports their last days."""
    found = entry_fields(state, entry)
    found["organisations"] = "; ".join(one["text"] for one in found["organisations"])
    found["basis"] = basis(state.registry, entry.began)
    found |= {"interim": None, "final": None}
    found |= {one["report"]: one["due"] for one in found["reports"]}
    return ["" if found[name] is None else str(found[name]) for name in FIELDS]
