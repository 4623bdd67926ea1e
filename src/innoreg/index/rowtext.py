"""A row of `due` written down as JSON and read back exactly."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from innoreg.queries.due_row import Answering, DueRow, Known

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=date.toordinal)


def encode(row: DueRow) -> str:
    """The values in their order; a day as its number."""
    return _json.encode(row)


def decode(lines: Iterable[str]) -> list[DueRow]:
    """The rows that `encode` wrote, equal to those it was given."""
    return [_row(values) for values in json.loads(f"[{','.join(lines)}]")]


_PLACES = {name: index for index, name in enumerate(DueRow._fields)}
_DAYS = tuple(_PLACES[name] for name in ("since", "due", "first_due"))
_OPEN_DAYS = tuple(_PLACES[name] for name in ("start", "done_on"))
_LISTS = tuple(_PLACES[name] for name in ("addressees", "missing", "path", "districts"))
_DONE_BY, _RESPONSIBLE = _PLACES["done_by"], _PLACES["responsible"]


def _row(values: list[Any]) -> DueRow:
    day = date.fromordinal
    for index in _DAYS:
        values[index] = day(values[index])
    for index in _OPEN_DAYS:
        if values[index] is not None:
            values[index] = day(values[index])
    for index in _LISTS:
        values[index] = tuple(values[index])
    values[_DONE_BY] = tuple([(who, day(on)) for who, on in values[_DONE_BY]])
    values[_RESPONSIBLE] = tuple([_party(*party) for party in values[_RESPONSIBLE]])
    return DueRow._make(values)


def _party(person: Any, organisation: Any, district: Any, text: str, people: Any) -> Answering:
    known = tuple([Known(*each) for each in people])
    return Answering(person, organisation, district, text, known)
