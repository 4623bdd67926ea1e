"""The commits that changed records, and the records' files as each of them left them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from innoreg.store.commits import FORMAT, Commit, commit_of
from innoreg.store.git import Git


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


def log(git: Git, start: Commit) -> Iterator[Entry]:
    """The commits that changed a `.yaml` file, newest first, renames of files found.

    Of a merge only what it changed against all its parents counts: the rest is in theirs.
    """
    shown = git(
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
            entry = Entry(commit_of(token[1:].decode("utf-8", "replace")), ())
        elif token.startswith(b":") and entry:
            change = _change(token, tokens)
            entry = Entry(entry.commit, (*entry.files, change))
    if entry:
        yield entry


def _change(token: bytes, rest: Iterator[bytes]) -> FileChange:
    """One raw line: modes and blobs of each parent and of the commit, a status, a path or two."""
    parents = len(token) - len(token.lstrip(b":"))
    words = token.decode().lstrip(":").split()
    *olds, new = (None if set(blob) == {"0"} else blob for blob in words[parents + 1 : -1])
    path = os.fsdecode(next(rest))
    new_path = os.fsdecode(next(rest)) if words[-1][0] == "R" else path
    return FileChange(path if any(olds) else None, new_path if new else None, tuple(olds), new)


def of_file(entries: Iterator[Entry], path: str) -> Iterator[tuple[Entry, FileChange]]:
    """The commits that changed the file now at `path`, followed back through its renames."""
    for entry in entries:
        for change in entry.files:
            if path in (change.new_path, None if change.new_path else change.old_path):
                yield entry, change
                path = change.old_path or path
                break


def renames(entry: Entry) -> dict[str, str]:
    """Old id -> new id of the records whose files the commit renamed."""
    return {
        PurePosixPath(change.old_path).stem: PurePosixPath(change.new_path).stem
        for change in entry.files
        if change.old_path and change.new_path
        and PurePosixPath(change.old_path).stem != PurePosixPath(change.new_path).stem
    }  # fmt: skip


def last_path_of(entries: Iterator[Entry], name: str) -> str | None:
    """Where the record of that id last stood, though it may be gone now."""
    for entry in entries:
        for change in entry.files:
            path = change.new_path or change.old_path or ""
            if PurePosixPath(path).stem == name:
                return path
            if change.old_path and PurePosixPath(change.old_path).stem == name:
                return change.new_path or change.old_path
    return None
