"""A line on the terminal's stderr that says how many files are read, wiped off at the end."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO, TypeVar

from innoreg.cli.screen import unguarded
from innoreg.i18n import _

# Seconds before the line appears (a shorter wait needs no explanation) and between two states
# (faster than ten a second nobody reads, and a terminal costs time).
PATIENCE, PACE = 0.5, 0.1
Item = TypeVar("Item")


class Progress:
    """The line; called as `progress(done, total)` for every file, it prints at most ten times a second."""

    def __init__(self, stream: TextIO, patience: float) -> None:
        self._stream = stream
        self._next = monotonic() + patience
        self._shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Note that `done` of `total` files are read, and print it if it is time."""
        now = monotonic()
        if now >= self._next or (done == total and self._shown):
            self._next = now + PACE
            self._write(_("{done} of {total} files", done=done, total=total))

    def count_items(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Yield the items, noting each as done once the caller asks for the next."""
        for done, item in enumerate(items, 1):
            yield item
            self(done, total)

    def _write(self, words: str) -> None:
        # Only spaces and a return: the oldest consoles know nothing better.
        self._stream.write("\r" + words.ljust(self._shown) + "\r")
        self._stream.flush()
        self._shown = len(words)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            self._write("")


@contextmanager
def progress_line() -> Iterator[Progress | None]:
    """The progress line while the block runs; None where stderr is no terminal."""
    stream = unguarded(sys.stderr)
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    line = Progress(stream, PATIENCE)
    try:
        yield line
    finally:
        line.clear()
