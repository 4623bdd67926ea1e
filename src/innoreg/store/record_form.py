"""A new record as a form to fill in: the keys it needs, each with a comment on its value."""

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from innoreg.i18n import _
from innoreg.model.base import TO_FILL, Record
from innoreg.store.record_keys import Resolve, set_keys, shape_of
from innoreg.store.record_reader import SCHEMA_VERSION
from innoreg.store.yaml_text.writer import entry_lines, is_collection
from innoreg.value_words import value_texts

Raw = dict[str, Any]
# Keys that the format does not demand alone, but without which such a record says nothing.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "Order": ("number", "date"),
    "Roadmap": ("items",),
    "Member": ("school",),
    "Rule": ("text",),
}


def blank_record(
    model: type[Record],
    values: Sequence[tuple[str, str]],
    resolve: Resolve | None = None,
    like: Raw | None = None,
) -> Raw:
    """The keys a record needs, empty where `values` (key by path, text) do not fill them.

    like: the mapping that is begun with, instead of the keys needed.

    Raises WrongUsage for a key or a word the format does not know.
    """
    data: Raw = {**(like or _required_keys(model)), "schema": SCHEMA_VERSION}
    data = set_keys(data, model, values, resolve) if resolve else set_keys(data, model, values)
    if data.get("draft"):
        # Only a signed order has them.
        data = {key: data[key] for key in data if key not in ("number", "date") or data[key]}
        data.setdefault("year", "")
    return in_order(data, model)


def in_order(data: Raw, model: type[Record]) -> Raw:
    """The mapping with its keys in the order of the format."""
    order = [info.alias or name for name, info in model.model_fields.items()]
    return dict(sorted(data.items(), key=lambda pair: order.index(pair[0])))


def form_text(data: Raw, model: type[Record]) -> str:
    """The form as YAML; above each key that is still empty a comment says what belongs there."""
    about = {info.alias or name: info for name, info in model.model_fields.items()}
    lines: list[str] = []
    for key, value in data.items():
        if list(empty_paths(value)):
            lines += [f"# {hint}" for hint in _hints(key, about[key])]
        lines += entry_lines(key, value, 0)
    return "\n".join(lines) + "\n"


def empty_paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of the values that are still to be filled in, or hold a mark where something is."""
    if value == "" or (isinstance(value, str) and TO_FILL in value):
        yield path
    elif is_collection(value):
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for step, one in pairs:
            yield from empty_paths(one, (*path, step))


def key_text(path: tuple[str | int, ...]) -> str:
    """A path as people give it in a command: elements of lists are counted from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _hints(key: str, info: FieldInfo) -> Iterator[str]:
    if info.description:
        yield _(info.description)
    if choices := shape_of(info).choices:
        yield _("one of: {expected}", expected=", ".join(value_texts(key, choices)))


def _required_keys(model: type[BaseModel]) -> Raw:
    wanted = _ALSO.get(model.__name__, ())
    return {
        info.alias or name: _blank_value(info.annotation)
        for name, info in model.model_fields.items()
        if name not in ("id", "schema_version") and (info.is_required() or name in wanted)
    }


def _blank_value(annotation: Any) -> Any:
    """An empty value of the type: "", a list of one empty element, or a part's required keys."""
    plain = _bare_type(annotation)
    if get_origin(plain) is tuple:
        return [_blank_value(get_args(plain)[0])]
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return _required_keys(plain)
    return ""


def _bare_type(annotation: Any) -> Any:
    """The type without Annotated and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare_type(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation
