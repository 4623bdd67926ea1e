"""A finished file goes where -o says: to a file of that name, or with `-` to stdout."""

import sys
from pathlib import Path

from innoreg.cli.command_context import show
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import T, _
from innoreg.render.output_file import write_document

STDOUT = Path("-")


def write_output(path: Path, data: bytes, *, force: bool, tell: bool = True) -> None:
    """Write the bytes, and with `tell` say where they are; to stdout nothing but the bytes goes.

    Refused where the file is there and `force` is not given, and where stdout is a terminal.
    """
    if path != STDOUT:
        write_document(path, data, force=force)
        if tell:
            show(_("written: {path}", path=path))
        return
    if sys.stdout.isatty():
        raise Refused(
            T("a document is not printed on a terminal"),
            T("name a file with -o, or send it on: `-o - | PROGRAM`, `-o - > FILE`"),
        )
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read it has left; the gate falls silent as for every other answer.
        sys.stdout.write("\n")
        sys.stdout.flush()


def output_folder(output: Path | None, name: str) -> Path:
    """The folder that -o names for several documents, else that name; WrongUsage for stdout."""
    if output == STDOUT:
        raise WrongUsage(
            T("several documents do not go to standard output"), T("name a folder with -o")
        )
    return output or Path(name)
