"""The command line: `main` is the console script."""

import gc
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line, that of this process where none is given, and return its exit code."""
    # A command is over before its few cycles matter. Looking for them takes a tenth of its time
    # while it loads, and as much again of all that is left when the process ends. The threshold
    # bounds what cycles may hold in a long command; a short one does not reach it.
    gc.set_threshold(200_000, 20, 50)
    # Nobody else has a say in what a record is; to look for plugins takes 5 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
    from innoreg.cli.app import main as run

    if words is None and not sys.warnoptions:
        # What Python warns of concerns those who write code; nobody who reads a register.
        warnings.simplefilter("ignore")
    try:
        code = run(words)
    finally:
        if words is None:
            gc.freeze()
    if words is None:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process with the exit code, without taking its objects apart.

    Returns, so that the interpreter ends as usual, where the output cannot be flushed.
    """
    # Freeing thousands of records takes as long as a short answer.
    with suppress(OSError, ValueError):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)
