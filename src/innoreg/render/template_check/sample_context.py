"""A context made up from the types of its names, to try a template on without a register."""

import types
import typing
from typing import Any

from innoreg.language import CASES
from innoreg.render.declinable_words import Remarks, Word

TEXT = "слово"
NAME = "О.В. Образец"
"""Without a gender it has no cases, as a name in a text has none."""
_TEXTS = {
    "short": "01.02.2026", "long": "1 февраля 2026 г.", "year": "2026", "name": NAME, "number": "1",
    # A picture of the register, and no template can know which.
    "emblem": "",
}  # fmt: skip
_COLUMNS = 12
"""Columns and cells of a table: a form may count on those of its own plan."""
_WIDE = frozenset({"columns", "cells"})
_NEVER_EMPTY = frozenset({"columns", "cells", "lines", "address", "paragraphs"})


def sample_context(context_type: Any, *, bare: bool = False) -> dict[str, Any]:
    """A value for every name of the context, every list filled.

    bare: without what a document may lack: signatory, appendices, rows and the like.
    """
    made: dict[str, Any] = _mapping(context_type, 0, bare=bare)
    return made


def _mapping(described: Any, index: int, *, bare: bool) -> dict[str, Any]:
    hints = typing.get_type_hints(described)
    return {name: _value(hint, name, index, bare=bare) for name, hint in hints.items()}


def _value(hint: Any, name: str, index: int, *, bare: bool) -> Any:
    """A value of the type; `index` tells the elements of a list apart."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        present = next(one for one in typing.get_args(hint) if one is not type(None))
        return None if bare else _value(present, name, index, bare=bare)
    if origin is typing.Literal:
        choices = typing.get_args(hint)
        return choices[index % len(choices)]
    if origin is list:
        return _elements(typing.get_args(hint)[0], name, bare=bare)
    if typing.is_typeddict(hint):
        return _mapping(hint, index, bare=bare)
    if hint is Word:
        return Word(TEXT, "org", Remarks(), forms=dict.fromkeys(CASES, TEXT))
    if hint is Remarks:
        return Remarks()
    plain = {bool: index == 0 and not bare, int: index + 1, float: 10.0}
    return plain.get(hint, _TEXTS.get(name, TEXT))


def _elements(hint: Any, name: str, *, bare: bool) -> list[Any]:
    if bare and name not in _NEVER_EMPTY:
        return []
    number = _COLUMNS if name in _WIDE else _choices(hint)
    return [_value(hint, name, index, bare=bare) for index in range(number)]


def _choices(hint: Any) -> int:
    """How many elements show every choice: both of a yes and no, all of a word of some."""
    if not typing.is_typeddict(hint):
        return 2
    own = typing.get_type_hints(hint).values()
    return max([2, *(len(typing.get_args(one)) for one in own if _is_choice(one))])


def _is_choice(hint: Any) -> bool:
    return typing.get_origin(hint) is typing.Literal
