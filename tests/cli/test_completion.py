"""What the shell is told when a word is completed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

import parameters
from innoreg.cli.app import app
from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.common_options import CommonOptions
from innoreg.cli.completion import complete_of, complete_references
from innoreg.cli.parameter_table import tabled_command
from innoreg.store.loader import load
from support import DATA

INNOREG = Path(sys.executable).with_name("innoreg")


def completed(*words: str, **environment: str) -> list[str]:
    """The answer to bash, where the last word is still being typed."""
    asked = {
        "_INNOREG_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("innoreg", *words)),
        "COMP_CWORD": str(len(words)),
    }
    found = subprocess.run(
        [INNOREG],
        cwd=DATA,
        env={**os.environ, **asked, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return found.stdout.split("\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ov",), ["overdue", ""]),
        (("de",), ["decide", "deadline", "decline", ""]),
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


def titles(words: str, **environment: str) -> dict[str, str]:
    """What fish is offered where `words` are typed: each value with its description."""
    fish = {"_INNOREG_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    lines = completed(_TYPER_COMPLETE_ARGS=words, **fish, **environment)
    pairs = (line.partition("\t") for line in lines if line)
    return {value: title for value, _tab, title in pairs}


def test_every_reference_of_the_register_is_offered() -> None:
    registry = load(DATA).registry.without_samples()
    for record in registry.records:
        assert record.id in titles_of(record.id)
        parts = {target.ref for target in registry.parts(record).values()}
        if parts:
            # Reports of sites have references too, and are no parts.
            assert set(titles_of(f"{record.id}/")) >= parts
    assert set(titles_of("vsevolozhsk-agro-college-2020/")) == {
        f"vsevolozhsk-agro-college-2020/{report}" for report in ("interim", "final")
    }


def titles_of(incomplete: str) -> dict[str, str]:
    """The same in this process, for many references one after another."""
    context = typer.Context(typer.main.get_command(app))
    context.obj = CommonOptions(registry=DATA)
    return dict(complete_references(context, incomplete))


@pytest.mark.parametrize(
    ("words", "value", "title"),
    [
        ("innoreg show zhu", "zhukovitskaya-nn", "Жуковицкая Н.Н."),
        ("innoreg done loiro-2022/9", "loiro-2022/9", "Участие в Форуме педагогических идей"),
        ("innoreg due --district lu", "luga", "Лужский"),
        ("innoreg overdue --controller shek", "shekhovtseva-ev", "Шеховцева Е.В."),
        ("innoreg due --responsible loi", "loiro", "ГАОУ ДПО «ЛОИРО»"),
        ("innoreg due --roadmap kopo", "kopo-2023", "План-график реализации"),
        ("innoreg list orde", "orders", "order"),
    ],
)
def test_values_come_with_their_titles(words: str, value: str, title: str) -> None:
    found = titles(words, INNOREG_LANG="en")
    assert found[value].startswith(title), found


def test_months_are_offered_in_the_language() -> None:
    assert list(titles("innoreg due --month ма", INNOREG_LANG="ru")) == ["март", "май"]
    assert list(titles("innoreg due --month ma", INNOREG_LANG="en")) == ["march", "may"]


def test_where_there_is_no_register_nothing_is_offered(tmp_path: Path) -> None:
    assert titles(f"innoreg -C {tmp_path} show lo") == {}
    assert titles(f"innoreg show -C {tmp_path} lo") == {}


def test_branches_and_tags_are_offered_as_revisions(tmp_path: Path) -> None:
    from repository import Repository

    repository = Repository(tmp_path)
    repository.commit({"innoreg.yaml": (DATA / "innoreg.yaml").read_text("utf-8")}, why="Начало")
    repository.git("tag", "as-sent")
    assert titles(f"innoreg due -C {tmp_path} --rev ") == {"main": "Начало", "as-sent": "Начало"}


def test_every_value_that_names_something_of_the_register_is_completed() -> None:
    group: Any = typer.main.get_command(app)
    context = typer.Context(group)
    lacking = set()
    for name in SUMMARIES:
        command = group.get_command(context, name)
        for each in getattr(command, "commands", {name: command}).values():
            for param in each.params:
                if param.metavar in ("ID", "REF", "WHO") and not complete_of(
                    param.name, param.metavar
                ):
                    lacking.add((name, param.name))
    # A new id is nobody's yet, and a paper of an application has no record.
    new = {("new", "name"), ("next-year", "name"), ("import", "name"), ("apply", "name")}
    new |= {("apply", "papers")}
    assert lacking == new, "say in cli/completion.py what they name"


def test_the_table_of_parameters_says_what_the_commands_take() -> None:
    # Completion believes it instead of importing the commands.
    assert tabled_command("decline").params[0].name == "text"
    assert (DATA / "src/innoreg/cli/parameters.json").read_text("utf-8") == parameters.table()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("innoreg decline учитель --case a", {"acc": "винительный"}),
        ("innoreg due --status ov", {"overdue": "не исполнено"}),
        ("innoreg assign loiro-2022-18 x --role sup", {"supervisor": "научный руководитель"}),
        ("innoreg next-year kop", {"kopo-2023": "План-график реализации регионального проекта"}),
        ("innoreg pair me", {"meeting": "встреча двух сторон"}),
    ],
)
def test_words_and_parts_of_commands_are_offered(words: str, expected: dict[str, str]) -> None:
    found = titles(words, INNOREG_LANG="ru")
    assert list(found) == list(expected)
    assert all(found[value].startswith(title) for value, title in expected.items()), found
