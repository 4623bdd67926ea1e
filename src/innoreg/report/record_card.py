"""One record, item or clause as text and JSON, and the days of its term."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.ledger import Occurrence
from innoreg.model.registry import Registry, Target
from innoreg.queries.due import Row, row
from innoreg.queries.due_row import PrintedNumber
from innoreg.queries.obligation import Obligation, obligations_of
from innoreg.queries.occurrence_rows import rows_of_obligation
from innoreg.queries.record_names import part_title
from innoreg.report import display_texts
from innoreg.report.citations import reference_title, source_fields
from innoreg.report.due_columns import row_fields, state_text
from innoreg.report.field_values import key_text, plain_text
from innoreg.report.record_list import record_fields
from innoreg.report.tables import Line


def term_rows(obligations: Iterable[Obligation]) -> list[Row]:
    """A row for each dated window of the obligations, as it stands on their day."""
    return [each for obligation in obligations for each in _window_rows(obligation)]


def _window_rows(obligation: Obligation) -> Iterator[Row]:
    state = obligation.state
    line = state.registry.place(obligation.record, *obligation.path).line
    for window in rows_of_obligation(obligation):
        waiting = window.due >= state.day or window.status(state.day) == "overdue"
        yield row(window._replace(line=line), state.day, "due" if waiting else "running")


def term_lines(obligation: Obligation) -> Iterator[str]:
    """The dated windows in lines; before them words that give no date, after them who is missing."""
    for occurrence in obligation.duty.occurrences:
        if text := _undated_note(occurrence, obligation.duty.anchor):
            yield text
    for each in term_rows([obligation]):
        o = each.window
        span = display_texts.day_and_weekend(o.due)
        if o.start is None:
            span = _("by {day}", day=span)
        elif o.start == o.due:
            span = display_texts.day(o.due)
        else:
            span = f"{display_texts.day(o.start)} – {span}"
        yield f"  {o.occurrence}/{o.occurrences}  {span}  {state_text(each)}"
        if o.missing and o.reported:
            names = ", ".join(reference_title(obligation.state.registry, ref) for ref in o.missing)
            count = ngettext("{n} has not reported", "{n} have not reported", len(o.missing))
            yield f"       {count}: {names}"


def _undated_note(occurrence: Occurrence, anchor: str | None) -> str:
    if occurrence.window or not occurrence.words:
        return ""
    if occurrence.kind is None:
        return _("The term “{words}” is not understood.", words=occurrence.words)
    if anchor:
        return _(
            "The term “{words}” waits until {ref} is done.", words=occurrence.words, ref=anchor
        )
    return _("The term “{words}” gives no date.", words=occurrence.words)


def as_document(
    registry: Registry, target: Target, today: date, more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A record with all its fields and with `more`, or a part of one with its terms."""
    document = record_fields(registry, target.record)
    if target.path:
        document = {
            "ref": target.ref,
            "id": target.ref.partition("/")[2],
            "kind": target.kind,
            "title": part_title(target.part),
            "source": source_fields(registry, target.record, *target.path),
            "record": target.part.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "terms": [
                row_fields(one) for one in term_rows(obligations_of(registry, target, today))
            ],
        }
    return {"format": 1, **document, **(more or {})}


def heading(registry: Registry, target: Target) -> str:
    """The reference, how the document cites it, and its place."""
    place = registry.place(target.record, *target.path)
    name = target.ref
    if target.item and target.item.section:
        # Its key is the register's own: the document counts anew in each section.
        name += f" · {display_texts.cited_number(PrintedNumber(*target.item.printed))}"
    return f"{name}  ({place.file}:{place.line})"


def record_lines(target: Target) -> Iterator[Line]:
    """The fields, each under its words; ids, numbers and the words of documents as they stand."""
    data = target.part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if target.kind == "site" and not target.path and "type" in data:
        data = {("site_type" if key == "type" else key): value for key, value in data.items()}
    yield from _field_lines(data, 0)


_FIRST = ("number", "title", "kind", "text", "deadline")
# What the keeper of the register notes stands behind the words of the document.
_LAST = ("note", "accepted")


def _field_lines(data: Any, indent: int) -> Iterator[Line]:
    first = [name for name in _FIRST if name in data]
    last = [name for name in _LAST if name in data]
    for name in [*first, *(name for name in data if name not in (*first, *last)), *last]:
        value = data[name]
        if name in ("id", "schema") and not indent:
            continue
        yield from _lines_of_field(str(name), value, indent)


def _lines_of_field(name: str, value: Any, indent: int) -> Iterator[Line]:
    label = key_text(name)
    if isinstance(value, dict):
        yield Line(f"{label}:", indent)
        yield from _field_lines(value, indent + 2)
    elif isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        # Names and references stand beside each other.
        yield Line(f"{label}: {'; '.join(plain_text(name, each) for each in value)}", indent)
    elif isinstance(value, list):
        yield Line(f"{label}:", indent)
        for element in value:
            yield from _lines_of_element(name, element, indent + 2)
    else:
        yield Line(f"{label}: {plain_text(name, value)}", indent)


def _lines_of_element(name: str, element: Any, indent: int) -> Iterator[Line]:
    if not isinstance(element, dict):
        yield Line(f"- {plain_text(name, element)}", indent)
        return
    for index, line in enumerate(_field_lines(element, indent + 2)):
        yield Line(f"- {line.text}", indent, line.style) if index == 0 else line


def term_section(registry: Registry, target: Target, today: date) -> Iterator[Line]:
    """The days of its term, under a heading; nothing where it has none."""
    for obligation in obligations_of(registry, target, today):
        if lines := list(term_lines(obligation)):
            yield Line("")
            yield Line(_("Terms on {day}:", day=display_texts.day(today)), style="bold")
            yield from (Line(text, len(text) - len(text.lstrip())) for text in lines)
