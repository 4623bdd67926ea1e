"""The command line: `main` is the console script."""

import gc
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line, of this process where none is given; its exit code."""
    # A command is over before its few cycles matter. Looking for them takes a tenth of its time
    # while it loads, and as much again of all that is left when the process ends.
    gc.set_threshold(200_000, 20, 50)
    from innoreg.cli.app import main as run

    try:
        return run(words)
    finally:
        if words is None:
            gc.freeze()
