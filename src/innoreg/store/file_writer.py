"""Writes files of the registry: one writer at a time, all changes or none, no file half written."""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from innoreg.errors import CannotGoOn, Refused, os_error_text
from innoreg.file_lock import try_to_lock
from innoreg.i18n import T
from innoreg.regular_file import read_regular_file
from innoreg.store.change_journal import Planned, planned, remove_journal, write_journal
from innoreg.store.read_back import find_disagreement
from innoreg.store.tree import MARK, TABLE, DiskTree
from innoreg.whole_file import is_write_protected, stage_file, sync_folder, temporary_path


@dataclass(frozen=True, slots=True)
class Change:
    """One file of the registry: its bytes as they were read and the new ones; None: no file."""

    file: str
    before: bytes | None
    after: bytes | None


def write_changes(root: Path, changes: Sequence[Change], *, read_back: bool = True) -> None:
    """Make all the changes or none; the caller holds the lock.

    Everything is on the disk in files beside the old ones before the first is renamed. Raises
    Refused when a file is no longer what was read, or when another reader of YAML would not
    understand the new text as innoreg does; CannotGoOn when the disk refuses.

    read_back: False where old bytes are put back, which must never be refused.
    """
    for change in changes if read_back else ():
        _refuse_if_read_otherwise(change)
    for change in changes:
        _refuse_if_protected(root, change)
    staged = [(change, _path_inside(root, change.file)) for change in changes]
    files = [planned(change.file, change.before, change.after) for change in changes]
    try:
        with _write_errors_explained():
            _note(root, files, staged=False)
            for change, path in staged:
                if change.after is not None:
                    _stage(path, change.after)
            for change, path in staged:
                _refuse_if_changed(change, path)
            # One rename is whole in itself; of several some could be missing.
            if len(changes) > 1:
                _note(root, files, staged=True)
            _rename_all(staged)
    finally:
        for _change, path in staged:
            with suppress(OSError):
                temporary_path(path).unlink()
        remove_journal(root)


def _path_inside(root: Path, file: str) -> Path:
    """The path of a file, links followed; Refused where they lead out of the registry."""
    path = (root / file).resolve()
    if path.is_relative_to(DiskTree(root).top(file)):
        return path
    raise Refused(
        T("a link out of the registry: {file}", file=file),
        T("put the file or folder itself there; nothing was written"),
    )


def _note(root: Path, files: Sequence[Planned], *, staged: bool) -> None:
    """Write the journal, where the registry's folder can be written at all."""
    with suppress(PermissionError):
        write_journal(root, files, staged=staged)


def _refuse_if_protected(root: Path, change: Change) -> None:
    if change.before is not None and is_write_protected(root / change.file):
        raise Refused(
            T("{file} is protected from writing", file=change.file),
            T("nothing was written; give the right to write it, if it is to be changed"),
        )


def read_bytes(root: Path, file: str) -> bytes:
    """The bytes of a file of the registry; CannotGoOn where it cannot be read."""
    with _write_errors_explained():
        return DiskTree(root).read(file)


def _refuse_if_read_otherwise(change: Change) -> None:
    if change.after is None or change.file.endswith(TABLE):
        return
    if (found := find_disagreement(change.file, change.after)) is None:
        return
    if change.before is not None and find_disagreement(change.file, change.before):
        # The file was so before: whoever writes something else in it is not to blame.
        return
    raise Refused(
        found, T("nothing was written; type this value anew: it may hold an invisible character")
    )


def _stage(path: Path, raw: bytes) -> Path:
    """Write the bytes into the temporary file beside a file; its path."""
    temporary = stage_file(path, raw)
    if temporary.read_bytes() != raw:
        raise CannotGoOn(
            T("{path} came back from the disk other than it was written", path=temporary),
            T("check the disk; the record is as it was"),
        )
    return temporary


def _refuse_if_changed(change: Change, path: Path) -> None:
    if _is_as(path, change.before):
        return
    if change.before is None:
        raise Refused(T("{file} is there already", file=change.file), T("choose another name"))
    raise Refused(
        T("{file} was changed by somebody else meanwhile", file=change.file),
        T("nothing was written; run the command again"),
    )


def _is_as(path: Path, raw: bytes | None) -> bool:
    """Whether a file holds these bytes; None: is not there. A pipe is waited for by nobody."""
    try:
        return read_regular_file(path, len(raw or b"")) == raw
    except FileNotFoundError:
        return raw is None
    except OSError as error:
        # Larger than what was read, or a pipe or a folder by now.
        if error.errno in (errno.EFBIG, errno.EINVAL, errno.EISDIR):
            return False
        raise


def _rename_all(staged: Sequence[tuple[Change, Path]]) -> None:
    """Put the new files in place; where one cannot be, undo those before it and raise the error."""
    # Deletions last: a renamed record is never missing for those who read meanwhile.
    done: list[tuple[Change, Path]] = []
    try:
        for change, path in sorted(staged, key=lambda s: s[0].after is None):
            if change.after is None:
                path.unlink()
            else:
                temporary_path(path).replace(path)
            done.append((change, path))
    except OSError:
        _undo(done)
        raise
    for folder in {path.parent for _change, path in done}:
        sync_folder(folder)


def _undo(done: Sequence[tuple[Change, Path]]) -> None:
    for change, path in reversed(done):
        with suppress(OSError):
            if change.before is None:
                path.unlink()
            else:
                _stage(path, change.before).replace(path)


@contextmanager
def _write_errors_explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotGoOn(
            T(
                "cannot write {path}: {reason}",
                path=error.filename or "?",
                reason=os_error_text(error),
            ),
            T("the record is as it was; check the disk's space and the rights on the folder"),
        ) from None


# Not through a link that somebody planted in a folder where all may write.
_LOCK_FILE = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
# Seconds between two attempts: too short for people to notice, too long to burden the processor.
_PAUSE = 0.02


@contextmanager
def registry_lock(root: Path, patience: float = 60.0) -> Iterator[None]:
    """While this process holds the lock; CannotGoOn if another keeps it for `patience` seconds.

    The lock lies on `innoreg.yaml`, which is only opened for reading, so that nothing is left
    behind; where the file system knows no locks, on a file in the folder for temporary ones.
    """
    descriptor = os.open(root / MARK, os.O_RDONLY)
    try:
        try:
            _wait_for_lock(descriptor, root, patience)
            # Whoever had it may have put another file in the place of the one that is locked.
            while os.fstat(descriptor).st_ino != (root / MARK).stat().st_ino:
                os.close(descriptor)
                descriptor = os.open(root / MARK, os.O_RDONLY)
                _wait_for_lock(descriptor, root, patience)
        except OSError:
            os.close(descriptor)
            # Some network file systems know no locks.
            descriptor = os.open(_fallback_lock_file(root), _LOCK_FILE, 0o666)
            _wait_for_lock(descriptor, root, patience)
        yield
    finally:
        # Closing gives the lock back, as the end of the process would.
        os.close(descriptor)


def _fallback_lock_file(root: Path) -> Path:
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"innoreg-{name}.lock"


def _wait_for_lock(descriptor: int, root: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        if try_to_lock(descriptor):
            return
        left = until - time.monotonic()
        if left < 0:
            raise CannotGoOn(
                T("another innoreg is writing in {path} all the time", path=root),
                T("wait until it has finished, or end it; nothing was written"),
            )
        # Whoever asks first after a release gets the lock. Asking the oftener the longer one waits, up
        # to twenty times as often, nobody starves among ten writers on a busy machine.
        time.sleep(_PAUSE * max(0.05, left / patience))
