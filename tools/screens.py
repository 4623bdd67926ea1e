"""The screens of the manual: runs the commands of a page in order and writes what they show below them.

A block ```` ```console ```` holds command lines that begin with `$ ` and, below each, its screen. Behind
`console` may stand the place to run in (else that of the page) and the day that is today there
(else that of the block before): ```` ```console svetlorechye 2026-07-01 ````. What a command leaves is
there for those after it. A screen whose last line is `…` is shown so far only.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from innoreg import installation
from innoreg.cli import main as innoreg
from innoreg.store.registry_setup import create_registry

ROOT = Path(__file__).parents[1]
PAGES: Mapping[str, str] = {
    "README.md": "data",
    "README.ru.md": "data",
    "docs/first-month.md": "empty",
    "docs/ru/first-month.md": "empty",
    "docs/how-to.md": "data",
    "docs/ru/how-to.md": "data",
}
"""Page -> the place where its commands run."""
LANGUAGE = {True: "ru", False: "en"}
FIRST_DAY = "2022-03-14"
WIDTH = "96"
_BLOCK = re.compile(r"^```console(?P<about>[^\n]*)\n(?P<lines>[\s\S]*?)^```$", re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMMIT = re.compile(r"\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,8}\b")
LONG = 14
"""Lines of a screen that is new; the rest is cut."""
_SCREEN = re.compile(r"\$ (?P<command>(?:.*\\\n)*.*)\n(?P<screen>(?:(?!\$ ).*\n)*)")


class CommandFailed(Exception):
    """A command of a page ended with another code than 0."""


class Terminal(io.StringIO):
    """What is printed, as it stands on a terminal: tables are drawn."""

    def isatty(self) -> bool:
        """As said."""
        return True


class Beside:
    """Complaints, which stand among the answers; progress, which comes and goes, is not shown."""

    def __init__(self, screen: Terminal) -> None:
        self.write, self.flush = screen.write, screen.flush

    def isatty(self) -> bool:
        """As said."""
        return False


def is_russian(page: str) -> bool:
    """Whether the page is for those who read Russian."""
    return page.startswith("docs/ru/") or page.endswith(".ru.md")


def rewritten(page: str, text: str) -> str:
    """The text of the page with the screens that its commands show now; CommandFailed where one does not end well."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(page, Path(folder).resolve(), PAGES[page])
        return _BLOCK.sub(lambda block: session.block(block, text), text)


@dataclass
class Session:
    """Where the commands of one page run: a folder for each place, and the day."""

    page: str
    folder: Path
    place: str
    day: str = FIRST_DAY
    folders: dict[str, Path] = field(default_factory=dict)
    commits: dict[str, int] = field(default_factory=dict)

    def block(self, block: re.Match[str], text: str) -> str:
        """A block of commands with new screens."""
        place = self.place
        for word in block["about"].split():
            if word[0].isdigit():
                self.day = word
            else:
                place = word
        if place not in self.folders:
            self.make(place)
        first = text.count("\n", 0, block.start()) + 2

        def screen(found: re.Match[str]) -> str:
            line = first + block["lines"].count("\n", 0, found.start())
            shown = self.run(place, found["command"], f"{self.page}:{line}")
            return f"$ {found['command']}\n{_cut(shown, found['screen'])}"

        return f"```console{block['about']}\n{_SCREEN.sub(screen, block['lines'])}```"

    def make(self, place: str) -> None:
        """Make the folder of a place."""
        folder = self.folders[place] = self.folder / place
        folder.mkdir()
        with self.surroundings(place):
            PLACES[place](folder)

    def run(self, place: str, command: str, where: str) -> str:
        """What one command line shows."""
        words = shlex.split(command.replace("\\\n", " "), comments=True)
        if words[0] == "cd":
            self.folders[place] = (self.folders[place] / words[1]).resolve()
            return ""
        screen = Terminal()
        with (
            self.surroundings(place),
            contextlib.redirect_stdout(screen),
            contextlib.redirect_stderr(Beside(screen)),
        ):
            code = innoreg(words[1:]) if words[0] == "innoreg" else _other(words, screen)
        plain = _COMMIT.sub(self.commit, _COLOUR.sub("", screen.getvalue()))
        shown = "\n".join(line.rstrip() for line in plain.splitlines())
        if code:
            raise CommandFailed(f"{where}: `{command}` ended with {code}:\n{shown}")
        return shown + "\n" if shown else ""

    def commit(self, found: re.Match[str]) -> str:
        """A name of a commit that stays when the data do not: the first, the second, …"""
        number = self.commits.setdefault(found[0][:7], len(self.commits) + 1)
        return "".join(f"{number * 7 + place * 5:x}"[-1] for place in range(len(found[0])))

    @contextlib.contextmanager
    def surroundings(self, place: str) -> Iterator[None]:
        """The folder, the day and the language, and nothing of this machine's settings."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "INNOREG_"))}
        moment, who = f"{self.day}T12:00:00+0000", "Образцова А.А."
        variables = kept | {
            "INNOREG_TODAY": self.day, "INNOREG_LANG": LANGUAGE[is_russian(self.page)],
            "COLUMNS": WIDTH, "NO_COLOR": "1", "TZ": "UTC", "XDG_CACHE_HOME": str(self.folder / "cache"),
            "INNOREG_NO_CACHE": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_COMMITTER_DATE": moment,
        }  # fmt: skip
        release = installation.Origin(f"{installation.DISTRIBUTION}==1.0")
        before = Path.cwd()
        os.chdir(self.folders[place])
        try:
            with (
                mock.patch.dict(os.environ, variables, clear=True),
                mock.patch("innoreg.cli.commands.init.origin", return_value=release),
                mock.patch.object(sys, "stdin", io.StringIO()),
            ):
                yield
        finally:
            os.chdir(before)


def _cut(shown: str, before: str) -> str:
    """The new screen, as far as the one before went where that ends with `…`; a first one not too far."""
    lines, kept = shown.splitlines(keepends=True), before.splitlines()
    if kept:
        length = len(kept) - 1 if kept[-1] == "…" else len(lines)
    else:
        length = LONG if len(lines) > LONG + 3 else len(lines)
    return shown if length >= len(lines) else "".join(lines[:length]) + "…\n"


def _other(words: list[str], screen: Terminal) -> int:
    done = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    screen.write(done.stdout)
    return done.returncode


def _copy_of_data(folder: Path) -> None:
    """The register of this project, under git for a month when the commands begin."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copy(ROOT / "innoreg.yaml", folder)
    moment = "2022-02-14T12:00:00+0000"
    env = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Реестр"]):
        subprocess.run(["git", *words], env=env, check=True)


def _with_a_finding(folder: Path) -> None:
    """The same, where one finding is not accepted yet."""
    _copy_of_data(folder)
    order = folder / "data" / "orders" / "loiro-2022-18.yaml"
    text = order.read_text(encoding="utf-8")
    left = re.sub(r"  - code: misspelt-district\n(?: {4}.*\n)+", "", text)
    order.write_text(left, encoding="utf-8", newline="\n")


def _svetlorechye(folder: Path) -> None:
    """The invented region of `init --example mentoring`."""
    create_registry(folder, {}, "", samples=False, example="mentoring")


PLACES: Mapping[str, Callable[[Path], None]] = {
    "data": _copy_of_data,
    "with-a-finding": _with_a_finding,
    "empty": lambda _folder: None,
    "svetlorechye": _svetlorechye,
}
"""The places where commands run."""


def stale() -> dict[Path, str]:
    """The pages whose screens are not what their commands show, as they should be."""
    texts = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
    pages = {page: rewritten(page, text) for page, text in texts.items()}
    return {ROOT / page: text for page, text in pages.items() if text != texts[page]}


if __name__ == "__main__":
    for path, text in stale().items():
        path.write_text(text, encoding="utf-8", newline="\n")
