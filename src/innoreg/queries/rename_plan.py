"""A new id or number for a record or a part of it, and every reference that must follow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.base import ID_PATTERN, Record, references
from innoreg.model.order import Order
from innoreg.model.pair import Pair, placed_steps
from innoreg.model.program import Program
from innoreg.model.record_models import kind_of
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.roadmap import Roadmap, placed_items

Texts = dict[Path, str]


@dataclass(frozen=True, slots=True)
class Renaming:
    """What to write: the new id of the record, if that changes, and texts by their paths.

    parts: old and new keys of items, clauses, projects or steps of a pair. texts: the record's own numbers and
    all references, by record.
    """

    record: Record
    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[tuple[Record, Texts], ...] = ()

    @property
    def followed(self) -> int:
        """How many references change, the record's own numbers not counted."""
        return sum(len(texts) for _record, texts in self.texts) - len(self.parts)


def plan_renaming(registry: Registry, target: Target, new: str) -> Renaming:
    """The plan of a renaming; Refused where the new name will not do or is taken.

    Files that cannot be read may hold references too, so with any of them it is refused.
    """
    if registry.broken:
        raise Refused(
            T("references in files with errors would be lost: {ids}",
              ids=", ".join(sorted(registry.broken))),
            T("`innoreg validate` shows what to correct first"),
        )  # fmt: skip
    numbers: Texts = {}
    parts: dict[str, str] = {}
    name = target.record.id
    if target.path:
        numbers, parts = _new_numbers(registry, target, new)
    else:
        name = _check_free_id(registry, new)
    plan = Renaming(target.record, name, parts)
    # By identity: two files may bear one id, and each has references of its own.
    followed = {id(r): (r, dict(_new_references(registry, r, plan))) for r in registry.records}
    followed[id(target.record)][1].update(numbers)
    changed = tuple((r, texts) for r, texts in followed.values() if texts)
    return Renaming(target.record, name, parts, changed)


def references_to_parts(
    registry: Registry, record: Record, parts: Mapping[str, str]
) -> list[tuple[Record, Texts]]:
    """The references of other records to parts of `record` whose keys change (old -> new)."""
    plan = Renaming(record, record.id, parts)
    found = [
        (other, dict(_new_references(registry, other, plan)))
        for other in registry.records
        if parts and other is not record
    ]
    return [(other, texts) for other, texts in found if texts]


def _check_free_id(registry: Registry, new: str) -> str:
    _check_id(new)
    if taken := registry.by_id.get(new):
        raise Refused(
            T("the id “{id}” is taken: {file}", id=new, file=registry.source(taken[0]).file),
            T("choose another; an id is unique in the whole registry"),
        )
    return new


def _check_id(new: str) -> None:
    if not re.fullmatch(ID_PATTERN, new):
        raise Refused(
            T("“{id}” is no id: small Latin letters, digits, single hyphens", id=new),
            T("for example {example}", example="school-5"),
        )


def _new_numbers(registry: Registry, target: Target, new: str) -> tuple[Texts, dict[str, str]]:
    """The new numbers by path, and which keys become which."""
    record, key = target.record, target.ref.partition("/")[2]
    tail = new.removeprefix(f"{record.id}/").rstrip(".")
    if isinstance(record, Program):
        _check_id(tail)
        _check_free_number(registry, record, tail, {key})
        return {(*target.path, "id"): tail}, {key: tail}
    numbered = dict(_numbered_parts(record, target))
    keys = {old: tail + old[len(key) :] for old in numbered}
    for changed in keys.values():
        _check_free_number(registry, record, changed, set(keys))
    texts = {}
    for old, (path, number, prefix) in numbered.items():
        # In a section an item is printed without the section's number; a new number that leaves
        # the section would have to move the row.
        if not keys[old].startswith(prefix):
            raise Refused(
                T("item {key} stands in section {section}", key=old, section=prefix.rstrip(".")),
                T("its number begins with {prefix}", prefix=prefix),
            )
        if number:
            # The document's style of numbers stays.
            dot = "." if number.endswith(".") else ""
            texts[(*path, "number")] = keys[old].removeprefix(prefix) + dot
    return texts, keys


def _check_free_number(registry: Registry, record: Record, key: str, going: set[str]) -> None:
    if not re.fullmatch(r"[^\s/.]+(\.[^\s/.]+)*", key):
        raise Refused(
            T("“{key}” is no number", key=key), T("for example {example}", example="7.10")
        )
    if key in registry.parts(record) and key not in going:
        raise Refused(
            T("{ref} is there already", ref=f"{record.id}/{key}"), T("choose another number")
        )


Numbered = tuple[Path, str | None, str]


def _numbered_parts(record: Record, target: Target) -> Iterator[tuple[str, Numbered]]:
    """Key -> path, number as printed and prefix, of the part and what is numbered below it."""
    key = target.ref.partition("/")[2]
    if target.clause and not target.clause.clause.number:
        raise Refused(
            T("clause {key} has no number in the document", key=key),
            T("its place among its brothers is its number"),
        )
    for one, path, number, prefix in _parts_of(record):
        below = path[: len(target.path)] == target.path and one.startswith(f"{key}.")
        if path == target.path or below:
            yield one, (path, number, prefix)


def _parts_of(record: Record) -> Iterator[tuple[str, Path, str | None, str]]:
    if isinstance(record, Roadmap):
        for item in placed_items(record):
            prefix = item.section.prefix if item.section else ""
            yield item.key, item.path, item.item.number, prefix
    elif isinstance(record, Order):
        for clause in record.placed_clauses():
            yield clause.key, clause.path, clause.clause.number, ""
    elif isinstance(record, Pair):
        for step in placed_steps(record):
            yield step.key, step.path, step.step.number, ""


def _new_references(
    registry: Registry, record: Record, plan: Renaming
) -> Iterator[tuple[Path, str]]:
    """The references of a record that must change, and their new words."""
    for path, ref, to in references(record):
        target = registry.find(ref, to.kinds)
        if target is not None and target.record is plan.record:
            new = _follow(ref, target, plan)
            if new != ref:
                yield path, new


def _follow(ref: str, target: Target, plan: Renaming) -> str:
    words = ref.split("/")
    at = 1 if len(words) > 1 and kind_of(words[0]) == plan.record.kind_name else 0
    words[at] = plan.name
    key = target.ref.partition("/")[2]
    if key in plan.parts:
        words[-1] = plan.parts[key]
    return "/".join(words)
