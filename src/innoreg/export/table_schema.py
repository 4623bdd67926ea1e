"""The values a table is made of: types, columns, and rows with their place in the files."""

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
    """A nested part of a list, with keys of its own."""

    parts: tuple[tuple[str, "Type"], ...]


Type = Scalar | Many | Fields


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a record with its file and line; `keys` are values that are no field of the part."""

    record: Record
    part: Any
    file: str
    line: int
    keys: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, description (`about`), and how it is read from a row."""

    name: str
    type: Type
    about: str
    read: Callable[[Registry, Row], object]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row; `rows` gives them all for a registry and a day."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Registry, date], Iterator[Row]]


def part_row(registry: Registry, record: Record, path: Path, part: Any, **keys: object) -> Row:
    """The part at `path` of the record as a row, with its place and these keys."""
    place = registry.place(record, *path)
    return Row(record, part, place.file, place.line or 1, keys)


def key(name: str, type: Type, about: str) -> Column:
    """A column read from the keys of a row, such as its reference."""
    return Column(name, type, about, lambda _registry, row: row.keys[name])


PLACE = (
    Column("file", "text", "The file it stands in.", lambda _registry, row: row.file),
    Column("line", "integer", "The line it begins on.", lambda _registry, row: row.line),
)
