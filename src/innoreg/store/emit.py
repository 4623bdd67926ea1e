"""New values as lines of YAML, in the form `innoreg fmt` would give them."""

from collections.abc import Mapping, Sequence
from typing import Any

from innoreg.store.scalars import as_text, in_double_quotes, literal, written, written_key


def block(value: Any, indent: int, dash: int = 2) -> list[str]:
    """Lines of a mapping or a list, each begun with `indent` spaces.

    dash: how far the words of a list's element stand behind its dash.
    """
    pad = " " * indent
    if isinstance(value, Mapping):
        return [line for key, one in value.items() for line in entry(written_key(key), one, indent)]
    lines = []
    for one in value:
        first, *more = _element(one, indent + dash)
        lines += [f"{pad}-{' ' * (dash - 1)}{first}".rstrip(" "), *more]
    return lines


def _element(value: Any, indent: int) -> list[str]:
    if is_many(value) and value:
        first, *more = block(value, indent)
        return [first[indent:], *more]
    first, *more = entry("", value, indent)
    return [first.strip(), *more]


def entry(key: str, value: Any, indent: int) -> list[str]:
    """`key: value` as lines; a list or a mapping stands below, two spaces deeper."""
    head = " " * indent + (f"{key}:" if key else "")
    if is_many(value):
        return [head, *block(value, indent + 2)] if value else [f"{head} {flow(value)}"]
    lines = literal(value) if isinstance(value, str) else None
    if lines:
        pad = " " * (indent + 2 if key else indent)
        return [f"{head} {lines[0]}", *(pad + line if line else "" for line in lines[1])]
    return [f"{head} {written(value)}".rstrip(" ")]


def flow(value: Any, as_json: bool = False) -> str:
    """A value on one line, as it stands between brackets; all texts in quotes where JSON is kept."""
    if isinstance(value, Mapping):
        pairs = (f"{flow_key(k, as_json)}: {flow(v, as_json)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if is_many(value):
        return "[" + ", ".join(flow(one, as_json) for one in value) + "]"
    if as_json and isinstance(value, str):
        return in_double_quotes(value)
    return written(value) or "null"


def flow_key(key: str, as_json: bool) -> str:
    """A key between brackets, in quotes where the others are."""
    return in_double_quotes(key) if as_json else written_key(key)


def is_many(value: Any) -> bool:
    """Whether the value is a mapping or a list."""
    return isinstance(value, Mapping) or (
        isinstance(value, Sequence) and not isinstance(value, str)
    )


def as_read(value: Any) -> Any:
    """The value as reading gives it back: dicts, lists and texts."""
    if isinstance(value, Mapping):
        return {key: as_read(one) for key, one in value.items()}
    return [as_read(one) for one in value] if is_many(value) else as_text(value)
