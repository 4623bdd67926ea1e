"""What fields of a part may hold: references, texts, parts; the same for all of one kind."""

from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

from pydantic import BaseModel

from innoreg.model.base import RefTo, leading_fields


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
    leading = {name: Field(name, key, to, own) for name, key, to, own in leading_fields(kind)}
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
    """Whether parts of this kind have a first and a last day."""
    return "from_" in kind.model_fields and "to" in kind.model_fields


def has_role(kind: type[BaseModel]) -> bool:
    """Whether parts of this kind name a role."""
    return "role" in kind.model_fields
