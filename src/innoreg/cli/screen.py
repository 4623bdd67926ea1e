"""The gate through which every text goes to stdout and stderr: hidden signs come out visible.

A title, a file's name or the subject of a commit was written by others; raw, it could command the
terminal of whoever reads it, or show another line than the one that stands there.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from innoreg.hidden_signs import show_hidden_signs


class Screen:
    """A stream that writes no hidden sign; all else is the stream's own."""

    def __init__(self, stream: Any) -> None:
        self.unguarded = stream

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
    screens = tuple(s if s is None or isinstance(s, Screen) else Screen(s) for s in before)
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
