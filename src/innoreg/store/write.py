"""Writing files so that each is the old one or the new one, whole, whatever happens meanwhile."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from innoreg.errors import CannotGoOn, Refused
from innoreg.i18n import T
from innoreg.system import reason


@dataclass(frozen=True, slots=True)
class Change:
    """One file of the registry: its bytes as they were read and as they shall be; None: no file."""

    file: str
    before: bytes | None
    after: bytes | None


def write(root: Path, changes: Sequence[Change]) -> None:
    """Make all the changes or none; the caller holds the lock.

    Everything is on the disk in files beside the old ones before the first is renamed. Raises
    Refused when a file is no longer what was read, CannotGoOn when the disk refuses.
    """
    staged: list[tuple[Change, Path, Path]] = []
    try:
        with _explained():
            for change in changes:
                path = (root / change.file).resolve()
                staged.append((change, path, _beside(path)))
                if change.after is not None:
                    _stage(path, staged[-1][2], change.after)
            for change, path, _temporary in staged:
                _refuse_if_changed(change, path)
            _rename_all(staged)
    finally:
        for _change, _path, temporary in staged:
            with suppress(OSError):
                temporary.unlink()


def read_bytes(root: Path, file: str) -> bytes:
    """The bytes a change begins with."""
    with _explained():
        return (root / file).read_bytes()


def _beside(path: Path) -> Path:
    """The temporary file: hidden, so that nothing takes it for a record; the next write reuses it."""
    return path.with_name(f".{path.name}.new")


def _stage(path: Path, temporary: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.unlink(missing_ok=True)
    with temporary.open("xb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
    if temporary.read_bytes() != raw:
        raise CannotGoOn(
            T("{path} came back from the disk other than it was written", path=temporary),
            T("check the disk; the record is as it was"),
        )


def _refuse_if_changed(change: Change, path: Path) -> None:
    now = path.read_bytes() if path.exists() else None
    if now == change.before:
        return
    if change.before is None:
        raise Refused(T("{file} is there already", file=change.file), T("choose another name"))
    raise Refused(
        T("{file} was changed by somebody else meanwhile", file=change.file),
        T("nothing was written; run the command again"),
    )


def _rename_all(staged: Sequence[tuple[Change, Path, Path]]) -> None:
    """New files and changed ones first, then deletions: a reference never leads nowhere for long."""
    done: list[tuple[Change, Path]] = []
    try:
        for change, path, temporary in sorted(staged, key=lambda s: s[0].after is None):
            if change.after is None:
                path.unlink()
            else:
                temporary.replace(path)
            done.append((change, path))
    except OSError:
        _undo(done)
        raise
    for folder in {path.parent for _change, path in done}:
        _sync(folder)


def _undo(done: Sequence[tuple[Change, Path]]) -> None:
    for change, path in reversed(done):
        with suppress(OSError):
            if change.before is None:
                path.unlink()
            else:
                temporary = _beside(path)
                _stage(path, temporary, change.before)
                temporary.replace(path)


def _sync(folder: Path) -> None:
    """Make the renames last; systems that cannot open a folder do it by themselves."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotGoOn(
            T("cannot write {path}: {reason}", path=error.filename or "?", reason=reason(error)),
            T("the record is as it was; check the disk's space and the rights on the folder"),
        ) from None
