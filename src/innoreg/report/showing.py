"""One record, item, clause or project: its words, how its term is read, what happened to it."""

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from innoreg.i18n import _
from innoreg.model.base import Part
from innoreg.model.registry import Registry, Target
from innoreg.queries.obligation import obligations_of
from innoreg.report import words
from innoreg.report.due import row_fields
from innoreg.report.jsonio import dumps
from innoreg.report.listing import record_fields
from innoreg.report.terms import term_rows, terms


def _part(target: Target) -> Part:
    if target.item:
        return target.item.item
    if target.clause:
        return target.clause.clause
    return target.project or target.record


def _title(part: Part) -> str:
    """Of a clause, which has no title, its words."""
    words = getattr(part, "title", None) or getattr(part, "text", None)
    return str(words or "")


def as_json(
    registry: Registry, target: Target, today: date, more: Mapping[str, Any] | None = None
) -> str:
    """The record whole, with `more` of what concerns it, or the part with its terms."""
    document = record_fields(registry, target.record)
    if target.path:
        place = registry.place(target.record, *target.path)
        document = {
            "ref": target.ref,
            "id": target.ref.partition("/")[2],
            "kind": target.kind,
            "title": _title(_part(target)),
            "source": {"file": place.file, "line": place.line},
            "record": _part(target).model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "terms": [
                row_fields(one) for one in term_rows(obligations_of(registry, target, today))
            ],
        }
    return dumps({"format": 1, **document, **(more or {})})


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
        if name in ("id", "schema") and not indent:
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
    for obligation in obligations_of(registry, target, today):
        if lines := list(terms(obligation)):
            yield ""
            yield _("Terms on {day}:", day=words.day(today))
            yield from lines
