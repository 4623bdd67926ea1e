"""How many commits changed each numbered part of a record: an item, a section, a clause."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from innoreg.store.git.commit_lookup import Commit
from innoreg.store.git.git_tree import read_blobs
from innoreg.store.git.history_log import FileChange, read_log
from innoreg.store.git.runner import Git
from innoreg.store.record_reader import read_mapping
from innoreg.store.tree import MemoryTree

Mark = tuple[str, ...]
"""What a part is known by in its file: lists and numbers that lead to it, sections only where they count."""
_LISTS = ("sections", "items", "clauses")


def part_mark(data: Mapping[str, Any] | None, path: Collection[str | int]) -> Mark | None:
    """The mark of the part at `path` in the raw mapping of a file; None where there is none."""
    at: Any = data
    mark: Mark = ()
    name = None
    for step in path:
        try:
            at = at[step]
        except (KeyError, IndexError, TypeError):
            return None
        if isinstance(step, str):
            name = step if step in _LISTS else None
        elif name and isinstance(at, dict):
            mark = _below(mark, name, at)
    return mark


def read_raw(raw: bytes, path: str) -> dict[str, Any] | None:
    """The mapping of a file's bytes; None where it is no record."""
    return read_mapping(MemoryTree({path: raw}), path)[0]


def parts_of(data: Mapping[str, Any] | None) -> dict[Mark, int]:
    """Every part by its mark, with a digest of what it says itself."""
    return dict(_walk(data, ())) if data else {}


def _walk(part: Mapping[str, Any], mark: Mark) -> Iterator[tuple[Mark, int]]:
    own = {key: value for key, value in part.items() if key not in _LISTS}
    yield mark, hash(json.dumps(own, ensure_ascii=False, sort_keys=True, default=str))
    for name in _LISTS:
        below = part.get(name)
        for each in below if isinstance(below, list) else ():
            if isinstance(each, dict):
                yield from _walk(each, _below(mark, name, each))


def _below(mark: Mark, name: str, part: Mapping[str, Any]) -> Mark:
    """An item is known by its number and that of its section, wherever it stands in it."""
    head = mark[:2] if mark[:1] == ("sections",) else ()
    return (*head, name, str(part.get("number", "")))


def count_part_changes(
    git: Git, start: Commit, paths: Collection[str]
) -> Mapping[str, Counter[Mark]]:
    """For each file, by its path from the repository's top, how many commits changed each part.

    The commit that first brought a part is not counted; of a merge only what no parent has. Files
    are followed back through their renames; what only looks different is no change.
    """
    changes = list(_changes_of(git, start, paths))
    blobs = {blob for _file, each in changes for blob in (*each.olds, each.new) if blob}
    known = {
        name: parts_of(read_raw(raw, "data/record.yaml"))
        for name, raw in read_blobs(git, sorted(blobs))
    }
    found: dict[str, Counter[Mark]] = {path: Counter() for path in paths}
    for file, change in changes:
        olds = [known.get(old, {}) for old in change.olds if old]
        for mark, digest in known.get(change.new or "", {}).items():
            before = [old[mark] for old in olds if mark in old]
            found[file][mark] += bool(before) and digest not in before
    return found


def _changes_of(
    git: Git, start: Commit, paths: Collection[str]
) -> Iterator[tuple[str, FileChange]]:
    followed = {path: path for path in paths}
    for entry in read_log(git, start):
        for change in entry.files:
            if change.new_path in followed:
                file = followed.pop(change.new_path)
                followed[change.old_path or change.new_path] = file
                yield file, change
