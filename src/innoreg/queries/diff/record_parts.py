"""A record taken apart into what has a number of its own: sections, items, clauses, projects."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from innoreg.model.base import Part, Record, references
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.record_models import kind_of
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.queries.record_names import title_of

Fields = Mapping[str, Any]
Renamer = Callable[[str], str]
_NAMES = {"id", "number"}
_BELOW = {"items", "sections", "clauses", "projects"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A numbered part of a record, or what the record itself says (key "").

    `fields` as in the file, without its name and without the parts below it; `nth` tells apart
    those that bear the same number.
    """

    subject: str
    key: str
    nth: int
    title: str
    fields: Fields

    @property
    def mark(self) -> tuple[str, str, int]:
        """What it is known by inside its record."""
        return self.subject, self.key, self.nth


def split_record(record: Record, rename: Mapping[str, str] | None = None) -> list[Piece]:
    """The record's own fields first, then its parts in reading order.

    rename: old id -> new id; references follow it, so that a renamed record is no change of
    those that name it.
    """
    renamer = _make_renamer(rename) if rename else None
    seen = Counter[tuple[str, str]]()
    found = []
    for subject, key, part in _parts_of(record):
        seen[subject, key] += 1
        title = str(getattr(part, "title", None) or getattr(part, "text", None) or "")
        fields = _own_fields(part, renamer)
        found.append(Piece(subject, key, seen[subject, key], title or title_of(record), fields))
    return found


def _parts_of(record: Record) -> Iterator[tuple[str, str, Part]]:
    yield record.kind_name, "", record
    if isinstance(record, Roadmap):
        for section in record.sections:
            yield "section", section.key, section
        for item in placed_items(record):
            yield "item", item.key, item.item
    elif isinstance(record, Order):
        for clause in record.placed_clauses():
            yield "clause", clause.key, clause.clause
    elif isinstance(record, Program):
        for project in record.projects:
            yield "project", project.id, project


def _own_fields(part: Part, rename: Renamer | None) -> Fields:
    # Parts below have a change of their own; told here as well they would be told twice.
    below = {name for name in _BELOW if name in type(part).model_fields}
    own_name = {"id"} if isinstance(part, Record) else _NAMES
    data = part.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude=below | own_name
    )
    if rename:
        for path, ref, _to in references(part):
            if path[0] in data and (new := rename(ref)) != ref:
                _put_at(data, path, new)
    return data


def _put_at(data: Any, path: tuple[str | int, ...], value: str) -> None:
    *steps, last = path
    for step in steps:
        data = data[step]
    # «districts» in place of a list: the reference is no element that could be put anew.
    if isinstance(data, str):
        return
    data[last] = value


def _make_renamer(renamed: Mapping[str, str]) -> Renamer:
    def rename(ref: str) -> str:
        words = ref.split("/")
        # «order/5» is order 5, «plan/5» item 5 of a plan.
        at = 1 if len(words) > 1 and kind_of(words[0]) else 0
        words[at] = renamed.get(words[at], words[at])
        return "/".join(words)

    return rename
