"""The program: languages and streams set up, a command found and run, failures explained."""

import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import Annotated

import typer

import innoreg
from innoreg.cli.error_handler import explain_error
from innoreg.cli.lazy_group import LazyGroup
from innoreg.cli.pager import paging_finished
from innoreg.cli.screen import guarded_streams
from innoreg.i18n import LANGUAGES, N_, default_language, use_language

app = typer.Typer(cls=LazyGroup, rich_markup_mode=None, no_args_is_help=True, name="innoreg")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"innoreg {innoreg.__version__}")
        raise typer.Exit


@app.callback()
def program(
    _version_wanted: Annotated[
        bool,
        typer.Option(
            "--version", "-V", help=N_("show the version"), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """The register of innovation activity, kept as YAML in git."""


def _language_of(words: Sequence[str]) -> str:
    """The value of --lang anywhere on the line, else the default language.

    Read before the options are parsed: help pages and complaints about options need it.
    """
    for word, following in zip_longest(words, words[1:]):
        chosen = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and chosen in LANGUAGES:
            return chosen
    return default_language()


def _set_up_streams() -> None:
    """Make stdout and stderr write UTF-8 with line ends as they are, on every system.

    Bytes that are no text, as a file's name may hold, are shown by their numbers.
    """
    for stream in (sys.stdout, sys.stderr):
        # Neither None (a program without a console) nor a stream of a test can be reconfigured.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _occupy_closed_streams() -> None:
    """Open nowhere what the caller closed: a record must not be opened as what others print on."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line; the exit code: 0 fine, 1 findings or refused, 2 usage, 3 cannot go on."""
    words = sys.argv[1:] if words is None else list(words)
    _occupy_closed_streams()
    _set_up_streams()
    use_language(_language_of(words))
    with guarded_streams():
        return _run(words)


def _run(words: Sequence[str]) -> int:
    """Run one command line and explain its failure."""
    if "_INNOREG_COMPLETE" in os.environ:
        from innoreg.cli.completion import prepare_completion

        prepare_completion()
    try:
        with paging_finished():
            code = app(words, prog_name="innoreg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BaseException as error:
        # Raised by typer for completion, with its own exit code.
        if isinstance(error, SystemExit):
            raise
        code = explain_error(error)
        if isinstance(error, OSError):
            # What is left unprinted stays so: the interpreter would only fail at it once more.
            sys.stdout = None
        return code
