"""One writer at a time: a lock of the operating system, which dies with the process that holds it."""

import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.store.root import MARK

_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_PAUSE = 0.02


@contextmanager
def locked(root: Path, patience: float = 60.0) -> Iterator[None]:
    """Hold the registry's lock; CannotGoOn when another process keeps it for `patience` seconds.

    The lock lies on `innoreg.yaml`, which is only opened for reading, so that nothing is left
    behind; where the file system knows no locks, on a file in the folder for temporary ones.
    """
    descriptor = os.open(root / MARK, os.O_RDONLY)
    try:
        try:
            _wait(descriptor, root, patience)
        except OSError:
            os.close(descriptor)
            descriptor = os.open(_aside(root), os.O_RDWR | os.O_CREAT, 0o666)
            _wait(descriptor, root, patience)
        yield
    finally:
        # Closing gives the lock back, as the end of the process would.
        os.close(descriptor)


def _aside(root: Path) -> Path:
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"innoreg-{name}.lock"


def _wait(descriptor: int, root: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while not _taken(descriptor):
        if time.monotonic() > until:
            raise CannotGoOn(
                T("another innoreg is writing in {path} all the time", path=root),
                T("wait until it has finished, or end it; nothing was written"),
            )
        time.sleep(_PAUSE)


def _taken(descriptor: int) -> bool:
    try:
        _take(descriptor)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # Locked bytes cannot be read by others, so one far behind the end is taken.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
