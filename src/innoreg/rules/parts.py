"""Every part of a record and what it says itself: its references, its texts."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

from pydantic import BaseModel

from innoreg.model.base import Record, RefTo, leading_fields
from innoreg.model.registry import Path


class Located(NamedTuple):
    """A part, the record it belongs to, and its path of keys in the file: () of the record."""

    record: Record
    path: Path
    part: BaseModel


def parts(record: Record) -> list[Located]:
    """The record, then every part of it, each before those inside it."""
    found: list[Located] = []
    _gather(record, (), record, found)
    return found


def _gather(record: Record, path: Path, part: BaseModel, found: list[Located]) -> None:
    found.append(Located(record, path, part))
    values = part.__dict__
    for name, key in _holding(type(part)):
        value = values[name]
        if not value:
            continue
        if isinstance(value, tuple):
            for index, element in enumerate(value):
                if isinstance(element, BaseModel):
                    _gather(record, (*path, key, index), element, found)
        elif isinstance(value, BaseModel):
            _gather(record, (*path, key), value, found)


def own_references(part: BaseModel) -> Iterator[tuple[Path, str, RefTo]]:
    """The references that stand in the part itself."""
    values = part.__dict__
    for name, key, to, own_words in _referring(type(part)):
        value = values[name]
        if isinstance(value, str):
            if value not in own_words:
                yield (key,), value, to
        elif value:
            for index, ref in enumerate(value):
                if ref not in own_words:
                    yield (key, index), ref, to


def texts(part: BaseModel) -> Iterator[tuple[Path, str]]:
    """The texts that stand in the part itself; words that the format sets are none."""
    values = part.__dict__
    for name, key in _worded(type(part)):
        value = values[name]
        if not value:
            continue
        if isinstance(value, str):
            yield (key,), value
        elif isinstance(value, tuple):
            for index, element in enumerate(value):
                if isinstance(element, str):
                    yield (key, index), element


@cache
def _holding(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Name and key of the fields that may hold parts."""
    return tuple((name, key) for name, key, to, _words in leading_fields(model) if to is None)


@cache
def _referring(model: type[BaseModel]) -> tuple[tuple[str, str, RefTo, frozenset[str]], ...]:
    """Name, key, what it may name and words of its own, of the fields that refer."""
    return tuple((name, key, to, own) for name, key, to, own in leading_fields(model) if to)


@cache
def _worded(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Name and key of the fields that may hold texts."""
    fields = model.model_fields.items()
    return tuple((name, f.alias or name) for name, f in fields if _holds_texts(f.annotation))


def _holds_texts(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    return annotation is str or any(map(_holds_texts, getattr(annotation, "__args__", ())))
