"""Why innoreg cannot go on: errors with an exit code, and the system's refusals in words."""

import errno

from innoreg.i18n import N_, T


class InnoregError(Exception):
    """Stops a command. `message` says what happened, `hint` what to do next."""

    exit_code = 3

    def __init__(self, message: T, hint: T | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)


class CannotGoOn(InnoregError):
    """No registry, something unreadable, a program that is missing."""


class WrongUsage(InnoregError):
    """The words of the command do not fit."""

    exit_code = 2


class Refused(InnoregError):
    """A change, an import or a render that must not happen; nothing was written."""

    exit_code = 1


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
    """Why the system refused; its own words where the cause is a rare one."""
    return T(_WORDS.get(error.errno or 0, error.strerror or str(error) or "?"))
