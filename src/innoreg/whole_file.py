"""The one writer of files: each is the old or the new one, whole, and keeps owner, rights and marks."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from innoreg.regular_file import outside_error

_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)  # fmt: skip


def temporary_path(path: Path) -> Path:
    """The path of the temporary file beside a file."""
    # Hidden, so that nothing takes it for a record; on the same disk, so that renaming replaces at
    # once; always of one name, so that what a killed process left is written over.
    return path.with_name(f".{path.name}.new")


def replace_file(path: Path, raw: bytes, within: Path | None = None) -> None:
    """Write the file whole or not at all; OSError, with the file's name, where the disk refuses.

    within: the folder that no link may lead out of; OSError where one does.
    """
    # A link stays a link: the file it leads to is the one replaced.
    named, path = path, path.resolve()
    if within is not None and not path.is_relative_to(within.resolve()):
        raise outside_error(named)
    try:
        stage_file(path, raw).replace(path)
    except BaseException:
        with suppress(OSError):
            temporary_path(path).unlink()
        raise
    sync_folder(path.parent)


def stage_file(path: Path, raw: bytes) -> Path:
    """Write the bytes into the temporary file beside a file, so that they stay; its path.

    It has the owner, the rights and the marks of the file that it is to replace. OSError, with
    the name of a file, where the disk refuses.
    """
    temporary = temporary_path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.stat() if path.exists() else None
    # Of a file that others may not read nobody sees the new one either, not for a moment.
    descriptor = create_file(temporary, 0o666 if old is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(raw)
            stream.flush()
            # Before the rename: after a power cut the new name must not lead to an empty file.
            os.fsync(stream.fileno())
    except OSError as error:
        # A full disk is told without saying of what.
        error.filename = error.filename or str(path)
        raise
    if old is not None:
        _keep_attributes(path, temporary, old)
    return temporary


def create_file(path: Path, mode: int = 0o666) -> int:
    """The descriptor of a new file, in the place of what an earlier process left there."""
    path.unlink(missing_ok=True)
    # Not through a link that somebody puts there meanwhile.
    return os.open(path, _NEW, mode)


def _keep_attributes(path: Path, temporary: Path, old: os.stat_result) -> None:
    """Give the new file what the old one has, as far as this user may."""
    rights = stat.S_IMODE(old.st_mode)
    if sys.platform != "win32":
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except OSError:
            # Another's file stays another's only for the administrator; its group may be kept.
            try:
                os.chown(temporary, -1, old.st_gid)
            except OSError:
                # Not what the group might do, for it would be another group.
                rights &= ~stat.S_IRWXG
    temporary.chmod(rights)
    if sys.platform == "linux":
        # Among them the lists of further people who may read it.
        with suppress(OSError):
            for name in os.listxattr(path):
                with suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(path, name))


def is_write_protected(path: Path) -> bool:
    """Whether somebody said that the file is not to be written, whoever asks."""
    try:
        return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    except OSError:
        return False


def sync_folder(folder: Path) -> None:
    """Make renames in the folder last; systems that cannot open a folder do it by themselves."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
