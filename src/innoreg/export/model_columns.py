"""Columns made from the fields of pydantic models, named as the keys in YAML."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
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
    """The type of a field, and a function from its value to dates, texts, numbers, lists, dicts."""

    type: Type
    plain: Callable[[Registry, Any], object]


def build_columns(
    *models: type[BaseModel], leave: Iterable[str] = (), **called: str
) -> list[Column]:
    """A column for every key of the models, each key once, without `schema` and those in `leave`.

    A nested part that occurs once gives a column for each of its keys: `period_from`. `called`
    renames columns whose key would be ambiguous. Remarks come last.
    """
    left = {"schema", *leave}
    found: dict[str, Column] = {}
    for model in models:
        for column in _model_columns(model, left):
            name = called.get(column.name, column.name)
            found.setdefault(name, replace(column, name=name))
    # A stable sort: the others stay in the order of the model.
    return sorted(found.values(), key=lambda column: column.name in _REMARKS)


def _model_columns(model: type[BaseModel], left: set[str]) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        # The alias is the key in YAML where that is a word of Python: `from`.
        word = info.alias or name
        if word in left:
            continue
        part = _part_model(info.annotation)
        if part is None:
            shape = _shape_of(info.annotation, tuple(info.metadata))
            yield Column(word, shape.type, info.description or "", _field_reader(name, shape))
            continue
        for column in _model_columns(part, set()):
            about = f"{(info.description or '').rstrip('.')}: {_decapitalise(column.about)}"
            yield Column(f"{word}_{column.name}", column.type, about, _part_reader(name, column))


def _decapitalise(words: str) -> str:
    return words[:1].lower() + words[1:]


def _part_model(annotation: Any) -> type[BaseModel] | None:
    """The model of a nested part that occurs once; None for values and lists."""
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return None if get_origin(annotation) is tuple else each
    return None


def _field_reader(name: str, shape: _Shape) -> Callable[[Registry, Row], object]:
    # Models of one table differ in keys (kinds of clauses): a missing one is an empty cell.
    def read(registry: Registry, row: Row) -> object:
        value = getattr(row.part, name, None)
        return None if value is None else shape.plain(registry, value)

    return read


def _part_reader(name: str, column: Column) -> Callable[[Registry, Row], object]:
    def read(registry: Registry, row: Row) -> object:
        part = getattr(row.part, name, None)
        return None if part is None else column.read(registry, replace(row, part=part))

    return read


def _shape_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape_of(arguments[0], (*metadata, *arguments[1:]))
    if origin in (Union, UnionType):
        # `districts` is a list, or one word for all of them: the word becomes a list of one.
        several = [each for each in arguments if each is not NoneType]
        shape = _shape_of(several[0], metadata)
        if shape.type == "date" and len(several) > 1:
            # A day, or the name of what brings it.
            return _Shape("text", partial(_day_or_name, _shape_of(several[1]).plain))
        mixed = shape.type == "text" and any(_part_model(each) for each in several[1:])
        return _Shape("text", partial(_plain_text, shape.plain)) if mixed else shape
    if origin is tuple:
        return _list_shape(_shape_of(arguments[0]))
    if origin is Literal:
        return _Shape("text", _keep_value)
    if issubclass(annotation, BaseModel):
        return _struct_shape(annotation)
    refers = next((each for each in metadata if isinstance(each, RefTo)), None)
    return _Shape(_SCALARS[annotation], _reference_shortener(refers) if refers else _keep_value)


def _plain_text(
    plain: Callable[[Registry, Any], object], registry: Registry, value: object
) -> object:
    """A value among texts; a part that stands among them as JSON with the keys of the file."""
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True, exclude_defaults=True)
    return plain(registry, value)


def _day_or_name(
    plain: Callable[[Registry, Any], object], registry: Registry, value: object
) -> object:
    return value.isoformat() if isinstance(value, dt.date) else plain(registry, value)


def _keep_value(_registry: Registry, value: object) -> object:
    return value


def _reference_shortener(to: RefTo) -> Callable[[Registry, str], object]:
    """A function from a reference to the record's canonical one; unresolved ones stay as written."""
    # Tables are joined by references, and people write the same one in several ways.

    def plain(registry: Registry, value: str) -> object:
        target = registry.find(value, to.kinds)
        return target.ref if target else value

    return plain


def _list_shape(element: _Shape) -> _Shape:
    def plain(registry: Registry, value: Any) -> object:
        several = (value,) if isinstance(value, str) else value
        return [element.plain(registry, each) for each in several]

    return _Shape(Many(element.type), plain)


def _struct_shape(model: type[BaseModel]) -> _Shape:
    shapes = {
        info.alias or name: (name, _shape_of(info.annotation, tuple(info.metadata)))
        for name, info in model.model_fields.items()
    }

    def plain(registry: Registry, part: BaseModel) -> object:
        values = {word: (getattr(part, name), shape) for word, (name, shape) in shapes.items()}
        return {
            word: None if value is None else shape.plain(registry, value)
            for word, (value, shape) in values.items()
        }

    return _Shape(Fields(tuple((word, shape.type) for word, (_n, shape) in shapes.items())), plain)
