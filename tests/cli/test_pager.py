"""Long answers page on a terminal and nowhere else; driven by a real pseudo-terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import DATA

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
INNOREG = Path(sys.executable).with_name("innoreg")


def on_terminal(*words: str, pager: str | None, lines: int = 24, keyboard: bool = True) -> str:
    """What a terminal of so many lines shows; the pager marks what went through it."""
    import pty

    clean = {k: v for k, v in os.environ.items() if not k.startswith(("INNOREG", "PAGER", "LESS"))}
    given = {} if pager is None else {"INNOREG_PAGER": pager}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [INNOREG, "--lang", "en", "--today", "2022-03-10", *words],
        cwd=DATA,
        env=clean | {"TERM": "xterm", "COLUMNS": "80", "LINES": str(lines)} | given,
        stdin=theirs if keyboard else subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        # So Linux says that nobody writes any more.
        pass
    assert process.wait(timeout=60) == 0
    os.close(ours)
    return shown.decode().replace("\r", "")


MARKS = "sed s/^/PAGED/"


def test_what_is_longer_than_the_screen_is_paged() -> None:
    shown = on_terminal("list", "districts", pager=MARKS, lines=10)
    assert shown.count("PAGED") == shown.count("\n") > 18


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["list", "districts"], {"lines": 40}),
        (["--no-pager", "list", "districts"], {}),
        (["list", "districts", "--no-pager"], {}),
        (["list", "districts"], {"pager": ""}),
        (["list", "districts"], {"pager": "cat"}),
        (["list", "districts"], {"pager": "no-such-pager-here"}),
        (["list", "districts"], {"keyboard": False}),
    ],
)
def test_otherwise_it_is_not(words: list[str], more: dict[str, object]) -> None:
    shown = on_terminal(*words, **({"pager": MARKS, "lines": 10} | more))  # type: ignore[arg-type]
    assert "PAGED" not in shown
    assert "vsevolozhsk" in shown


def test_who_leaves_the_pager_early_is_told_of_no_failure() -> None:
    shown = on_terminal("list", "districts", pager="head -n 3", lines=10)
    assert shown.count("\n") == 3


def test_in_a_pipe_nothing_is_paged_unless_it_is_drawn_by_force() -> None:
    env = os.environ | {"INNOREG_PAGER": MARKS, "LINES": "5", "COLUMNS": "80"}

    def said(**more: str) -> str:
        words = [str(INNOREG), "--lang", "en", "list", "districts"]
        return subprocess.run(
            words, cwd=DATA, env=env | more, capture_output=True, encoding="utf-8", check=True
        ).stdout

    assert "PAGED" not in said()
    assert "\x1b[" not in said()
    assert "\x1b[1m" in said(FORCE_COLOR="1")
