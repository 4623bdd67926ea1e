"""The register from Python: the answers of the commands, and the example of docs/python.md."""

import contextlib
import io
import json
import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import innoreg
from changing import with_git
from cli.test_commands import run
from innoreg.errors import CannotGoOn, WrongUsage
from innoreg.register import Register
from support import DATA

DAY = date(2022, 6, 1)


@pytest.fixture(scope="module")
def register() -> Register:
    return innoreg.open(DATA, today=DAY)


def asked(*words: str) -> dict[str, list[dict[str, object]]]:
    said = run(*words, "--today", "2022-06-01", "--format", "json")
    found: dict[str, list[dict[str, object]]] = json.loads(said.stdout)
    return found


def test_the_questions_answer_as_the_commands(register: Register) -> None:
    march = register.due(date(2022, 3, 1), date(2022, 3, 31), district="luga")
    told = asked("due", "--month", "2022-03", "--district", "luga")
    assert [d.ref for d in march.due] == [
        row["ref"] for row in told["rows"] if row["match"] == "due"
    ]
    assert [d.ref for d in march.undated] == [row["ref"] for row in told["undated"]] != []
    late = register.overdue(responsible="zhukovitskaya-nn")
    rows = asked("overdue", "--responsible", "zhukovitskaya-nn")["rows"]
    assert [(d.ref, str(d.due), d.days_left) for d in late] == [
        (row["ref"], row["due"], row["days_left"]) for row in rows
    ]
    assert len(late) > 3
    undated = asked("due", "--undated")["undated"]
    assert [d.ref for d in register.undated()] == [row["ref"] for row in undated]


def test_what_runs_is_never_due_and_what_waits_says_for_what(register: Register) -> None:
    year = register.due(date(2020, 9, 1), date(2020, 12, 31))
    assert {(d.due, d.days_left) for d in year.running if d.is_continuous} == {(None, None)}


def test_standing_links_and_search(register: Register) -> None:
    site = register.status("vsevolozhsk-agro-college-2020")
    assert site is not None
    assert (site.phase, site.start) == ("running", date(2020, 11, 20))
    (granted,) = (link for link in register.why(site.ref) if link.step == "granted")
    assert (granted.order, granted.clause) == ("kopo-2020-1925-r", "2")
    assert register.find("открытыми уроками")[0].ref == "loiro-2022/7.1.1"
    assert register.record("luga") in register.records("districts")
    assert register.record("nobody") is None


def test_a_name_that_nobody_has_is_no_empty_answer(register: Register) -> None:
    with pytest.raises(WrongUsage):
        register.overdue(responsible="zzz")
    for question in (register.status, register.why, register.records):
        with pytest.raises(WrongUsage):
            question("zzz")
    with pytest.raises(TypeError, match="distrikt"):
        register.overdue(distrikt="luga")


def test_files_with_errors_are_told_before_any_answer(tmp_path: Path) -> None:
    shutil.copy(DATA / "innoreg.yaml", tmp_path)
    shutil.copytree(DATA / "data", tmp_path / "data")
    plan = tmp_path / "data/roadmaps/kopo-2023.yaml"
    plan.write_text("schema: [", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="kopo-2023"):
        innoreg.open(tmp_path)
    register = innoreg.open(tmp_path, damaged=True, today=DAY)
    assert register.damaged == ("data/roadmaps/kopo-2023.yaml",)
    assert "yaml-syntax" in {found.code for found in register.findings()}


def test_a_revision_is_seen_as_it_was(tmp_path: Path) -> None:
    shutil.copy(DATA / "innoreg.yaml", tmp_path)
    shutil.copytree(DATA / "data", tmp_path / "data")
    with_git(tmp_path)
    before = len(innoreg.open(tmp_path, today=DAY).overdue())
    done = run("done", "loiro-2022/1", "--on", "2022-05-30", "--today", "2022-06-01", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(innoreg.open(tmp_path, today=DAY).overdue()) < before
    assert len(innoreg.open(tmp_path, rev="HEAD", today=DAY).overdue()) == before


def test_the_example_of_the_page_runs() -> None:
    page = (DATA / "docs/python.md").read_text("utf-8")
    found = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert found
    code = found[1].replace('"data-of-the-region"', repr(os.fspath(DATA)))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "docs/python.md", "exec"), {})
    assert "without a date" in said.getvalue()
    assert "2022-03-31 loiro-2022/7.1 " in said.getvalue()
