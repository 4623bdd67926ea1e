"""Completion in the shells themselves: on a pseudo-terminal where they need one."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from innoreg.store.loader import load
from support import DATA

INNOREG = Path(sys.executable).with_name("innoreg")
RC = {
    "bash": "bind 'set completion-query-items 10000'\nbind 'set page-completions off'\n",
    "zsh": "autoload -Uz compinit\ncompinit -u -D\nLISTMAX=10000\nunsetopt list_ambiguous auto_menu\n",
}
COMMAND = {
    "bash": ["bash", "--noprofile", "--rcfile", "{rc}/.bashrc", "-i"],
    "zsh": ["zsh", "-o", "no_global_rcs", "-i"],
}


def script_for(shell: str) -> str:
    """What teaches the shell, as `--show-completion` prints it."""
    env = {**os.environ, "_INNOREG_COMPLETE": f"source_{shell}"}
    return subprocess.run(
        [INNOREG], env=env, capture_output=True, encoding="utf-8", check=False
    ).stdout


class Terminal:
    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.seen = descriptor, b""

    def type(self, keys: str) -> None:
        self.seen = b""
        os.write(self.descriptor, keys.encode())

    def read_until(self, *words: str) -> None:
        import select

        missing = list(words)
        while missing:
            ready = select.select([self.descriptor], [], [], 60)[0]
            assert ready, (missing, self.seen.decode("utf-8", "replace")[-2000:])
            self.seen += os.read(self.descriptor, 65536)
            # Colours and movements of the cursor stand between words.
            shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.seen.decode("utf-8", "replace"))
            missing = [
                w
                for w in missing
                if not re.search(rf"(?<![\w/.-]){re.escape(w)}(?![\w/.-])", shown)
            ]


@contextmanager
def terminal(shell: str, folder: Path) -> Iterator[Terminal]:
    if os.name == "nt" or not shutil.which(shell):
        pytest.skip(f"{shell} is not here, or no terminal of this kind")
    import fcntl
    import pty
    import struct
    import termios

    lines = f"export PATH={INNOREG.parent}:$PATH PS1='> '\n{RC[shell]}{script_for(shell)}\n"
    (folder / f".{shell}rc").write_text(lines, "utf-8")
    child, descriptor = pty.fork()
    if child == 0:
        os.chdir(DATA)
        os.environ.update(ZDOTDIR=str(folder), TERM="xterm", INNOREG_LANG="ru")
        os.execvp(shell, [word.format(rc=folder) for word in COMMAND[shell]])
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 400, 200, 0, 0))
    try:
        screen = Terminal(descriptor)
        screen.read_until(">")
        yield screen
    finally:
        os.close(descriptor)
        os.waitpid(child, 0)


@pytest.mark.parametrize("shell", RC)
def test_every_reference_is_offered_on_a_terminal(shell: str, tmp_path: Path) -> None:
    registry = load(DATA).registry.without_samples()
    with terminal(shell, tmp_path) as screen:
        screen.type("innoreg show \t\t")
        screen.read_until(*(record.id for record in registry.records))
        for record in registry.records:
            parts: Any = [target.ref for target in registry.parts(record).values()]
            # A single one is put into the line at once.
            if len(parts) > 1:
                screen.type(f"\x15innoreg show {record.id}/\t\t")
                screen.read_until(*parts)
        screen.type("\x15innoreg due --district king\t")
        screen.read_until("kingisepp")


def test_fish_offers_titles_beside_the_values() -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not here")
    lines = (
        f"set -x PATH {INNOREG.parent} $PATH\n{script_for('fish')}\ncomplete -C 'innoreg show luga'"
    )
    env = {**os.environ, "INNOREG_LANG": "ru"}
    found = subprocess.run(
        ["fish", "--no-config", "-c", lines], cwd=DATA, env=env, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert found.stdout == "luga\tЛужский\n"


def test_powershell_is_given_its_script() -> None:
    script = script_for("powershell")
    assert "Register-ArgumentCompleter -Native -CommandName innoreg" in script
    if not shutil.which("pwsh"):
        pytest.skip("pwsh is not here: only the text of its script was looked at")
    asked = "(TabExpansion2 'innoreg show luga' 17).CompletionMatches.CompletionText"
    found = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", f"{script}\n{asked}"], cwd=DATA, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert found.stdout.split() == ["luga"]
