"""A person who waits sees how far it is; nobody else sees anything, and nothing is left behind."""

import io
import sys
from collections.abc import Iterator

import pytest

from innoreg.cli.progress import Progress, progress_line
from innoreg.i18n import use_language


class Terminal(io.StringIO):
    """What is in sight on the line the cursor stands in."""

    def isatty(self) -> bool:
        return True

    @property
    def line(self) -> str:
        shown = ""
        for words in self.getvalue().split("\r"):
            shown = words + shown[len(words) :]
        return shown.rstrip()


def test_the_line_counts_and_is_wiped() -> None:
    use_language("ru")
    terminal = Terminal()
    line = Progress(terminal, patience=0)
    assert list(line.count_items("abc", 3100)) == ["a", "b", "c"]
    assert terminal.line == "файлов: 1 из 3100"
    line.clear()
    assert terminal.line == ""
    assert "\n" not in terminal.getvalue()


def test_a_short_wait_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_line() as line:
        assert line is not None
        line(1, 2)
    assert terminal.getvalue() == ""


def stopped() -> Iterator[str]:
    yield "a"
    raise KeyboardInterrupt


def reading() -> None:
    with progress_line() as line:
        assert line is not None
        list(line.count_items(stopped(), 2))


def test_a_failure_wipes_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("innoreg.cli.progress.PATIENCE", 0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(KeyboardInterrupt):
        reading()
    assert "1 of 2 files" in terminal.getvalue()
    assert terminal.line == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_without_a_terminal_there_is_none(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_line() as line:
        assert line is None
