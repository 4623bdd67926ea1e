"""A new record as a form to fill in: the keys it needs, each with a comment on its value."""

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from innoreg.errors import WrongUsage
from innoreg.i18n import T, _
from innoreg.model.base import Record
from innoreg.store.record_reader import SCHEMA_VERSION
from innoreg.store.yaml_text.writer import entry_lines, is_collection

Raw = dict[str, Any]
# Keys that the format does not demand alone, but without which such a record says nothing.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "Order": ("number", "date"),
    "Roadmap": ("items",),
    "Member": ("school",),
    "Rule": ("text",),
}


def blank_record(model: type[Record], values: Sequence[tuple[str, str]]) -> Raw:
    """The keys a record needs, empty where `values` (dotted key, text) do not fill them.

    A key that is a list takes its value as one more element. Raises WrongUsage for a key the
    format does not know.
    """
    data = {"schema": SCHEMA_VERSION, **_required_keys(model)}
    for key, text in values:
        _set_value(data, model, key.split("."), text, key)
    order = [info.alias or name for name, info in model.model_fields.items()]
    return dict(sorted(data.items(), key=lambda pair: order.index(pair[0])))


def form_text(data: Raw, model: type[Record]) -> str:
    """The form as YAML; above each key that is still empty a comment says what belongs there."""
    about = {info.alias or name: info for name, info in model.model_fields.items()}
    lines: list[str] = []
    for key, value in data.items():
        if list(empty_paths(value)):
            lines += [f"# {hint}" for hint in _hints(about[key])]
        lines += entry_lines(key, value, 0)
    return "\n".join(lines) + "\n"


def empty_paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of the values that are still to be filled in."""
    if value == "":
        yield path
    elif is_collection(value):
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for step, one in pairs:
            yield from empty_paths(one, (*path, step))


def _hints(info: FieldInfo) -> Iterator[str]:
    if info.description:
        yield _(info.description)
    if choices := _choices(info.annotation):
        yield _("one of: {expected}", expected=", ".join(choices))


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


def _choices(annotation: Any) -> tuple[str, ...]:
    plain = _bare_type(annotation)
    return get_args(plain) if get_origin(plain) is Literal else ()


def _set_value(data: Raw, model: type[BaseModel], steps: list[str], text: str, key: str) -> None:
    """Set the value at a dotted key; parts on the way are made where they are absent."""
    first, *rest = steps
    info = next((i for n, i in model.model_fields.items() if (i.alias or n) == first), None)
    if info is None or first in ("id", "schema"):
        raise WrongUsage(
            T("{model} has no key “{key}”", model=model.__name__.lower(), key=key),
            T("`innoreg schema` lists the keys"),
        )
    plain = _bare_type(info.annotation)
    if rest and isinstance(plain, type) and issubclass(plain, BaseModel):
        _set_value(data.setdefault(first, {}), plain, rest, text, key)
    elif rest:
        raise WrongUsage(
            T("“{key}” is no single value", key=key), T("fill it in with `innoreg edit`")
        )
    elif get_origin(plain) is tuple:
        # The blank element of the form gives way to the first value.
        data[first] = [one for one in data.get(first, ()) if one != ""] + [text]
    else:
        data[first] = _parse_scalar(plain, text)


def _parse_scalar(plain: Any, text: str) -> Any:
    if plain is bool and text in ("true", "false"):
        return text == "true"
    return int(text) if plain is int and text.isdecimal() else text
