"""Names, texts and roles in records, with the path of keys to each."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

from pydantic import BaseModel

from innoreg.hidden_signs import find_hidden_sign
from innoreg.model.base import TO_FILL, Record, RefTo, reference_fields
from innoreg.model.registry import Path
from innoreg.model.site_rules import ApplicationWindow


class Field(NamedTuple):
    """A field that refers, or that may hold texts or parts, by its key in the file.

    to: what it may name; None for a field that does not refer. own_words: words that the format
    knows there, which name nothing.
    """

    name: str
    key: str
    to: RefTo | None
    own_words: frozenset[str]


@cache
def fields_of(kind: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a kind of part that rules look into."""
    leading = {name: Field(name, key, to, own) for name, key, to, own in reference_fields(kind)}
    worded = {
        name: Field(name, field.alias or name, None, frozenset())
        for name, field in kind.model_fields.items()
        if _holds_texts(field.annotation)
    }
    return tuple({**worded, **leading}.values())


def _holds_texts(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    return annotation is str or any(map(_holds_texts, getattr(annotation, "__args__", ())))


def is_stretch(kind: type[BaseModel]) -> bool:
    """Whether parts of this kind have a first and a last day; days of every year may pass New Year."""
    has_both = "from_" in kind.model_fields and "to" in kind.model_fields
    return has_both and kind is not ApplicationWindow


def has_role(kind: type[BaseModel]) -> bool:
    """Whether parts of this kind name a role."""
    return "role" in kind.model_fields


Records = list[Record]
# What may be a figure in any script: a search for \d itself takes twice as long.
_FIGURE = re.compile("[^\0-/:-\u065f\u2000-\u2fff]")
_FIGURES = re.compile(r"\d(?:\D*\d){4}")


class RecordTexts:
    """Each thing said, and the records that say it; `innoreg.rules.record_texts` finds where."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.names: dict[RefTo, dict[str, Records]] = {}
        """What is named, by what may be named there. Words the format sets are none."""
        self.roles: dict[str, Records] = defaultdict(list)
        self.reversed: Records = []
        """Those with a stretch of days that ends before it begins."""
        self._texts = _Texts()
        self.signed: Mapping[str, Records] = self._texts.signed
        """Texts with quotes, with no-break spaces, with an @, or long in figures."""
        self.coded: Mapping[str, Records] = self._texts.coded
        """Those among them with an @, or long in figures."""
        self.hidden: Mapping[str, Records] = self._texts.hidden
        """Texts with a sign that nobody sees."""
        self.unfinished: Mapping[str, Records] = self._texts.unfinished
        """Texts with a mark where words are still to be filled in."""
        self._models = _PartKinds()
        for record in records:
            self._gather(record)

    def _gather(self, record: Record) -> None:
        model = self._models[type(record)]
        assert model is not None
        texts, roles = self._models.texts, self._models.roles
        self._is_reversed = False
        self._walk(record, model)
        for (to, own_words), found in self._models.names.items():
            if not found:
                continue
            texts |= found  # a reference is a text like others
            names = self.names.setdefault(to, defaultdict(list))
            for name in found - own_words if own_words else found:
                names[name].append(record)
            found.clear()
        for text in texts:
            if (records := self._texts[text]) is not None:
                records.append(record)
        for role in roles:
            self.roles[role].append(record)
        texts.clear()
        roles.clear()
        if self._is_reversed:
            self.reversed.append(record)

    def _walk(self, part: BaseModel, model: "_PartKind") -> None:
        models, fields, values = self._models, model.fields, part.__dict__
        # What the file does not give says nothing: most fields of most parts.
        for name in part.__pydantic_fields_set__:
            say = fields.get(name)
            if say is None:
                continue
            value = values[name]
            if type(value) is str:
                say(value)
            elif type(value) is tuple:
                for each in value:
                    if type(each) is str:
                        say(each)
                    elif (below := models[type(each)]) is not None:
                        self._walk(each, below)
            elif (below := models[type(value)]) is not None:
                self._walk(value, below)
        if model.stretch and (start := values["from_"]) and (end := values["to"]):
            self._is_reversed |= start > end
        if model.role and (role := values["role"]):
            models.roles.add(role)


class _Texts(dict[str, Records | None]):
    """The records by text; None where the text has no sign worth a look."""

    def __init__(self) -> None:
        super().__init__()
        self.signed: dict[str, Records] = {}
        self.coded: dict[str, Records] = {}
        self.hidden: dict[str, Records] = {}
        self.unfinished: dict[str, Records] = {}

    def __missing__(self, text: str) -> Records | None:
        found: Records | None = None
        coded = _may_hold_code(text)
        signed = coded or "«" in text or "»" in text or "\u00a0" in text
        # Whether it can be printed is known at once; a search takes its time.
        hidden = not text.isprintable() and find_hidden_sign(text)
        unfinished = TO_FILL in text
        if signed or hidden or unfinished:
            found = []
            if signed:
                self.signed[text] = found
            if coded:
                self.coded[text] = found
            if hidden:
                self.hidden[text] = found
            if unfinished:
                self.unfinished[text] = found
        self[text] = found
        return found


def _may_hold_code(text: str) -> bool:
    """Whether it has an @ or five figures."""
    figure = _FIGURE.search(text)
    return "@" in text or bool(figure and _FIGURES.search(text, figure.start()))


class _PartKind(NamedTuple):
    """A kind of part: what takes in the texts of each field, by its name."""

    fields: dict[str, Callable[[str], object]]
    stretch: bool
    role: bool


class _PartKinds(dict[type, _PartKind | None]):
    """The kinds of part, each looked at once, None where there is nothing to see.

    texts, roles, names: what the record that is walked through says; names by what may be meant.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.roles: set[str] = set()
        self.names: dict[tuple[RefTo, frozenset[str]], set[str]] = {}

    def __missing__(self, kind: type) -> _PartKind | None:
        self[kind] = found = self._model(kind) if issubclass(kind, BaseModel) else None
        return found

    def _model(self, kind: type[BaseModel]) -> _PartKind | None:
        fields: dict[str, Callable[[str], object]] = {}
        for name, _key, to, own_words in fields_of(kind):
            into = self.names.setdefault((to, own_words), set()) if to else self.texts
            fields[name] = into.add
        model = _PartKind(fields, is_stretch(kind), has_role(kind))
        return model if fields or model.stretch or model.role else None


class Stretch(NamedTuple):
    """The days of a part, and its path: () of the record itself."""

    path: Path
    start: date
    end: date


class RecordPlaces:
    """Of one record."""

    def __init__(self, record: Record) -> None:
        self.names: dict[tuple[RefTo, str], list[Path]] = defaultdict(list)
        self.texts: dict[str, list[Path]] = defaultdict(list)
        """References are texts too."""
        self.roles: dict[str, list[Path]] = defaultdict(list)
        """The parts that have the role."""
        self.stretches: list[Stretch] = []
        self._walk((), record)

    def _walk(self, path: Path, part: BaseModel) -> None:
        values = part.__dict__
        for name, key, to, own_words in fields_of(type(part)):
            value = values[name]
            several = value if isinstance(value, tuple) else (value,)
            for index, each in enumerate(several):
                here = (*path, key, index) if several is value else (*path, key)
                if isinstance(each, BaseModel):
                    self._walk(here, each)
                elif isinstance(each, str):
                    self.texts[each].append(here)
                    if to and each not in own_words:
                        self.names[to, each].append(here)
        if is_stretch(type(part)) and values["from_"] and values["to"]:
            self.stretches.append(Stretch(path, values["from_"], values["to"]))
        if has_role(type(part)) and values["role"]:
            self.roles[values["role"]].append(path)
