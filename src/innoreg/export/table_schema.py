"""What a table is made of: types, columns, rows that know their place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from innoreg.model.base import Record
from innoreg.model.registry import Path, Registry

Scalar = Literal["text", "date", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Many:
    """A list in the order of the document."""

    of: "Type"


@dataclass(frozen=True, slots=True)
class Fields:
    """A small part with keys of its own, which stands in a list."""

    parts: tuple[tuple[str, "Type"], ...]


Type = Scalar | Many | Fields


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a record where it stands; `keys` are the values that are no field of the part."""

    record: Record
    part: Any
    file: str
    line: int
    keys: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, what it says, how it is read from a row."""

    name: str
    type: Type
    about: str
    read: Callable[[Registry, Row], object]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row. `rows` gives them as they stand in the register on a day."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Registry, date], Iterator[Row]]


def placed(registry: Registry, record: Record, path: Path, part: Any, **keys: object) -> Row:
    """The part at `path` of the record, as a row."""
    place = registry.place(record, *path)
    return Row(record, part, place.file, place.line or 1, keys)


def key(name: str, type: Type, about: str) -> Column:
    """A column of what is no field of the part: its reference, the record that holds it."""
    return Column(name, type, about, lambda _registry, row: row.keys[name])


PLACE = (
    Column("file", "text", "The file it stands in.", lambda _registry, row: row.file),
    Column("line", "integer", "The line it begins on.", lambda _registry, row: row.line),
)
