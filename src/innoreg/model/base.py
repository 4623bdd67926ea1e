"""What all models share: the strict frozen base, types of texts, dates, ids and references."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, ForwardRef, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

TO_FILL = "[…]"
"""Stands in a text for words that are still to be filled in."""
# Lower case only: some file systems do not tell case apart, and ids are file names.
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def about(label: str, description: str, default: Any = ..., **constraints: Any) -> Any:
    """A field with its label, a word or two for tables and `diff`, and its description in a sentence.

    Both are English here and shown in the reader's language. A key has the same label wherever it
    stands.
    """
    return Field(default, title=label, description=description, **constraints)


def _require_iso_date(value: object) -> object:
    # pydantic would take 1646092800 and 2022-03-01T00:00:00 for dates as well.
    if isinstance(value, str) and not _ISO_DATE.fullmatch(value):
        raise ValueError("not a date like 2022-03-01")
    return value


def _require_known_century(day: date) -> date:
    # Beyond these years there is no order, and sums of days would overflow.
    if not 1900 <= day.year < 2200:
        raise ValueError("the year is not from 1900 to 2199")
    return day


def _require_words(value: str) -> str:
    if not value.strip():
        raise ValueError("an empty text")
    return value


# The schemas repeat as patterns what our validators check: an editor has only the schema.
Text = Annotated[
    str, AfterValidator(_require_words), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Date = Annotated[
    date,
    BeforeValidator(_require_iso_date),
    AfterValidator(_require_known_century),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
# Text, not a float: sums and comparisons are exact, and a comma stays a comma.
Number = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,9}([.,][0-9]{1,6})?$")]
# As much as every mail program takes; no sign in it ends a line of a letter's head.
MAIL_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}$"
MailAddress = Annotated[str, StringConstraints(pattern=MAIL_PATTERN, max_length=254)]
"""A mail address; a Cyrillic domain is written as xn--…."""


Visibility = Literal["public", "internal", "restricted", "personal"]
"""Everybody; the committee, the institute and districts; named officers; consent or law."""


REFERENCE_COMMENT = "reference to "
"""Begins the comment of a schema that says which kinds a text refers to."""


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as naming a record (or a part of one) of these kinds."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """The schema says what the text refers to, for people; JSON Schema cannot check it."""
        schema: dict[str, Any] = handler(core)
        # Editors show it; validators pass over it.
        return {**schema, "$comment": REFERENCE_COMMENT + " or ".join(self.kinds)}


PersonRef = Annotated[str, RefTo(("person",))]
DistrictRef = Annotated[str, RefTo(("district",))]
SchoolRef = Annotated[str, RefTo(("school",))]
AuthorityRef = Annotated[str, RefTo(("authority",))]
OrganisationRef = Annotated[str, RefTo(("school", "authority"))]
ProgramRef = Annotated[str, RefTo(("program",))]
ProjectRef = Annotated[str, RefTo(("project",))]
SiteRef = Annotated[str, RefTo(("site",))]
PairRef = Annotated[str, RefTo(("pair",))]
RoadmapRef = Annotated[str, RefTo(("roadmap",))]
OrderRef = Annotated[str, RefTo(("order",))]
ClauseRef = Annotated[str, RefTo(("clause",))]
BasisRef = Annotated[str, RefTo(("order", "clause"))]
GroupRef = Annotated[str, RefTo(("group",))]
DutyRef = Annotated[str, RefTo(("item", "clause"))]
SubjectRef = Annotated[
    str, RefTo(("program", "project", "site", "pair", "roadmap", "item", "order", "clause"))
]
ScopeRef = Annotated[
    str, RefTo(("district", "school", "authority", "program", "project", "site", "pair"))
]
SiteRulesRef = Annotated[str, RefTo(("site-rules",))]
ApplicationRef = Annotated[str, RefTo(("application",))]
RulingRef = Annotated[str, RefTo(("application", "site", "order"))]
CriteriaRef = Annotated[str, RefTo(("criteria",))]
AnchorRef = Annotated[str, RefTo(("item", "clause", "order"))]
AddresseeRef = Annotated[str, RefTo(("district", "school", "authority", "person", "site", "pair"))]


class Part(BaseModel):
    """A part of a record: frozen, and a key it does not know is refused."""

    # Built when the first record of a kind is read: help pages and single words need none.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Term(Part):
    """A stretch of days, both included; an absent end is open."""

    # `from` is a word of Python.
    from_: Date | None = about("from", "First day.", None, alias="from")
    to: Date | None = about("to", "Last day, included.", None)

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the stretch."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class ClosedTerm(Part):
    """A stretch of days with both ends given."""

    from_: Date = about("from", "First day.", alias="from")
    to: Date = about("to", "Last day, included.")


class Forms(Part):
    """The word or phrase in the other cases, where the rules of declension would err."""

    gen: Text | None = about("genitive", "Genitive: of whom, of what.", None)
    dat: Text | None = about("dative", "Dative: to whom, to what.", None)
    acc: Text | None = about("accusative", "Accusative: whom, what.", None)
    ins: Text | None = about("instrumental", "Instrumental: by whom, with what.", None)
    loc: Text | None = about("prepositional", "Prepositional: about whom, about what.", None)


class Accepted(Part):
    """A finding of `validate` that the keeper has looked at and lets stand."""

    code: Text = about("code", "Code of the finding.")
    facts: Text | None = about(
        "facts",
        "What the finding names, as `innoreg accept` wrote it; when that changes, it is told again.",
        None,
    )
    reason: Text = about("reason", "Why, in words.")


class Record(Part):
    """What every record has. `id` is the file's name and is not written inside the file."""

    # The word for the kind, as references and commands write it.
    kind_name: ClassVar[str]

    id: Id = about("id", "The file's name without .yaml; unique in the whole registry.")
    schema_version: int = about(
        "format of data", "Version of the data format.", alias="schema", ge=1, le=1
    )
    note: Text | None = about(
        "remark", "A remark of the register's keeper, not of the document.", None
    )
    sample: bool = about(
        "sample",
        "True for invented data that only shows how a record looks; beside real records it is in no answer"
        " without --samples.",
        False,
    )
    visibility: Visibility | None = about(
        "visibility",
        "Who may see the record, where fewer than its kind says: it raises the class, never lowers it.",
        None,
    )
    accepted: tuple[Accepted, ...] = about(
        "accepted findings", "Findings in this file that stand, with the reason.", ()
    )

    @property
    def ref(self) -> str:
        """`kind/id`, as it may be written wherever a reference may stand."""
        return f"{self.kind_name}/{self.id}"


_Field = tuple[str, str, RefTo | None, frozenset[str]]


@cache
def reference_fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    """The fields of a model that hold references, or parts that may hold some.

    Of each its name, its key in YAML, what it may name, and the words that the format knows there
    besides references. Cached: it is asked for every part of every record.
    """
    found = []
    for name, info in model.model_fields.items():
        to = next(_refs_in(info.metadata, info.annotation), None)
        if to or _holds_parts(info.annotation):
            words = frozenset(_literals(info.annotation)) if to else frozenset[str]()
            found.append((name, info.alias or name, to, words))
    return tuple(found)


def _holds_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    # A type that holds itself, as items hold items, stands in its own annotation by name.
    return isinstance(annotation, ForwardRef | str) or any(
        _holds_parts(argument) for argument in getattr(annotation, "__args__", ())
    )


def _refs_in(metadata: list[Any], annotation: Any) -> Iterator[RefTo]:
    yield from (m for m in metadata if isinstance(m, RefTo))
    for argument in getattr(annotation, "__args__", ()):
        yield from _refs_in(list(getattr(argument, "__metadata__", ())), argument)


def _literals(annotation: Any) -> Iterator[str]:
    """The words a field may hold besides references, such as `districts` for all districts."""
    for argument in getattr(annotation, "__args__", ()):
        if isinstance(argument, str):
            yield argument
        yield from _literals(argument)


def references(part: BaseModel) -> Iterator[tuple[tuple[str | int, ...], str, RefTo]]:
    """Every reference below `part`: its path of keys, the words, and what it may name."""
    # Read from the dict at once: this runs for every part of every record.
    values = part.__dict__
    for name, key, to, own_words in reference_fields(type(part)):
        value = values[name]
        if value is None:
            continue
        if to is not None:
            for path, ref in _strings((key,), value):
                if ref not in own_words:
                    yield path, ref, to
        # A list may hold references and parts side by side, as addressees do.
        if isinstance(value, BaseModel):
            for path, ref, to_ in references(value):
                yield (key, *path), ref, to_
        elif isinstance(value, tuple):
            for index, element in enumerate(value):
                if isinstance(element, BaseModel):
                    for path, ref, to_ in references(element):
                        yield (key, index, *path), ref, to_


def _strings(
    path: tuple[str | int, ...], value: object
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, element in enumerate(value):
            if isinstance(element, str):
                yield (*path, index), element
