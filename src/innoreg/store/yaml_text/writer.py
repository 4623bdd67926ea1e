"""Writes new values as YAML: ids, numbers and yes/no plain, all other words in double quotes.

Whole lines are dumped by ruamel.yaml. A scalar or a value between brackets that goes into the
middle of a line is written here, in the same style.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

from yaml.nodes import ScalarNode

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_./][A-Za-z0-9]+)*", re.ASCII)
# Other programs read these words as true, false or nothing; this one reads only text.
_NOT_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_ESCAPED = re.compile(r'[\\"]|[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]')  # fmt: skip
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}

Scalar = str | int | float | bool | date | None


def scalar_as_read(value: Scalar) -> str | None:
    """The value as reading gives it back: always text, or None for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def scalar_text(value: Scalar) -> str:
    """The value on one line; "" for nothing."""
    text = scalar_as_read(value)
    if text is None:
        return ""
    bare = isinstance(value, bool | int | float) or is_word(text)
    return text if bare else double_quote(text)


def is_word(text: str) -> bool:
    """Whether every YAML program reads `text` without quotes as this very text."""
    return bool(_WORD.fullmatch(text)) and text.lower() not in _NOT_TEXT


def key_text(key: str) -> str:
    """A key of a mapping; the format's own keys (`on`, `from`) stand without quotes."""
    return key if _WORD.fullmatch(key) else double_quote(key)


def double_quote(text: str) -> str:
    """The text in double quotes; Cyrillic, «», dashes and no-break spaces stay as they are."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    code = ord(letter)
    return _SHORT.get(letter) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def scalar_in_style_of(node: ScalarNode, value: Scalar) -> str:
    """A new value in the quotes of the old one, where they fit it."""
    text = scalar_as_read(value)
    # Between single quotes nothing can be escaped.
    if node.style == "'" and text and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        return "'" + text.replace("'", "''") + "'"
    if node.style == '"' and text is not None:
        return double_quote(text)
    return scalar_text(value)


def literal_block(text: str) -> tuple[str, list[str]] | None:
    """Header and lines of a block scalar for a text of several lines; None where none fits."""
    body, ending = (text[:-1], "|") if text.endswith("\n") else (text, "|-")
    plain = _ESCAPED.search(re.sub(r'[\n\\"]', "", body)) is None
    lines = body.split("\n")
    # A block scalar that begins with a space or a blank line needs a number in its header.
    fits = "\n" in text and body[:1] not in ("", " ", "\n", "\t") and lines[-1].strip()
    return (ending, lines) if plain and fits else None


def block_lines(value: Any, indent: int, dash: int = 2) -> list[str]:
    """Lines of a mapping or a list that is not empty, each begun with `indent` spaces.

    dash: how far the words of a list's element stand behind its dash.
    """
    if isinstance(value, Mapping):
        return _indent(_dump(value), indent)
    # ruamel.yaml knows one width of dashes for a whole text, and the elements of this list alone
    # stand beside others that may have another one.
    dashed = (line[2:] for line in _dump({"list": value})[1:])
    return _indent((_with_wider_dash(line, " " * (dash - 2)) for line in dashed), indent)


def _with_wider_dash(line: str, spaces: str) -> str:
    if line.startswith("-"):
        return f"-{spaces}{line[1:]}"
    return spaces + line if line else ""


def entry_lines(key: str, value: Any, indent: int) -> list[str]:
    """`key: value` as lines; a list or a mapping stands below, two spaces deeper."""
    return _indent(_dump({key: value}), indent)


def _indent(lines: Iterable[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _dump(value: Mapping[str, Any]) -> list[str]:
    stream = StringIO()
    _ruamel().dump(_with_styles(value), stream)
    return stream.getvalue().split("\n")[:-1]


def _with_styles(value: Any) -> Any:
    """The value for ruamel.yaml: each text of a type that says how it is written."""
    from ruamel.yaml import scalarstring as style

    if isinstance(value, Mapping):
        return {
            key if _WORD.fullmatch(key) else style.DoubleQuotedScalarString(key): _with_styles(one)
            for key, one in value.items()
        }
    if is_collection(value):
        return [_with_styles(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    if is_word(text):
        return text
    fits = literal_block(text) is not None
    return (style.LiteralScalarString if fits else style.DoubleQuotedScalarString)(text)


@cache
def _ruamel() -> Any:
    # Imported here: 25 ms, which only a command that writes something new has to pay.
    from ruamel.yaml import YAML
    from ruamel.yaml.emitter import Emitter

    class HouseEmitter(Emitter):
        # Beyond this length ruamel.yaml begins a key with `?`, which people do not know.
        MAX_SIMPLE_KEY_LENGTH = sys.maxsize

        def write_double_quoted(self, text: Any, _split: Any = True) -> None:
            # Its own one leaves U+0085 as it is (and reads it back as a space), and wraps lines.
            self.write_indicator(double_quote(text), True)

    yaml = YAML()
    yaml.Emitter = HouseEmitter
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = sys.maxsize
    return yaml


def flow_text(value: Any, as_json: bool = False) -> str:
    """A value on one line, as it stands between brackets.

    as_json: all texts in double quotes, as their neighbours in a file that is JSON.
    """
    if isinstance(value, Mapping):
        quote = double_quote if as_json else key_text
        pairs = (f"{quote(key)}: {flow_text(one, as_json)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if is_collection(value):
        return "[" + ", ".join(flow_text(one, as_json) for one in value) + "]"
    if as_json and isinstance(value, str):
        return double_quote(value)
    return scalar_text(value) or "null"


def is_collection(value: Any) -> bool:
    """Whether the value is a mapping or a list."""
    return isinstance(value, Mapping) or (
        isinstance(value, Sequence) and not isinstance(value, str)
    )


def value_as_read(value: Any) -> Any:
    """The value as reading gives it back: dicts, lists and texts."""
    if isinstance(value, Mapping):
        return {key: value_as_read(one) for key, one in value.items()}
    return [value_as_read(one) for one in value] if is_collection(value) else scalar_as_read(value)
