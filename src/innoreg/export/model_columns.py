"""Columns taken from the fields of the models: the key in YAML is the name of the column."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from innoreg.export.table_schema import Column, Fields, Many, Row, Scalar, Type
from innoreg.model.base import RefTo
from innoreg.model.registry import Registry

_SCALARS: Mapping[type, Scalar] = {
    str: "text",
    dt.date: "date",
    int: "integer",
    float: "number",
    bool: "boolean",
}
_REMARKS = ("note", "sample")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a field holds, and how its value becomes one of plain dates, texts, lists and dicts."""

    type: Type
    plain: Callable[[Registry, Any], object]


def columns_of(*models: type[BaseModel], leave: Iterable[str] = (), **called: str) -> list[Column]:
    """A column for every key of the models but those to `leave`, each once.

    A part that stands once gives a column for each of its keys: `period_from`. Where a key would
    be taken for something else, `called` names its column. The keeper's remarks come last.
    """
    left = {"schema", *leave}
    found: dict[str, Column] = {}
    for model in models:
        for column in _of(model, left):
            name = called.get(column.name, column.name)
            found.setdefault(name, replace(column, name=name))
    return sorted(found.values(), key=lambda column: column.name in _REMARKS)


def _of(model: type[BaseModel], left: set[str]) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        word = info.alias or name
        if word in left:
            continue
        part = _part(info.annotation)
        if part is None:
            shape = _shape(info.annotation, tuple(info.metadata))
            yield Column(word, shape.type, info.description or "", _reader(name, shape))
            continue
        for column in _of(part, set()):
            about = f"{(info.description or '').rstrip('.')}: {_small(column.about)}"
            yield Column(f"{word}_{column.name}", column.type, about, _inside(name, column))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _part(annotation: Any) -> type[BaseModel] | None:
    """The model of a part that stands once."""
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return None if get_origin(annotation) is tuple else each
    return None


def _reader(name: str, shape: _Shape) -> Callable[[Registry, Row], object]:
    def read(registry: Registry, row: Row) -> object:
        value = getattr(row.part, name, None)
        return None if value is None else shape.plain(registry, value)

    return read


def _inside(name: str, column: Column) -> Callable[[Registry, Row], object]:
    def read(registry: Registry, row: Row) -> object:
        part = getattr(row.part, name, None)
        return None if part is None else column.read(registry, replace(row, part=part))

    return read


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*metadata, *arguments[1:]))
    if origin in (Union, UnionType):
        # A list, or one word for all of them: `districts`. The word is a list of one.
        several = [each for each in arguments if each is not NoneType]
        return _shape(several[0], metadata)
    if origin is tuple:
        return _many(_shape(arguments[0]))
    if origin is Literal:
        return _Shape("text", _as_it_is)
    if issubclass(annotation, BaseModel):
        return _fields(annotation)
    refers = next((each for each in metadata if isinstance(each, RefTo)), None)
    return _Shape(_SCALARS[annotation], _reference(refers) if refers else _as_it_is)


def _as_it_is(_registry: Registry, value: object) -> object:
    return value


def _reference(to: RefTo) -> Callable[[Registry, str], object]:
    """The shortest way to name the record, so that tables join; as written where it names none."""

    def plain(registry: Registry, value: str) -> object:
        target = registry.find(value, to.kinds)
        return target.ref if target else value

    return plain


def _many(element: _Shape) -> _Shape:
    def plain(registry: Registry, value: Any) -> object:
        several = (value,) if isinstance(value, str) else value
        return [element.plain(registry, each) for each in several]

    return _Shape(Many(element.type), plain)


def _fields(model: type[BaseModel]) -> _Shape:
    shapes = {
        info.alias or name: (name, _shape(info.annotation, tuple(info.metadata)))
        for name, info in model.model_fields.items()
    }

    def plain(registry: Registry, part: BaseModel) -> object:
        values = {word: (getattr(part, name), shape) for word, (name, shape) in shapes.items()}
        return {
            word: None if value is None else shape.plain(registry, value)
            for word, (value, shape) in values.items()
        }

    return _Shape(Fields(tuple((word, shape.type) for word, (_n, shape) in shapes.items())), plain)
