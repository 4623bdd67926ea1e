"""The one place where a failure becomes words on stderr and an exit code; never a traceback."""

import errno
import os
import re
import shlex
import sys
import traceback
from pathlib import Path
from typing import Any

import innoreg
from innoreg.cli.screen import terminal_width
from innoreg.errors import InnoregError, os_error_text
from innoreg.i18n import _
from innoreg.report.wrapping import fold_lines

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""A disk that takes no more, whatever was being written."""
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL)
_NO_RIGHT = (errno.EACCES, errno.EPERM)
"""A folder on the way that this user may not enter, whatever was looked for below it."""


def print_complaint(message: str, hint: str | None = None) -> None:
    """Print on stderr what happened and, as a hint, the next step."""
    print_on_stderr(f"innoreg: {message}")
    if hint:
        print_on_stderr("  → " + hint)


def print_on_stderr(text: str) -> None:
    """Print a line on stderr; on a terminal no wider than that."""
    width = terminal_width(sys.stderr)
    print(fold_lines(text, width) if width else text, file=sys.stderr)


def complain_of(error: InnoregError, about: str = "") -> None:
    """The message and hint of a refusal on stderr, after `about`, where one of several failed."""
    print_complaint(f"{about}{error.message}", str(error.hint) if error.hint else None)


def explain_error(error: BaseException) -> int:
    """Print on stderr why the command stopped, and return the exit code to stop with."""
    if isinstance(error, InnoregError):
        complain_of(error)
        return error.exit_code
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        print_complaint(_("stopped; nothing more was done"))
        return 130
    # Every usage error of click and typer has it, and nothing else that can come here.
    if hasattr(error, "format_message"):
        return _explain_usage(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        where = error.filename or _("the output")
        print_complaint(
            _("{path} cannot be written: {reason}", path=where, reason=os_error_text(error))
        )
        return 3
    if isinstance(error, OSError) and error.errno in _NO_RIGHT and error.filename:
        print_complaint(
            _(
                "{path} cannot be reached: {reason}",
                path=error.filename,
                reason=os_error_text(error),
            )
        )
        return 3
    if isinstance(error, FileNotFoundError) and (gone := _working_folder_gone()):
        return explain_error(gone)
    return _explain_bug(error)


def _working_folder_gone() -> InnoregError | None:
    """The refusal to name where the folder the program was called in is gone, else None."""
    from innoreg.store.tree import working_folder

    try:
        working_folder()
    except InnoregError as gone:
        return gone
    return None


def _explain_usage(error: Any) -> int:
    kind = type(error).__name__
    # Called without a word `innoreg` shows its help, and that is no failure.
    if kind == "NoArgsIsHelpError":
        print(error.format_message())
        return 0
    command = error.ctx.command_path if getattr(error, "ctx", None) else "innoreg"
    hint = _meant_option(error, command) or _("see `{command} --help`", command=command)
    print_complaint(_usage_text(error, kind), hint)
    return 2


def _meant_option(error: Any, command: str) -> str:
    """`due march` is meant as `due --month march`, `overdue luga` as nothing that is known."""
    from innoreg.deadlines import parse_month

    extra = _EXTRA.match(error.message)
    if extra is None or not any(param.name == "month" for param in error.ctx.command.params):
        return ""
    words = extra[1]
    if not parse_month(words):
        return ""
    return _("perhaps `{close}`", close=f"{command} --month {shlex.quote(words)}")


def _usage_text(error: Any, kind: str) -> str:
    if kind == "NoSuchOption":
        close = sorted(error.possibilities or ())
        perhaps = ", " + _("perhaps {close}", close=", ".join(close)) if close else ""
        return _("no option {name}", name=error.option_name) + perhaps
    if kind == "MissingParameter":
        return _("{name} is missing", name=_parameter_name(error))
    if kind == "BadOptionUsage" and "does not take a value" in error.message:
        return _("option {name} takes no value", name=error.option_name)
    if kind == "BadOptionUsage":
        return _("option {name} needs a value", name=error.option_name)
    if kind == "BadParameter":
        name = _parameter_name(error)
        choices = getattr(getattr(error.param, "type", None), "choices", None)
        if choices:
            return _("{name} is one of: {expected}", name=name, expected=", ".join(choices))
        if "is not a valid int" in error.message:
            return _("{name} is a whole number", name=name)
        return _("wrong value of {name}: {message}", name=name, message=error.message)
    # click says this in a sentence only; the form of its plural changed between versions.
    if extra := _EXTRA.match(error.message):
        return _("too many words: {words}", words=extra[1])
    if error.message == "Missing command.":
        return _("the name of a command is missing")
    return str(error.format_message())


def _parameter_name(error: Any) -> str:
    param = error.param
    if param is None:
        return "?"
    if param.param_type_name == "option":
        return str(param.opts[-1])
    return _(param.metavar) if param.metavar else str(param.name).upper()


def _explain_bug(error: BaseException) -> int:
    if os.environ.get("INNOREG_DEBUG"):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    # The last line of innoreg itself: a frame inside a library tells its authors nothing.
    ours = [f for f in frames if "innoreg" in Path(f.filename).parts] or frames
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    print_complaint(
        _("a mistake in innoreg itself: {what} ({where})", what=what, where=where),
        _(
            "nothing is wrong with your data. Report this line, the command and the version "
            "{version} to the authors; INNOREG_DEBUG=1 shows all of it",
            version=innoreg.__version__,
        ),
    )
    return 3
