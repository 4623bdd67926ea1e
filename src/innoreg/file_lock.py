"""A lock on an open file, which the system takes back when the process ends."""

import errno
import os
import sys

# What systems answer where another process has the lock.
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def try_to_lock(descriptor: int) -> bool:
    """Lock the open file for this process; False where another has it.

    OSError where the disk knows no locks. Closing the file gives the lock back, as the end of the
    process does.
    """
    try:
        _take_lock(descriptor)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True


if sys.platform == "win32":
    import msvcrt

    def _take_lock(descriptor: int) -> None:
        # Locked bytes cannot be read by others, so one far behind the end is taken.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
