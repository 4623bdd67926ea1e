"""A row of `due` written down as JSON and read back exactly, by the types of its fields."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from innoreg.cache.database import CannotKeep
from innoreg.queries.due_row import DueRow

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=date.toordinal)
_PLAIN = (str, int, float, bool, NoneType)
Reader = Callable[[Any], Any]


def encode(row: DueRow) -> str:
    """The values in their order; a day as its number. CannotKeep of what JSON cannot say."""
    try:
        return _json.encode(row)
    except TypeError as error:
        raise CannotKeep from error


def decode(lines: Iterable[str]) -> list[DueRow]:
    """The rows that `encode` wrote, equal to those it was given; CannotKeep of an unknown type."""
    return [*map(_reader(DueRow), json.loads(f"[{','.join(lines)}]"))]


@cache
def _reader(hint: Any) -> Reader:
    """What makes the value of such a field of what JSON gives back: a new field needs no word here."""
    if hint is date:
        return date.fromordinal
    if hint in _PLAIN or get_origin(hint) is Literal:
        return _same
    if get_origin(hint) is tuple:
        return _tuple_reader(*get_args(hint))
    if hasattr(hint, "_fields"):
        return _named_reader(hint)
    kinds = [each for each in get_args(hint) if each is not NoneType]
    readers = {_reader(each) for each in kinds}
    if get_origin(hint) not in (Union, UnionType) or len(readers) > 1:
        raise CannotKeep(hint)
    (read,) = readers
    return read if read is _same else lambda value: None if value is None else read(value)


def _tuple_reader(first: Any, *further: Any) -> Reader:
    read = _reader(first)
    if further == (...,):
        return tuple if read is _same else lambda values: tuple(map(read, values))
    readers = (read, *map(_reader, further))
    return lambda values: tuple([each(value) for each, value in zip(readers, values, strict=True)])


def _named_reader(named: Any) -> Reader:
    hints = get_type_hints(named)
    every = [(place, _reader(hints[name])) for place, name in enumerate(named._fields)]
    readers = [(place, read) for place, read in every if read is not _same]

    def make(values: list[Any]) -> Any:
        for place, read in readers:
            values[place] = read(values[place])
        return named._make(values)

    return make


def _same(value: Any) -> Any:
    return value
