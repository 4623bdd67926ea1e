"""One walk through records: what they refer to, texts worth a look, stretches of days, roles."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

from pydantic import BaseModel

from innoreg.model.base import Record, RefTo, leading_fields
from innoreg.model.registry import Path

At = tuple[Record, Path]
"""A record, and the path of keys to a value in its file."""
Text = tuple[Record, Path, str]
# What rules look for inside texts: quotes, no-break spaces, and codes long in figures or with an @.
_SIGNS = re.compile(r"[«»\u00a0@]|\d(?:\D*\d){4}")


class Stretch(NamedTuple):
    """A part that has a first and a last day."""

    record: Record
    path: Path
    start: date
    end: date


class Parts:
    """What stands in the parts of some records, gathered in one walk."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.names: dict[RefTo, dict[str, list[At]]] = {}
        """What is named, by what may be named there; and where. Words the format sets are none."""
        self.signed: list[Text] = []
        """Texts with quotes, with no-break spaces, with an @, or long in figures."""
        self.stretches: list[Stretch] = []
        self.roles: list[Text] = []
        self._signs: dict[str, bool] = {}
        self._fields = _Fields(self.names)
        for record in records:
            self._walk(record, (), record)
        self._look_at_names()

    def _walk(self, record: Record, path: Path, part: BaseModel) -> None:
        fields = self._fields[type(part)]
        assert fields is not None
        values, signs = part.__dict__, self._signs
        for name, key, places, own_words in fields.referring:
            value = values[name]
            if type(value) is str:
                if value not in own_words:
                    places[value].append((record, (*path, key)))
            elif value:
                for index, ref in enumerate(value):
                    places[ref].append((record, (*path, key, index)))
        for name, key in fields.worded:
            if value := values[name]:
                if type(value) is str:
                    signed = signs.get(value)
                    if signed is None:
                        signed = signs[value] = _SIGNS.search(value) is not None
                    if signed:
                        self.signed.append((record, (*path, key), value))
                elif type(value) is tuple:
                    self._look(record, (*path, key), value)
        if fields.dated and (start := values["from_"]) and (end := values["to"]):
            self.stretches.append(Stretch(record, path, start, end))
        if fields.roles and (role := values["role"]):
            self.roles.append((record, path, role))
        for name, key in fields.holding:
            if value := values[name]:
                if type(value) is tuple:
                    for index, below in enumerate(value):
                        if self._fields[type(below)]:
                            self._walk(record, (*path, key, index), below)
                elif self._fields[type(value)]:
                    self._walk(record, (*path, key), value)

    def _look(self, record: Record, path: Path, texts: tuple[object, ...]) -> None:
        for index, text in enumerate(texts):
            if isinstance(text, str) and _SIGNS.search(text):
                self.signed.append((record, (*path, index), text))

    def _look_at_names(self) -> None:
        """A reference is a text like others, and one name stands in many places."""
        for named in self.names.values():
            for text, places in named.items():
                if _SIGNS.search(text):
                    self.signed += [(record, path, text) for record, path in places]


class _Of(NamedTuple):
    """What the fields of a kind of part may hold: each by its name and its key in the file."""

    referring: tuple[tuple[str, str, dict[str, list[At]], frozenset[str]], ...]
    worded: tuple[tuple[str, str], ...]
    holding: tuple[tuple[str, str], ...]
    dated: bool
    roles: bool


class _Fields(dict[type, _Of | None]):
    """The fields by kind of part; None for what is no part."""

    def __init__(self, names: dict[RefTo, dict[str, list[At]]]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, model: type) -> _Of | None:
        self[model] = found = self._of(model) if issubclass(model, BaseModel) else None
        return found

    def _of(self, model: type[BaseModel]) -> _Of:
        leading = leading_fields(model)
        referring = tuple(
            (name, key, self._names.setdefault(to, defaultdict(list)), own)
            for name, key, to, own in leading
            if to
        )
        holding = tuple((name, key) for name, key, to, _own in leading if to is None)
        fields = model.model_fields
        return _Of(
            referring,
            _worded(model),
            holding,
            "from_" in fields and "to" in fields,
            "role" in fields,
        )


@cache
def _worded(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Name and key of the fields that may hold texts and do not refer."""
    referring = {name for name, _key, to, _own in leading_fields(model) if to}
    fields = ((name, f) for name, f in model.model_fields.items() if name not in referring)
    return tuple((name, f.alias or name) for name, f in fields if _holds_texts(f.annotation))


def _holds_texts(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    return annotation is str or any(map(_holds_texts, getattr(annotation, "__args__", ())))
