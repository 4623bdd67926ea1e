"""How far a long reading has come: one line on a terminal's stderr, wiped off at the end."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO, TypeVar

from innoreg.i18n import _

PATIENCE, PACE = 0.5, 0.1
"""Seconds before the line appears, and between two of its states."""
Item = TypeVar("Item")


class Progress:
    """Call it for every file: `progress(done, total)`; it costs next to nothing while it is silent."""

    def __init__(self, stream: TextIO, patience: float) -> None:
        self._stream = stream
        self._next = monotonic() + patience
        self._shown = 0

    def __call__(self, done: int, total: int) -> None:
        """So many files of so many are done."""
        now = monotonic()
        if now >= self._next or (done == total and self._shown):
            self._next = now + PACE
            self._write(_("{done} of {total} files", done=done, total=total))

    def count_items(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """The same items, counted as they pass."""
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
    """Progress for a person who waits; None where stderr is no terminal."""
    stream = sys.stderr
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    line = Progress(stream, PATIENCE)
    try:
        yield line
    finally:
        line.clear()
