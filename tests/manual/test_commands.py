"""Every command in a block of code of the manual is one that innoreg has, with options that it has."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.lazy_group import load_command
from support import DATA

PAGES = sorted([*DATA.glob("README*.md"), *(DATA / "docs").rglob("*.md")])
OF_THE_PROGRAM = {
    "--help", "-h", "--version", "-V", "--install-completion", "--show-completion", "-C",
    "--today", "--rev", "--lang", "--no-cache", "--samples",
}  # fmt: skip
"""Options of every command and of the program itself."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DATA)))
def test_commands_are_known(page: Path) -> None:
    wrong = [f"line {line}: {why}" for line, why in mistakes(page.read_text(encoding="utf-8"))]
    assert wrong == [], f"in {page.name} stand commands that innoreg does not have"


def test_a_wrong_command_is_found() -> None:
    page = "text\n```\ninnoreg dew --month march\ninnoreg due --moon 1   # so\n```\n"
    assert [*mistakes(page)] == [(3, "innoreg dew"), (4, "innoreg due --moon")]


def mistakes(text: str) -> Iterator[tuple[int, str]]:
    """The lines of blocks of code that name an unknown command or option, with what is unknown."""
    for block in re.finditer(r"^```(?:|console[^\n]*|sh)\n([\s\S]*?)^```$", text, re.MULTILINE):
        first = text.count("\n", 0, block.start()) + 2
        for number, line in enumerate(block[1].splitlines(), first):
            # A line of its own: what a command prints may begin with its name, too.
            if found := re.match(r"(?:\$ )?innoreg (.*)", line):
                words = _words(found[1])
                if unknown := _unknown(words):
                    yield number, f"innoreg {unknown}"


def _words(line: str) -> list[str]:
    try:
        words = shlex.split(line.split(" && ")[0], comments=True)
    except ValueError:
        # An apostrophe in a remark.
        words = line.split("#")[0].split()
    while words[:1] == ["-C"]:
        words = words[2:]
    return words


def _unknown(words: list[str]) -> str:
    name = words[0].rstrip(":") if words else ""
    if name.startswith("-") or name in ("help", "COMMAND", "КОМАНДА"):
        return ""
    if name not in SUMMARIES:
        return name
    if name != words[0]:
        # The first line of a help page.
        return ""
    command = _command(name)
    several = getattr(command, "commands", {})
    for word in words[1:2]:
        if several and re.fullmatch(r"[a-z-]+", word) and not word.startswith("-"):
            if word not in several:
                return f"{name} {word}"
            command = several[word]
    known = {each for param in command.params for each in (*param.opts, *param.secondary_opts)}
    for word in words[1:]:
        option = word.partition("=")[0]
        if re.fullmatch(r"--[a-z-]+", option) and option not in known | OF_THE_PROGRAM:
            return f"{name} {option}"
    return ""


@cache
def _command(name: str) -> Any:
    return load_command(name)
