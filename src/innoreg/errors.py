"""Errors that stop a command, each with its exit code; the system's errors in plain words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from innoreg.i18n import N_, T


class InnoregError(Exception):
    """Stops a command. `message` says what happened, `hint` what to do next."""

    # The codes of the manual: 1 refused or findings, 2 wrong usage, 3 cannot go on.
    exit_code = 3

    def __init__(self, message: T, hint: T | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)


class CannotGoOn(InnoregError):
    """The circumstances do not allow it: no registry, an unreadable file, a missing program."""


class WrongUsage(InnoregError):
    """The words or options of the command do not fit together, or name nothing."""

    exit_code = 2


class Refused(InnoregError):
    """A change, an import or a rendering that must not happen; nothing was written."""

    exit_code = 1


# The refusals that people meet; strerror is English on most systems.
_WORDS = {
    errno.EACCES: N_("no right to do so"),
    errno.EPERM: N_("no right to do so"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOENT: N_("no such file or folder"),
    errno.ENOTDIR: N_("a file stands where a folder is expected"),
    errno.EISDIR: N_("a folder stands where a file is expected"),
    errno.EEXIST: N_("it is there already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EIO: N_("the disk does not answer properly"),
    errno.ELOOP: N_("a link leads to itself"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def os_error_text(error: OSError) -> T:
    """Why the system refused, in plain words; in its own where the cause is a rare one."""
    return T(_WORDS.get(error.errno or 0, error.strerror or str(error) or "?"))


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Explain an OSError of the block: which path cannot be written to, else the folder, and why."""
    try:
        yield
    except OSError as error:
        path, reason = error.filename or folder, os_error_text(error)
        raise CannotGoOn(T("cannot write to {path}: {reason}", path=path, reason=reason)) from None
