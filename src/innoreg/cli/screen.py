"""The gate through which every text goes to stdout and stderr: hidden signs come out visible.

A title, a file's name or the subject of a commit was written by others; raw, it could command the
terminal of whoever reads it, or show another line than the one that stands there.
"""

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from innoreg.hidden_signs import show_hidden_signs

# Windows says that the argument is wrong where the other end of a pipe is closed.
_BROKEN = (errno.EPIPE, errno.ECONNRESET, *((errno.EINVAL,) if os.name == "nt" else ()))


def terminal_width(stream: Any) -> int | None:
    """Columns of the terminal that the stream is, at least 40; None where it is none."""
    if stream is None or not stream.isatty():
        return None
    # Narrower tables break every word.
    return max(40, shutil.get_terminal_size((80, 24)).columns)


class Outlet:
    """A stream that goes on in silence when its reader has seen enough, or when it is closed.

    `head` and `less` leave before the end; the command still ends with the code of its answer.
    """

    def __init__(self, stream: Any) -> None:
        if stream is None:
            # As long as the program runs.
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text; nothing where nobody reads any more."""
        with self._pipe_may_break():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand over what was written."""
        with self._pipe_may_break():
            self._stream.flush()

    @contextmanager
    def _pipe_may_break(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno not in _BROKEN:
                raise
            # What waits to be written goes there too, else the interpreter would fail at it later.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Screen:
    """A stream that writes no hidden sign; all else is the stream's own."""

    def __init__(self, stream: Any) -> None:
        self.unguarded = Outlet(stream)
        self.is_quiet = False
        """Whether what is only worth knowing is left unsaid."""

    def write(self, text: str) -> int:
        """Write the text with its hidden signs made visible."""
        self.unguarded.write(show_hidden_signs(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.unguarded, name)


@contextmanager
def guarded_streams() -> Iterator[None]:
    """Put the gate before stdout and stderr while the block runs."""
    before = sys.stdout, sys.stderr
    screens = tuple(s if isinstance(s, Screen) else Screen(s) for s in before)
    sys.stdout, sys.stderr = screens
    try:
        yield
    finally:
        # One that was given up meanwhile stays so.
        if sys.stdout is screens[0]:
            sys.stdout = before[0]
        if sys.stderr is screens[1]:
            sys.stderr = before[1]


def unguarded(stream: Any) -> Any:
    """The stream behind the gate, for innoreg's own colours and movements of the cursor."""
    return stream.unguarded if isinstance(stream, Screen) else stream


def draw_on_terminal(part: Any, width: int) -> None:
    """Print something that rich draws; the words in it go through the gate, its colours do not."""
    from rich.console import Console

    class GuardedConsole(Console):
        """A console all of whose words are shown with their hidden signs visible."""

        def render(self, *words: Any, **options: Any) -> Any:
            """As rich, word by word."""
            for segment in super().render(*words, **options):
                yield (
                    segment
                    if segment.control
                    else segment._replace(text=show_hidden_signs(segment.text))
                )

    GuardedConsole(highlight=False, width=width, file=unguarded(sys.stdout)).print(part)
