"""A registry of somebody else: no link in it leads a command out, nothing that lies in it is run."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from changing import git, run, with_git
from support import DATA, roadmap, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
PLAN = roadmap("1. | март | Начало")
PERSON = 'schema: 1\nname:   "Тайнов Т.Т."\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "registry").mkdir()
    return tree(
        tmp_path / "registry",
        {"roadmaps/plan.yaml": PLAN, "people/one.yaml": 'schema: 1\nname: "Иванов И.И."\n'},
    )


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Another registry of the same user, with a record laid out otherwise."""
    (tmp_path / "outside").mkdir()
    return tree(tmp_path / "outside", {"people/one.yaml": PERSON, "people/secret.yaml": PERSON})


def state(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.parametrize("name", [".gitignore", ".gitattributes"])
def test_setting_up_git_writes_through_no_link(name: str, root: Path, tmp_path: Path) -> None:
    profile = tmp_path / ".bashrc"
    profile.write_text("alias ll='ls -l'\n", "utf-8")
    (root / name).symlink_to(profile)
    done = run(root, "init", "--git", ".")
    assert (done.returncode, "a link out of the registry" in done.stderr) == (3, True), done.stderr
    assert profile.read_text("utf-8") == "alias ll='ls -l'\n"


@pytest.mark.parametrize("words", [["schema", "--write"], ["init", "new"]])
def test_no_file_of_a_new_registry_is_written_through_a_link(
    words: list[str], root: Path, outside: Path
) -> None:
    (outside / "person.json").write_text("mine", "utf-8")
    (root / "new").mkdir()
    for folder in (root, root / "new"):
        (folder / "schemas").symlink_to(outside)
    before = state(outside)
    done = run(root, *words)
    assert done.returncode in (1, 3), done.stdout
    assert state(outside) == before


@pytest.mark.parametrize("link", ["data", "data/people"])
def test_records_behind_a_link_are_neither_read_nor_written(
    link: str, root: Path, outside: Path
) -> None:
    shutil.rmtree(root / link)
    (root / link).symlink_to(outside / link)
    before = state(outside)
    for words in (
        "list people", "show secret", "validate", "due --year 2022", "fmt", "migrate", "history one",
        "new person fresh name=Новый", "rename one two", "edit secret", "export --to out --format sqlite",
    ):  # fmt: skip
        done = run(root, *words.split(), EDITOR="cat")
        assert "Тайнов" not in done.stdout + done.stderr, words
        assert "mistake" not in done.stderr, done.stderr
        assert state(outside) == before, words
    said = run(root, "validate")
    assert (said.returncode, f"{link}:1" in said.stdout) == (1, True), said.stdout


def test_no_paper_is_looked_for_behind_a_link(root: Path, outside: Path) -> None:
    """Whether a file of the user's is there could be told by the findings of a registry."""
    (root / "papers").symlink_to(outside)
    (outside / "one.pdf").write_bytes(b"%PDF")
    event = 'events:; - {event: done, on: "2022-03-01", evidence: papers/%s.pdf}'
    items = (f"{n}. | март | Дело | {event % name}" for n, name in enumerate(("one", "none"), 1))
    tree(root, {"roadmaps/plan.yaml": roadmap(*items)})
    said = run(root, "validate").stdout
    assert said.count("[evidence-missing]") == 2, said


def test_settings_behind_a_link_are_not_read(root: Path, tmp_path: Path) -> None:
    private = tmp_path / "private.yaml"
    private.write_text("schema: 1\ntitle: hunter2\npassword: hunter3\n", "utf-8")
    (root / "innoreg.yaml").unlink()
    (root / "innoreg.yaml").symlink_to(private)
    for words in ("validate", "due --year 2022", "deadline март", "migrate", "export --to out",
                  "fmt", "new person fresh name=Новый"):  # fmt: skip
        done = run(root, *words.split())
        assert "hunter" not in done.stdout + done.stderr, words
        assert "password" not in done.stdout + done.stderr, words
        assert done.returncode in (1, 3), done.stderr
    assert private.read_text("utf-8").endswith("hunter3\n")


def test_a_document_is_not_written_through_a_link_that_leads_nowhere(
    root: Path, tmp_path: Path
) -> None:
    (root / "report.docx").symlink_to(tmp_path / "made.docx")
    tree(root, {"authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n'})
    words = "paper plan-fact --year 2022 -o report.docx --issuer comm"
    done = run(root, *words.split())
    assert (done.returncode, "is there already" in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "made.docx").exists()


PLACES = [
    "pages --to out", "export --to out --format sqlite", "export --to out --format ics --each",
    "export --to out --format ics", "paper plan-fact --year 2022 -o out.docx --issuer comm --force",
    "results export --year 2022 --xlsx out.docx --force",
]  # fmt: skip


@pytest.mark.parametrize("words", PLACES)
def test_no_output_is_written_through_a_link_that_came_with_the_registry(
    words: str, root: Path, tmp_path: Path
) -> None:
    """A folder was made where the link led; with --force a file there was written over."""
    (tmp_path / "profile").write_text("mine", "utf-8")
    (root / "out").symlink_to(tmp_path / "made")
    (root / "out.docx").symlink_to(tmp_path / "profile")
    head = "schema: 1\nyear: 2022\nprocedures:\n  - {id: a, kind: oge, subject: С, level: basic, scale: mark, low: «2», high: «5»}\n"
    more = {"authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
            "results/2022.yaml": head, "results/2022.csv": "school;procedure;participants;below\n"}  # fmt: skip
    tree(root, more)
    done = run(root, *words.split())
    assert (done.returncode, "mistake" in done.stderr) == (1, False), done.stderr
    assert not (tmp_path / "made").exists()
    assert (tmp_path / "profile").read_text("utf-8") == "mine"
    assert (root / "out").is_symlink()


def test_a_calendar_waits_for_no_pipe(root: Path) -> None:
    os.mkfifo(root / "all.ics")
    done = run(root, "export", "--format", "ics", "--to", "all.ics")
    assert (done.returncode, "not written by this command" in done.stderr) == (1, True), done.stderr


def test_a_journal_that_is_a_pipe_stops_nobody(root: Path) -> None:
    os.mkfifo(root / ".innoreg-change")
    done = run(root, "done", "plan/1", "--on", "2022-03-01")
    assert done.returncode == 0, done.stderr
    assert not (root / ".innoreg-change").exists()
    (root / "out").mkdir()
    os.mkfifo(root / "out/_export.json")
    assert run(root, "export", "--to", "out", "--format", "sqlite").returncode == 1


@pytest.mark.parametrize("name", ["innoreg", "pickle", "pdfplumber"])
def test_no_module_that_lies_in_a_registry_is_run(name: str, root: Path, tmp_path: Path) -> None:
    (root / f"{name}.py").write_text(
        f"open({str(tmp_path / 'run')!r}, 'w').close()\n", encoding="utf-8"
    )
    document = DATA / "tests/importing/documents/loiro-2022-18.pdf"
    done = run(root, "import", str(document), "--dry-run", "--format", "json")
    assert not (tmp_path / "run").exists()
    assert done.returncode == 0, done.stderr


def test_the_merge_driver_runs_no_module_of_the_repository(root: Path, tmp_path: Path) -> None:
    # Called without its script on PATH, as `python -m innoreg` is.
    assert run(root, "init", "--git", ".", PATH="/usr/bin:/bin").returncode == 0
    driver = git(root, "config", "merge.innoreg.driver").split()
    assert driver[1:4] == ["-P", "-m", "innoreg"]


def test_what_a_repository_lacks_is_not_fetched(root: Path, tmp_path: Path) -> None:
    """A settings file may say that missing objects come from a program."""
    with_git(root)
    blob = git(root, "rev-parse", "HEAD:data/people/one.yaml").strip()
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/run\n", "utf-8")
    program.chmod(0o755)
    for key, value in {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "evil",
        "remote.evil.promisor": "true", "remote.evil.url": f"ext::{program}",
        "protocol.ext.allow": "always", "core.sshCommand": str(program),
    }.items():  # fmt: skip
        git(root, "config", key, value)
    for words in ("due --year 2022 --rev HEAD", "show one --rev HEAD", "history one", "diff HEAD",
                  "list people --rev HEAD"):  # fmt: skip
        done = run(root, *words.split())
        assert not (tmp_path / "run").exists(), words
        assert "mistake" not in done.stderr, done.stderr
