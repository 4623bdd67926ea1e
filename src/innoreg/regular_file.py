"""Reading a file that somebody else put there: a regular one, and no larger than it may be."""

import errno
import os
import stat
from pathlib import Path

from innoreg.i18n import N_

# A pipe is opened without waiting for its other end.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def outside_error(path: str | Path) -> OSError:
    """The error of what is not opened, for a link in a registry leads somewhere else."""
    return OSError(errno.EINVAL, N_("a link out of the registry"), str(path))


def too_large_error(path: str | Path) -> OSError:
    """The error of a file that is larger than what is read of its kind."""
    return OSError(errno.EFBIG, N_("it is too large"), str(path))


def read_regular_file(path: Path, limit: int) -> bytes:
    """The bytes of a file; OSError where it is a folder, a pipe or a device, or exceeds `limit`.

    limit: in bytes.
    """
    raw = read_beginning(path, limit + 1)
    if len(raw) > limit:
        raise too_large_error(path)
    return raw


def read_beginning(path: Path, most: int) -> bytes:
    """Its bytes, no more than so many; OSError where it is a folder, a pipe or a device."""
    handle = os.open(path, _READING)
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, N_("it is not a regular file"), str(path))
        return stream.read(most)
