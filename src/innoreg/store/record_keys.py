"""Keys of records by path, as people give them in a command: `items.2.deadline=март`.

Elements of lists are counted from 1. A key goes by its name, or by its label in either language.
"""

import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from innoreg.errors import WrongUsage
from innoreg.folding import comparison_key
from innoreg.i18n import LANGUAGES, T, current_language, use_language
from innoreg.i18n import _ as translated
from innoreg.model.base import Record, RefTo
from innoreg.value_words import find_value, value_texts

Raw = dict[str, Any]
Resolve = Callable[[tuple[str, ...], str], str]
"""The kinds that may be named, and the words: the reference meant, or the words as they are."""
_LEADING = ("number", "unnumbered", "kind", "event", "title")
"""What a part begins with, as documents do."""
_UNWRITTEN = ("id", "schema")
_RUSSIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_YES_AND_NO = {"true": True, "yes": True, "да": True, "false": False, "no": False, "нет": False}


class Shape(NamedTuple):
    """What a key holds. many: a list of it. models: of the parts it may be; none of a single value."""

    many: bool
    models: tuple[type[BaseModel], ...]
    plain: Any
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    takes_text: bool = False
    """Whether a bare text may stand for a part."""
    alone: tuple[str, ...] = ()
    """Words that may stand in place of a list."""
    one_or_more: bool = False
    """Whether a single text is written without a list around it."""


def set_keys(
    data: Raw,
    model: type[BaseModel],
    pairs: Sequence[tuple[str, str]],
    resolve: Resolve = lambda _kinds, words: words,
) -> Raw:
    """A copy of a record's mapping with each value at its key; an empty value takes the key away.

    Several values of one key that is a list become the list. Parts on the way are made where they
    are absent. Raises WrongUsage for a key or a word that the format does not know, with those
    that it knows.
    """
    new = deepcopy(data)
    # What kind a clause is says which keys it has.
    ordered = sorted(pairs, key=lambda pair: pair[0].rpartition(".")[2] not in ("kind", "event"))
    given: set[str] = set()
    for key, text in ordered:
        setter = _Setter(key, text, resolve, again=key in given)
        new = setter.set_in(new, model, tuple(key.split(".")))
        given.add(key)
    return new


class _Setter(NamedTuple):
    """One value on its way to its place. again: an earlier value of the same key is to stay."""

    key: str
    text: str
    resolve: Resolve
    again: bool = False

    def set_in(self, part: Any, model: type[BaseModel], steps: tuple[str, ...]) -> Raw:
        """The part with the value in it, its keys in the order of the format."""
        new: Raw = dict(part) if isinstance(part, Mapping) else {}
        name, info = find_key(model, steps[0], self.key)
        shape = shape_of(info)
        rest = steps[1:]
        if not self.text and not rest:
            new.pop(name, None)
            return new
        if shape.many:
            made = self._in_list(new.get(name), shape, name, rest, new, model)
        elif rest:
            made = self.set_in(new.get(name), self._model(new.get(name), shape), rest)
        else:
            made = self._value(name, shape)
        if made in ({}, []):
            new.pop(name, None)
            return new
        return insert_key(new, name, made, model)

    def _in_list(
        self,
        held: Any,
        shape: Shape,
        name: str,
        rest: tuple[str, ...],
        holder: Raw,
        above: type[BaseModel],
    ) -> Any:
        listed = list(held) if isinstance(held, list | tuple) else [] if held is None else [held]
        if not rest:
            # The blank element of a form gives way, and so does what stood there before the command.
            kept = [one for one in listed if one != ""] if self.again else []
            if shape.alone and (word := find_value(name, self.text, shape.alone)):
                return word
            made: Any = [*kept, self._value(name, shape)]
            return made[0] if shape.one_or_more and len(made) == 1 else made
        if rest[0].isascii() and rest[0].isdecimal():
            at, rest = int(rest[0]) - 1, rest[1:]
        elif len(listed) <= 1:
            at = 0
        else:
            raise WrongUsage(
                T("“{key}” is one of {n}", key=self.key, n=len(listed)),
                T("say which, for example {example}",
                  example=".".join((*self.key.split(".")[: -len(rest)], "1", *rest))),
            )  # fmt: skip
        if not 0 <= at <= len(listed):
            raise WrongUsage(
                T("“{key}”: there are {n}", key=self.key, n=len(listed)),
                T("they are counted from 1, and {next} is a new one", next=len(listed) + 1),
            )
        if not rest and not self.text:
            return [one for place, one in enumerate(listed) if place != at]
        before = listed[at] if at < len(listed) else None
        if not rest:
            made = self._value(name, shape)
        else:
            model = self._model(before, shape, rest)
            # A bare text is short for a part that has only it.
            old = {"text": before} if isinstance(before, str) and before else before
            begun = _begun_element(model, holder, above, name, at)
            # A form begins with one whose number is empty.
            started = {
                **begun,
                **{k: v for k, v in (old or {}).items() if v != "" or k not in begun},
            }
            made = self.set_in(started, model, rest)
        every = [*listed[:at], made, *listed[at + 1 :]]
        single = shape.one_or_more and len(every) == 1 and isinstance(made, str)
        return made if single else every

    def _model(self, held: Any, shape: Shape, rest: tuple[str, ...] = ()) -> type[BaseModel]:
        """The kind of part that is meant: by its own word for it, where there are several."""
        if not shape.models:
            raise WrongUsage(
                T("“{key}” is no key: what stands before it is a single value", key=self.key)
            )
        if len(shape.models) == 1:
            return shape.models[0]
        tags = {tag: model for model in shape.models for tag in _tags(model)}
        word = held.get("kind", held.get("event")) if isinstance(held, Mapping) else None
        if rest[-1:] in (("kind",), ("event",)):
            word = find_value("kind", self.text, list(tags)) or word
        if word in tags:
            return tags[word]
        fitting = [model for model in shape.models if rest and _field_of(model, rest[0])]
        if not tags and fitting:
            return fitting[0]
        raise WrongUsage(
            T("“{key}”: its kind must be known first", key=self.key),
            T("give {key}=… as well, one of: {expected}",
              key=f"{'.'.join(self.key.split('.')[: -len(rest)])}.kind",
              expected=", ".join(value_texts("kind", tags))),
        )  # fmt: skip

    def _value(self, name: str, shape: Shape) -> Any:
        text = self.text
        if shape.choices and (found := find_value(name, text, shape.choices)):
            return found
        if shape.kinds:
            return self.resolve(shape.kinds, text)
        if shape.choices and shape.plain is Literal:
            raise WrongUsage(
                T("{key}: “{word}” is none of its words", key=self.key, word=text),
                T("one of: {expected}", expected=", ".join(value_texts(name, shape.choices))),
            )
        if shape.models:
            return self._bare(shape)
        return _parse_scalar(shape.plain, text)

    def _bare(self, shape: Shape) -> Any:
        """A bare text where a part stands: whom it names, or the words themselves."""
        model = shape.models[0]
        for key, kinds in (("person", ("person",)), ("organisation", ("authority", "school")),
                           ("district", ("district",))):  # fmt: skip
            if key in model.model_fields and shape.takes_text:
                found = self.resolve(("?", *kinds), self.text)
                if found:
                    return {key: found}
        if shape.takes_text:
            return self.text
        raise WrongUsage(
            T("“{key}” has keys of its own", key=self.key),
            T("give them: {keys}", keys=", ".join(keys_in_words(model))),
        )


def insert_key(part: Raw, name: str, value: Any, model: type[BaseModel]) -> Raw:
    """The mapping with the value at the key: in its place, else behind all that come before it."""
    if name in part:
        return {**part, name: value}
    order = [info.alias or field for field, info in model.model_fields.items()]
    if not issubclass(model, Record):
        order = [*(key for key in _LEADING if key in order), *order]
    # Whatever order the file has.
    earlier = set(order[: order.index(name)])
    items = list(part.items())
    at = max((i + 1 for i, (key, _value) in enumerate(items) if key in earlier), default=0)
    return dict([*items[:at], (name, value), *items[at:]])


def find_key(model: type[BaseModel], word: str, path: str = "") -> tuple[str, FieldInfo]:
    """The key that a word names, and its field; WrongUsage with all keys in words where none."""
    found = _field_of(model, word)
    if found:
        return found
    raise WrongUsage(
        T("there is no key “{key}” here", key=path or word),
        T("its keys: {keys}", keys=", ".join(keys_in_words(model))),
    )


def keys_in_words(model: type[BaseModel]) -> list[str]:
    """Every key that can be given, each with what the reader calls it; what all records have last."""
    fields = sorted(_fields(model), key=lambda field: field[0] in Record.model_fields)
    return [
        key if (label := translated(info.title or key)) == key else f"{key} ({label})"
        for key, info in fields
    ]


def shape_of(info: FieldInfo) -> Shape:
    """What a field holds."""
    many, models, plain, takes_text = False, list[type[BaseModel]](), None, False
    kinds: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    # Of each its annotations beside it, and whether it stands inside the list.
    waiting: list[tuple[Any, list[Any], bool]] = [(info.annotation, [*info.metadata], False)]
    while waiting:
        one, about, inside = waiting.pop(0)
        kinds += next((tuple(m.kinds) for m in about if isinstance(m, RefTo)), ())
        origin = get_origin(one)
        if origin is Annotated:
            waiting.insert(0, (get_args(one)[0], list(one.__metadata__), inside))
        elif origin in (Union, types.UnionType):
            waiting[:0] = [(a, [], inside) for a in get_args(one) if a is not type(None)]
        elif origin is tuple:
            many = True
            waiting.insert(0, (get_args(one)[0], [], True))
        elif origin is Literal:
            plain = plain or Literal
            inner, outer = (
                (inner + get_args(one), outer) if inside else (inner, outer + get_args(one))
            )
        elif isinstance(one, type) and issubclass(one, BaseModel):
            models.append(one)
            # As those who answer are read.
            takes_text = takes_text or "_from_text" in vars(one)
        else:
            plain = one if plain in (None, Literal) else plain
    one_or_more = many and any(isinstance(about, BeforeValidator) for about in info.metadata)
    choices, alone = (inner, outer) if many else (outer, ())
    return Shape(many, tuple(models), plain, kinds, choices, takes_text, alone, one_or_more)


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    # A model that holds itself knows its own name only then.
    if any("'" in repr(info.annotation) for info in model.model_fields.values()):
        model.model_rebuild()
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in _UNWRITTEN:
            yield key, info


def _field_of(model: type[BaseModel], word: str) -> tuple[str, FieldInfo] | None:
    fields = dict(_fields(model))
    if word in fields:
        return word, fields[word]
    asked = comparison_key(word.replace("_", " "))
    before, found = current_language(), None
    for language in LANGUAGES:
        use_language(language)
        labelled = (
            (k, i) for k, i in fields.items() if comparison_key(translated(i.title or k)) == asked
        )
        found = found or next(labelled, None)
    use_language(before)
    return found


def part_model(
    model: type[BaseModel], data: Raw, path: Sequence[str | int]
) -> tuple[type[BaseModel], str]:
    """The model of the part that holds the value at `path`, and the value's key there."""
    steps = [step for step in path if isinstance(step, str)]
    end = len(path) - 1 - [*reversed(path)].index(steps[-1])
    at: Any = data
    for step, after in pairwise(path[: end + 1]):
        at = at[step]
        if isinstance(step, str):
            held = at[after] if isinstance(after, int) else at
            models = shape_of(find_key(model, step)[1]).models
            tag = held.get("kind", held.get("event")) if isinstance(held, Mapping) else None
            model = next((m for m in models if tag in _tags(m)), models[0])
    return model, steps[-1]


def clause_kinds() -> tuple[str, ...]:
    """Every kind of clause there is."""
    from innoreg.model.order import Order

    models = shape_of(Order.model_fields["clauses"]).models
    return tuple(tag for model in models for tag in _tags(model))


def _tags(model: type[BaseModel]) -> tuple[str, ...]:
    info = model.model_fields.get("kind") or model.model_fields.get("event")
    return get_args(info.annotation) if info and get_origin(info.annotation) is Literal else ()


def _begun_element(
    model: type[BaseModel], holder: Raw, above: type[BaseModel], name: str, at: int
) -> Raw:
    """A new element: one that is numbered gets the number of its place."""
    if "number" not in model.model_fields or name not in ("items", "sections", "clauses"):
        return {}
    # An order has a number as well, which its clauses do not begin with.
    outer = "" if issubclass(above, Record) else str(holder.get("number", "")).rstrip(".")
    return {"number": f"{outer}.{at + 1}." if outer else f"{at + 1}."}


def _parse_scalar(plain: Any, text: str) -> Any:
    if plain is bool and text.lower() in _YES_AND_NO:
        return _YES_AND_NO[text.lower()]
    if plain is date and (day := _RUSSIAN_DAY.fullmatch(text.strip())):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    return int(text) if plain is int and text.isascii() and text.isdecimal() else text
