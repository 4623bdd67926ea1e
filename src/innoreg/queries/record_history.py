"""The history of a record or of one item: which step changed it, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from innoreg.model.base import Record
from innoreg.model.record_models import FOLDERS
from innoreg.queries.diff import Change, record_changes
from innoreg.queries.diff.record_parts import split_record

By = TypeVar("By")


@dataclass(frozen=True, slots=True)
class Version(Generic[By]):
    """A state of a record: who made it so, what was before, what is now.

    `befores` are several where two lines of work were joined; a record is None where it was not
    there or could not be read, which `readable` tells of the new one. renames: old ids -> new
    ids of records that the step renamed.
    """

    by: By
    file: str
    befores: tuple[Record | None, ...]
    now: Record | None
    readable: bool = True
    renames: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step(Generic[By]):
    """One step of the history and what it changed."""

    by: By
    changes: tuple[Change, ...]


def history(versions: Sequence[Version[By]], key: str | None = None) -> list[Step[By]]:
    """The steps that changed the record, or its part `key` (also under an earlier number).

    versions: newest first; so is the answer. What only looks different is no step.
    """
    steps = []
    for by, changes, now in reversed(list(_changes_by_version(versions))):
        if key is not None:
            changes, key = _changes_of_part(changes, key, now)
        if changes:
            steps.append(Step(by, tuple(changes)))
    return steps


def _changes_by_version(
    versions: Sequence[Version[By]],
) -> list[tuple[By, list[Change], Record | None]]:
    """Oldest first, so that a state that could not be read is bridged from the one before it."""
    found = []
    last: Record | None = None
    for version in reversed(versions):
        # Where the state before cannot be read, the last one that could be stands for it.
        befores = tuple(before or last for before in version.befores)
        if not version.readable:
            changes = [_unreadable_change(before, version.file) for before in befores[:1] if before]
        else:
            changes = _changes_in_all(
                [record_changes(b, version.now, version.file, version.renames) for b in befores]
            )
            last = version.now
        found.append((version.by, changes, version.now))
    return found


def _unreadable_change(before: Record, file: str) -> Change:
    return Change("unreadable", before.kind_name, before.id, split_record(before)[0].title, file)


def _changes_in_all(several: list[list[Change]]) -> list[Change]:
    """Of two lines of work joined, only what is in neither of them."""
    first, *others = several or [[]]

    def mark(change: Change) -> tuple[object, ...]:
        return change.what, change.ref, change.field, repr(change.now)

    return [c for c in first if all(mark(c) in {mark(d) for d in other} for other in others)]


def _changes_of_part(
    changes: list[Change], key: str, now: Record | None
) -> tuple[list[Change], str]:
    """The changes of the part that is called `key` after this step, and what it was called before."""
    mine = [c for c in changes if c.ref.partition("/")[2] == key]
    if now is not None and any(p.key == key for p in split_record(now)):
        mine += [c for c in changes if c.what == "added" and c.subject in FOLDERS]
    # With the record its parts go, too, without a change of their own.
    mine += [c for c in changes if c.what == "removed" and c.subject in FOLDERS]
    renumbered = next((c for c in mine if c.what == "renumbered"), None)
    return mine, str(renumbered.was) if renumbered else key
