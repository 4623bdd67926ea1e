"""What the shell is told when a word is completed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

INNOREG = Path(sys.executable).with_name("innoreg")


def completed(*words: str, **environment: str) -> list[str]:
    """The answer to bash, where the last word is still being typed."""
    asked = {
        "_INNOREG_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("innoreg", *words)),
        "COMP_CWORD": str(len(words)),
    }
    answer = subprocess.run(
        [INNOREG],
        env={**os.environ, **asked, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return answer.stdout.split("\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ov",), ["overdue", ""]),
        (("de",), ["deadline", "decline", ""]),
        (("due", "--mo"), ["--month", ""]),
        (("--to",), ["--today", ""]),
    ],
)
def test_names_of_commands_and_options(words: tuple[str, ...], expected: list[str]) -> None:
    assert completed(*words) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "how the words of a term are understood"),
        ("ru", "как понимается срок, записанный словами"),
    ],
)
def test_shells_that_show_words_show_them_in_the_language(language: str, words: str) -> None:
    fish = {"_INNOREG_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    shown = completed(_TYPER_COMPLETE_ARGS="innoreg deadl", INNOREG_LANG=language, **fish)
    assert shown == [f"deadline\t{words}", ""]
