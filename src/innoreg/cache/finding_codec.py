"""A finding written down as JSON and read back exactly, without the rules that made it."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from innoreg.cache.database import CannotKeep
from innoreg.diagnostics import Diagnostic, Place, Related
from innoreg.i18n import TN, T, Texts

_PLAIN = (str, int, type(None))


def encode(found: Diagnostic) -> str:
    """One finding as JSON in ASCII: the name of a file may hold bytes that are no text."""
    hint = _text(found.hint) if found.hint else None
    related = [[_place(each.place), _text(each.message)] for each in found.related]
    said = (_place(found.place), _text(found.message), hint, found.suggestion, related)
    row = (found.code, found.severity, *said, found.accepted)
    return json.dumps(row, separators=(",", ":"))


def decode(lines: Iterable[str]) -> list[Diagnostic]:
    """The findings that `encode` wrote, equal to those it was given."""
    return [*map(_finding, json.loads(f"[{','.join(lines)}]"))]


def _place(place: Place) -> list[str | int | None]:
    return [place.file, place.line, place.column, place.end_column]


def _text(text: T) -> list[Any]:
    """[message], [message, params], [one, params, many, n] or, of several texts, [[…]]."""
    if type(text) is T:
        return [text.message, _params(text)] if text.params else [text.message]
    if type(text) is TN:
        return [text.message, _params(text), text.many, text.n]
    if type(text) is Texts:
        return [text.texts]
    raise CannotKeep(type(text).__name__)


def _params(text: T) -> dict[str, Any]:
    return {name: _value(value) for name, value in text.params}


def _value(value: object) -> Any:
    """A value as itself; a list is always a text inside the text, a mapping a day."""
    if isinstance(value, T):
        return _text(value)
    if type(value) is date:
        return {"day": value.isoformat()}
    # A kind of str or int of one's own may show itself otherwise than what JSON gives back.
    if type(value) in _PLAIN:
        return value
    raise CannotKeep(type(value).__name__)


def _finding(row: list[Any]) -> Diagnostic:
    code, severity, place, message, hint, suggestion, related, accepted = row
    others = tuple(Related(Place(*place), _read(words)) for place, words in related)
    texts = (_read(message), _read(hint) if hint else None, suggestion)
    return Diagnostic(code, severity, Place(*place), *texts, others, accepted)


def _read(text: list[Any]) -> T:
    message, *rest = text
    if not rest:
        return T(message) if isinstance(message, str) else Texts(*message)
    params = {name: _read_value(value) for name, value in rest[0].items()}
    return T(message, **params) if len(rest) == 1 else TN(message, rest[1], rest[2], **params)


def _read_value(value: Any) -> Any:
    if isinstance(value, list):
        return _read(value)
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
