"""The commits that changed records, and the states that a file of a record had."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from innoreg.model.base import Record
from innoreg.record_kinds import kind_of_path
from innoreg.store.git.commit_lookup import FORMAT, Commit, parse_commit
from innoreg.store.git.git_tree import read_blobs
from innoreg.store.git.runner import Git
from innoreg.store.record_reader import read_record
from innoreg.store.tree import MemoryTree


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to one file: path and blob before and after; None: it was not there.

    A merge has several befores, one of each parent.
    """

    old_path: str | None
    new_path: str | None
    olds: tuple[str | None, ...]
    new: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit and the files it changed, by their paths from the repository's top."""

    commit: Commit
    files: tuple[FileChange, ...]


def read_log(git: Git, start: Commit) -> Iterator[Entry]:
    """The commits that changed a `.yaml` file, newest first; renamed files are recognised.

    Of a merge only what it changed against all its parents counts: the rest is in theirs.
    """
    shown = git(
        # Zeros between paths, for git would quote Cyrillic names; -c shows merges against all
        # parents.
        "log", "-z", "--raw", "--no-abbrev", "-M", "-c", "--root", "--topo-order", "--no-ext-diff",
        "--no-show-signature", f"--format=%x1e{FORMAT}", start.id, "--", "*.yaml", timeout=600,
    )  # fmt: skip
    tokens = iter(shown.split(b"\0"))
    entry: Entry | None = None
    for token in tokens:
        token = token.lstrip(b"\n")
        if token.startswith(b"\x1e"):
            if entry:
                yield entry
            entry = Entry(parse_commit(token[1:].decode("utf-8", "replace")), ())
        elif token.startswith(b":") and entry:
            change = _parse_change(token, tokens)
            entry = Entry(entry.commit, (*entry.files, change))
    if entry:
        yield entry


def _parse_change(token: bytes, rest: Iterator[bytes]) -> FileChange:
    """One raw line: modes and blobs of each parent and of the commit, a status, a path or two."""
    parents = len(token) - len(token.lstrip(b":"))
    words = token.decode().lstrip(":").split()
    *olds, new = (None if set(blob) == {"0"} else blob for blob in words[parents + 1 : -1])
    path = os.fsdecode(next(rest))
    new_path = os.fsdecode(next(rest)) if words[-1][0] == "R" else path
    return FileChange(path if any(olds) else None, new_path if new else None, tuple(olds), new)


def changes_of_file(entries: Iterator[Entry], path: str) -> Iterator[tuple[Entry, FileChange]]:
    """The commits that changed the file now at `path`, followed back through its renames."""
    for entry in entries:
        for change in entry.files:
            # A file that was removed is found by the path it had.
            if path in (change.new_path, None if change.new_path else change.old_path):
                yield entry, change
                path = change.old_path or path
                break


def renamed_ids(entry: Entry) -> dict[str, str]:
    """Old id -> new id of the records whose files the commit renamed."""
    both = ((c.old_path, c.new_path) for c in entry.files if c.old_path and c.new_path)
    stems = ((PurePosixPath(old).stem, PurePosixPath(new).stem) for old, new in both)
    return {old: new for old, new in stems if old != new}


Version = tuple[Commit, str, tuple[Record | None, ...], Record | None, bool, dict[str, str]]
"""Commit, path after it (or before, where it is gone), records before and after, whether the
latter is readable, the ids the commit renamed."""


def file_versions(git: Git, start: Commit, path: str) -> list[Version]:
    """Every commit that changed the file now at `path` (from the repository's top), newest first."""
    steps = list(changes_of_file(read_log(git, start), path))
    blobs = {name for _entry, change in steps for name in (*change.olds, change.new) if name}
    raw = dict(read_blobs(git, sorted(blobs)))
    found: list[Version] = []
    for entry, change in steps:
        old_path, new_path = change.old_path or path, change.new_path or change.old_path or path
        olds = tuple(record_in_blob(raw, blob, old_path) for blob in change.olds)
        new = record_in_blob(raw, change.new, new_path)
        readable = change.new is None or new is not None
        found.append((entry.commit, new_path, olds, new, readable, renamed_ids(entry)))
    return found


def last_path_of(git: Git, start: Commit, name: str) -> str | None:
    """Where the record of that id last stood, though it may be gone now; None if it never did."""
    for entry in read_log(git, start):
        for change in entry.files:
            paths = [path for path in (change.new_path, change.old_path) if path]
            if any(PurePosixPath(path).stem == name for path in paths):
                return paths[0] if kind_of_path(paths[0]) else None
    return None


def record_in_blob(raw: Mapping[str, bytes], blob: str | None, path: str) -> Record | None:
    """The record in a blob as if it stood at `path`; None where there is none, or it is broken."""
    kind = kind_of_path(path)
    if blob is None or kind is None or blob not in raw:
        return None
    return read_record(MemoryTree({path: raw[blob]}), path, kind, salvage=False).record
