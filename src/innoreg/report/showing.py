"""One record, item, clause or project: its words, how its term is read, what happened to it."""

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from innoreg.i18n import _
from innoreg.ledger import Occurrence
from innoreg.model.base import Part
from innoreg.model.registry import Registry, Target
from innoreg.queries.due import Row, row
from innoreg.queries.filters import Filters, title_of
from innoreg.queries.obligation import obligations_of
from innoreg.queries.occurrence import occurrences
from innoreg.report import words
from innoreg.report.due import row_fields, state
from innoreg.report.jsonio import dumps
from innoreg.report.listing import record_fields


def _part(target: Target) -> Part:
    if target.item:
        return target.item.item
    if target.clause:
        return target.clause.clause
    return target.project or target.record


def term_rows(registry: Registry, target: Target, today: date) -> list[Row]:
    """Every dated window of its terms, as it stands today."""
    return [
        row(o, today, Filters(), "due" if o.due >= today or o.status == "overdue" else "running")
        for obligation in obligations_of(registry, target, today)
        for o in occurrences(obligation)
    ]


def as_json(registry: Registry, target: Target, today: date) -> str:
    """The record whole, or the part with its terms."""
    document = record_fields(registry, target.record)
    if target.path:
        place = registry.place(target.record, *target.path)
        document = {
            "ref": target.ref,
            "id": target.ref.partition("/")[2],
            "kind": target.kind,
            "title": title_of(_part(target)),  # type: ignore[arg-type]
            "source": {"file": place.file, "line": place.line},
            "record": _part(target).model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "terms": [row_fields(registry, one) for one in term_rows(registry, target, today)],
        }
    return dumps({"format": 1, **document})


def as_text(registry: Registry, target: Target, today: date, width: int) -> str:
    """For people: the reference and its place, the fields as the YAML names them, the terms."""
    place = registry.place(target.record, *target.path)
    lines = [f"{target.ref}  ({place.file}:{place.line})", ""]
    data = _part(target).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    lines += _fields(data, width, 0)
    lines += _terms(registry, target, today)
    return "\n".join(lines) + "\n"


_FIRST = ("number", "title", "kind", "text", "deadline")


def _fields(data: Any, width: int, indent: int) -> Iterator[str]:
    first = [name for name in _FIRST if name in data]
    for name in [*first, *(name for name in data if name not in first)]:
        value = data[name]
        if name == "id" and not indent:
            continue
        yield from _field(str(name), value, width, indent)


def _field(name: str, value: Any, width: int, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(value, dict):
        yield f"{pad}{name}:"
        yield from _fields(value, width, indent + 2)
    elif isinstance(value, list):
        yield f"{pad}{name}:"
        for element in value:
            yield from _element(element, width, indent + 2)
    else:
        yield _wrapped(f"{pad}{name}: {value}", width, indent + 2)


def _element(element: Any, width: int, indent: int) -> Iterator[str]:
    if not isinstance(element, dict):
        yield _wrapped(f"{' ' * indent}- {element}", width, indent + 2)
        return
    for index, line in enumerate(_fields(element, width, indent + 2)):
        yield f"{' ' * indent}- {line.lstrip()}" if index == 0 else line


def _wrapped(text: str, width: int, indent: int) -> str:
    pad = " " * indent
    return textwrap.fill(text, max(40, width), subsequent_indent=pad, break_on_hyphens=False)


def _terms(registry: Registry, target: Target, today: date) -> Iterator[str]:
    rows = term_rows(registry, target, today)
    for obligation in obligations_of(registry, target, today):
        for occurrence in obligation.duty.occurrences:
            if text := _not_dated(occurrence):
                yield ""
                yield text
    if rows:
        yield ""
        yield _("Terms on {day}:", day=words.day(today))
    for each in rows:
        o = each.occurrence
        start = words.day(o.start) if o.start else _("by")
        span = words.day(o.due) if o.start == o.due else f"{start} – {words.day_and_weekend(o.due)}"
        yield f"  {o.number}/{o.of}  {span}  {state(each)}"


def _not_dated(occurrence: Occurrence) -> str:
    if occurrence.window or not occurrence.words:
        return ""
    if occurrence.kind is None:
        return _("The term “{words}” is not understood.", words=occurrence.words)
    return _("The term “{words}” gives no date.", words=occurrence.words)
