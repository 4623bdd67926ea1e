"""`--sort`: the rows of every table by one of its columns, those of `due` across plans."""

import os
from pathlib import Path

import pytest

from cli.test_commands import run
from cli.test_pager import on_terminal
from support import DATA, roadmap, tree


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    items = ("1. | март | А", "2. | май | Б", "10. | январь | В")
    files = {"roadmaps/p.yaml": roadmap(*items), "roadmaps/q.yaml": roadmap("1. | апрель | Г")}
    return tree(tmp_path_factory.mktemp("plans"), files)


@pytest.mark.parametrize(
    ("column", "refs"),
    [
        ("due", ["p/10", "p/1", "q/1", "p/2"]),
        ("-due", ["p/2", "q/1", "p/1", "p/10"]),
        ("-ref", ["q/1", "p/10", "p/2", "p/1"]),
        ("Что", ["p/1", "p/2", "p/10", "q/1"]),
        # Within a document they stay by day.
        ("document", ["p/10", "p/1", "p/2", "q/1"]),
    ],
)
def test_due_is_one_list_across_plans(plans: Path, column: str, refs: list[str]) -> None:
    asked = ("--lang", "ru", "due", "--year", "2022", "--sort", column)
    rows = run(*asked, "--format", "csv", cwd=plans).stdout.splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == refs
    # The pipe has a head above its rows, and notes above the head.
    lines = run(*asked, cwd=plans).stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("p/", "q/"))] == refs


@pytest.mark.parametrize(
    "words",
    ["due --year 2022", "overdue", "find урок", "list orders", "sites", "mentoring", "discipline",
     "load --year 2022", "indicators"],
)  # fmt: skip
def test_an_unknown_column_is_refused_with_those_that_are(words: str) -> None:
    refused = run("--lang", "en", *words.split(), "--sort", "nosuch", cwd=DATA)
    assert refused.returncode == 2
    assert "no column “nosuch”" in refused.stderr
    assert "→ one of: " in refused.stderr


def test_a_document_of_json_has_its_own_order() -> None:
    refused = run("--lang", "en", "overdue", "--sort", "due", "--format", "json", cwd=DATA)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "innoreg: --sort goes with a table\n"


def test_the_line_of_all_stays_last() -> None:
    answer = run("--lang", "en", "discipline", "--sort", "-who", "--format", "csv", cwd=DATA)
    cells = [line.split(",")[0] for line in answer.stdout.splitlines()]
    assert cells[0] == "Who"
    assert cells[-1] == "All"


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
def test_a_long_list_ends_with_its_counts() -> None:
    shown = on_terminal("due", "--year", "2022", pager="", lines=24).rstrip("\n").split("\n")
    assert shown[-1] == shown[0]
    assert shown[0].startswith("2022 · ")
    short = on_terminal("due", "--year", "2022", pager="", lines=2000).split("\n")
    assert short.count(short[0]) == 1


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
def test_a_sorted_list_names_the_document_in_each_row() -> None:
    shown = on_terminal("due", "--year", "2022", "--sort", "due", pager="", lines=24)
    # One head for all of them, and no room for another column beside the others.
    assert shown.count("Reference") == 2 - ("Without a date" not in shown)
    assert shown.count("    Document: ") > 10
