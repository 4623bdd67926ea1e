"""The states a record's file had, commit by commit, read as records."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from innoreg.model.base import Record
from innoreg.model.kinds import KINDS
from innoreg.store.commits import Commit
from innoreg.store.git import Git
from innoreg.store.log import last_path_of, log, of_file, renames
from innoreg.store.record import read_record
from innoreg.store.revision import contents
from innoreg.store.tree import Blobs

Version = tuple[Commit, str, tuple[Record | None, ...], Record | None, bool, dict[str, str]]
"""Commit, path after it (or before, where it is gone), records before and after, whether the
latter is readable, the ids the commit renamed."""


def versions(git: Git, start: Commit, path: str) -> list[Version]:
    """Every commit that changed the file now at `path` (from the repository's top), newest first."""
    steps = list(of_file(log(git, start), path))
    blobs = {name for _entry, change in steps for name in (*change.olds, change.new) if name}
    raw = dict(contents(git, sorted(blobs)))
    found: list[Version] = []
    for entry, change in steps:
        old_path, new_path = change.old_path or path, change.new_path or change.old_path or path
        olds = tuple(parsed(raw, blob, old_path) for blob in change.olds)
        new = parsed(raw, change.new, new_path)
        readable = change.new is None or new is not None
        found.append((entry.commit, new_path, olds, new, readable, renames(entry)))
    return found


def vanished(git: Git, start: Commit, name: str) -> str | None:
    """Where the record of that id stood, though it is gone now."""
    path = last_path_of(log(git, start), name)
    return path if path and _kind(path) else None


def parsed(raw: Mapping[str, bytes], blob: str | None, path: str) -> Record | None:
    """The record in a blob as if it stood at `path`; None where there is none, or it is broken."""
    kind = _kind(path)
    if blob is None or kind is None or blob not in raw:
        return None
    return read_record(Blobs({path: raw[blob]}), path, kind, salvage=False).record


def _kind(path: str) -> str | None:
    folders = reversed(PurePosixPath(path).parts[:-1])
    return next((KINDS[folder] for folder in folders if folder in KINDS), None)
