"""The journal of a change while it is made: what a process that was killed left is finished or undone.

It lies in the registry's folder for a moment. Until it says that everything is staged the change is
undone, from then on it is finished.
"""

import errno
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from innoreg.i18n import TN, T
from innoreg.regular_file import read_regular_file
from innoreg.store.tree import JOURNAL, MAX_BYTES, TABLE, DiskTree, digest
from innoreg.whole_file import create_file, replace_file, sync_folder, temporary_path

# A journal of ten thousand files is smaller: what is larger is none.
_MUCH = 8 * 1024 * 1024


class Planned(NamedTuple):
    """One file of the change: its path from the root, the digests of its bytes; None: no file."""

    file: str
    before: str | None
    after: str | None


def planned(file: str, before: bytes | None, after: bytes | None) -> Planned:
    """One file of a change by its bytes."""
    return Planned(file, _sum_of(before), _sum_of(after))


def _sum_of(raw: bytes | None) -> str | None:
    return None if raw is None else digest(raw).hex()


def write_journal(root: Path, files: Sequence[Planned], *, staged: bool) -> None:
    """Note the change that begins, or that all its new files lie ready; OSError."""
    text = json.dumps({"format": 1, "staged": staged, "files": files}, ensure_ascii=False)
    if staged:
        replace_file(root / JOURNAL, text.encode(), root)
    else:
        # Cut short it says as much as no journal: nothing was staged yet.
        try:
            with os.fdopen(create_file(root / JOURNAL), "wb") as stream:
                stream.write(text.encode())
        except OSError as error:
            # A full disk is told without saying of what.
            error.filename = error.filename or str(root / JOURNAL)
            raise


def remove_journal(root: Path) -> None:
    """The change is made, or taken back."""
    with suppress(OSError):
        (root / JOURNAL).unlink()


def is_change_interrupted(root: Path) -> bool:
    """Whether a process was ended in the midst of a change."""
    return os.path.lexists(root / JOURNAL)


def finish_interrupted_change(root: Path) -> T | None:
    """Finish or undo the change that a process was ended in, and say so; None where there is none.

    The caller holds the lock. OSError where the disk refuses; then it can be tried again.
    """
    if not is_change_interrupted(root):
        return None
    staged, files = _read_journal(root)
    told = _finish(root, files) if staged else _undo(root, files)
    remove_journal(root)
    with suppress(OSError):
        temporary_path(root / JOURNAL).unlink()
    return told


def _read_journal(root: Path) -> tuple[bool, list[Planned]]:
    """Whether all was staged, and the files; nothing where it is no journal of innoreg's."""
    path = root / JOURNAL
    try:
        if path.is_symlink():
            return False, []
        said: Any = json.loads(read_regular_file(path, _MUCH))
        files = [Planned(*(_text_or_none(word) for word in row)) for row in said["files"]]  # type: ignore[arg-type]
        staged = said["staged"] is True
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return False, []
    # It may have come with the registry, from anybody: it reaches records and nothing else.
    return staged, [each for each in files if _is_record(root, each.file)]


def _text_or_none(word: object) -> str | None:
    return word if isinstance(word, str) else None


def _is_record(root: Path, file: object) -> bool:
    if not isinstance(file, str) or not file.endswith((".yaml", TABLE)) or "\0" in file:
        return False
    tree = DiskTree(root)
    private = tree.private
    below = file.removeprefix(f"{private}/") if private else file
    parts = PurePosixPath(below).parts
    inside = not any(part.startswith((".", "/")) or "\\" in part or ":" in part for part in parts)
    return inside and (root / file).resolve().is_relative_to(tree.top(file))


def _undo(root: Path, files: Sequence[Planned]) -> T:
    made = 0
    for each in files:
        path = (root / each.file).resolve()
        temporary_path(path).unlink(missing_ok=True)
        made += each.after is not None and _sum_on_disk(path) == each.after != each.before
    names = ", ".join(each.file for each in files)
    if made:
        return T("a change that was interrupted had been made: {files}", files=names)
    return T("a change that was interrupted was taken back: {files}", files=names or "–")


def _finish(root: Path, files: Sequence[Planned]) -> T:
    """Rename what is staged, delete what was to go; what somebody changed meanwhile stays."""
    changed = []
    for each in sorted(files, key=lambda each: each.after is None):
        path = (root / each.file).resolve()
        temporary, now = temporary_path(path), _sum_on_disk(path)
        if now == each.after:
            continue
        if now != each.before or (each.after and _sum_on_disk(temporary) != each.after):
            changed.append(each.file)
        elif each.after is None:
            path.unlink()
        else:
            temporary.replace(path)
        sync_folder(path.parent)
    for each in files:
        temporary_path((root / each.file).resolve()).unlink(missing_ok=True)
    if changed:
        return TN(
            "a change that was interrupted could not be finished in {n} file: {files}; it was "
            "changed meanwhile, look at it",
            "a change that was interrupted could not be finished in {n} files: {files}; they were "
            "changed meanwhile, look at them",
            len(changed),
            files=", ".join(changed),
        )
    names = ", ".join(each.file for each in files)
    return T("a change that was interrupted was finished: {files}", files=names)


def _sum_on_disk(path: Path) -> str | None:
    try:
        return _sum_of(read_regular_file(path, MAX_BYTES))
    except FileNotFoundError:
        return None
    except OSError as error:
        # A folder, a pipe, or more than any record: nothing that a change of ours began with or made.
        if error.errno in (errno.EISDIR, errno.EINVAL, errno.EFBIG):
            return ""
        raise
