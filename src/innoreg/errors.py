"""Why the tool itself cannot go on: one family, each with an exit code, a reason and a next step.

A problem in the data is not an error but a value: see `innoreg.diagnostics`.
"""

from innoreg.i18n import T


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
