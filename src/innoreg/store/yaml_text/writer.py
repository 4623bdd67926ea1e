"""New values as lines of YAML: ids, numbers and yes/no plain, all other words in quotes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yaml.nodes import ScalarNode

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_./][A-Za-z0-9]+)*", re.ASCII)
# Other programs read these words as true, false or nothing; this one reads only text.
_NOT_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_ESCAPED = re.compile(r'[\\"]|[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]')  # fmt: skip
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}

Scalar = str | int | float | bool | date | None


def as_text(value: Scalar) -> str | None:
    """The value as reading gives it back: always text, or None for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def written(value: Scalar) -> str:
    """The value on one line, in the form new values are written in."""
    text = as_text(value)
    if text is None:
        return ""
    bare = isinstance(value, bool | int | float) or is_word(text)
    return text if bare else in_double_quotes(text)


def is_word(text: str) -> bool:
    """Whether every YAML program reads `text` without quotes as this very text."""
    return bool(_WORD.fullmatch(text)) and text.lower() not in _NOT_TEXT


def written_key(key: str) -> str:
    """A key of a mapping; the format's own keys (`on`, `from`) stand without quotes."""
    return key if _WORD.fullmatch(key) else in_double_quotes(key)


def in_double_quotes(text: str) -> str:
    """The text in double quotes; Cyrillic, «», dashes and no-break spaces stay as they are."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    code = ord(letter)
    return _SHORT.get(letter) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def rewritten(node: ScalarNode, value: Scalar) -> str:
    """A new value in the quotes the old one had."""
    text = as_text(value)
    if node.style == "'" and text and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        return "'" + text.replace("'", "''") + "'"
    if node.style == '"' and text is not None:
        return in_double_quotes(text)
    return written(value)


def literal(text: str) -> tuple[str, list[str]] | None:
    """Header and lines of a block scalar for a text of several lines; None where none fits."""
    body, ending = (text[:-1], "|") if text.endswith("\n") else (text, "|-")
    plain = _ESCAPED.search(re.sub(r'[\n\\"]', "", body)) is None
    lines = body.split("\n")
    fits = "\n" in text and body[:1] not in ("", " ", "\n", "\t") and lines[-1].strip()
    return (ending, lines) if plain and fits else None


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
