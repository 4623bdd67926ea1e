"""Answers longer than the terminal go to a pager, as git does it; never in a pipe.

Which one: INNOREG_PAGER, else PAGER, else `less` as it is set up by LESS, else by -FRX. An empty
value, `cat`, --no-pager, a dumb terminal and a Windows without one named mean none.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from innoreg.cli.command_table import COMMANDS
from innoreg.cli.screen import Outlet, Screen

if TYPE_CHECKING:
    import subprocess

# Pipes to other programs are imported where one begins: no short answer pays for them.

# Commands that ask or report while they work are never held back.
_NEVER = frozenset({"merge-driver", "cache", "export", "pages", "init"})
PAGED = {name for group in ("ask", "time", "data", "words") for name in COMMANDS[group][1]} - _NEVER
_NONE = ("", "cat")


def pager_words() -> list[str]:
    """The pager that is wanted and at hand, as words of a command line; none where there is none."""
    import shlex

    named = os.environ.get("INNOREG_PAGER", os.environ.get("PAGER"))
    if named is None and os.name == "nt":
        return []
    try:
        words = shlex.split("less" if named is None else named, posix=os.name != "nt")
    except ValueError:
        return []
    if not words or words[0] in _NONE or os.environ.get("TERM") == "dumb":
        return []
    return words if shutil.which(words[0]) else []


class PagedOutlet(Outlet):
    """A terminal's stream that keeps what fits the screen; what is longer begins the pager."""

    def __init__(self, stream: Any, words: list[str], height: int) -> None:
        super().__init__(stream)
        self.terminal = stream
        self._words, self._height = words, height
        self._kept: list[str] = []
        self._lines = 0
        self._process: subprocess.Popen[str] | None = None
        self._left = False

    def write(self, text: str) -> int:
        """Keep the text, or hand it to the pager; nothing once its reader has left."""
        if self._left:
            return len(text)
        if self._process is None:
            self._kept.append(text)
            self._lines += text.count("\n")
            if self._lines >= self._height:
                self._begin()
            return len(text)
        with suppress(OSError, ValueError):
            self._pipe.write(text)
            return len(text)
        self._left = True
        return len(text)

    def flush(self) -> None:
        """Nothing: what is kept waits for the end, and the pager for its pipe to be full."""

    @property
    def _pipe(self) -> Any:
        return self._process.stdin if self._process else self.terminal

    def _begin(self) -> None:
        import subprocess

        self.terminal.flush()
        environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", "LV": "-c", **os.environ}
        try:
            self._process = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, encoding="utf-8", errors="replace",
                env=environment,
            )  # fmt: skip
        except OSError:
            # Named and there, but not to be run: the answer comes without it.
            self._height = sys.maxsize
            return
        kept, self._kept = "".join(self._kept), []
        self.write(kept)

    def finish(self) -> None:
        """Print what was kept, or wait until the reader leaves the pager."""
        if self._process is None:
            self.terminal.write("".join(self._kept))
            self.terminal.flush()
            self._kept = []
            return
        # Closed where the reader left before the end.
        with suppress(OSError):
            self._pipe.close()
        while self._process.poll() is None:
            # Ctrl-C is the pager's, which stays.
            with suppress(KeyboardInterrupt):
                self._process.wait()


def begin_paging(command: str) -> None:
    """From now on stdout goes through a pager, where it is a terminal and the command only answers."""
    screen = sys.stdout
    if command not in PAGED or not isinstance(screen, Screen) or not screen.isatty():
        return
    # Without a keyboard nobody could leave it: a CI job that gives its steps a terminal would hang.
    if sys.stdin is None or not sys.stdin.isatty():
        return
    if isinstance(screen.unguarded, PagedOutlet) or not (words := pager_words()):
        return
    height = shutil.get_terminal_size((80, 24)).lines
    screen.unguarded = PagedOutlet(screen.unguarded, words, height)


@contextmanager
def paging_finished() -> Iterator[None]:
    """What the block printed is shown to its end afterwards, before an error is explained."""
    screen = sys.stdout
    try:
        yield
    finally:
        outlet = screen.unguarded if isinstance(screen, Screen) else None
        if isinstance(screen, Screen) and isinstance(outlet, PagedOutlet):
            screen.unguarded = outlet.terminal
            outlet.finish()
