"""`--commit`: one commit of exactly the change, with real git."""

from pathlib import Path

import pytest

from changing import bytes_of, copied, git, run, with_git

DONE = ("done", "loiro-2022/3", "--on", "2022-02-22", "--evidence", "Протокол № 3", "--commit")
FILE = "data/roadmaps/loiro-2022.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_git(copied(tmp_path))


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("ru", "loiro-2022/3: исполнено 22.02.2022"),
        ("en", "loiro-2022/3: done on 2022-02-22"),
    ],
)
def test_one_commit_of_exactly_that_file(root: Path, language: str, subject: str) -> None:
    (root / "data/people/sample-head-1.yaml").write_text("schema: 1\nname: Иной\n", "utf-8")
    (root / "data/people/new.yaml").write_text("schema: 1\nname: Новый\n", "utf-8")
    git(root, "add", "data/people/new.yaml")
    answer = run(root, *DONE, "--lang", language)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert git(root, "log", "-1", "--format=%s|%an").strip() == f"{subject}|Методист"
    assert git(root, "log", "-1", "--format=%h").strip() in answer.stdout
    body = git(root, "log", "-1", "--format=%b")
    assert "Вебинар для научных консультантов" in body
    assert "Протокол № 3" in body
    assert git(root, "show", "--format=", "--name-only").split() == [FILE]
    assert git(root, "status", "--porcelain").splitlines() == [
        "A  data/people/new.yaml",
        " M data/people/sample-head-1.yaml",
    ]


def test_a_new_record_and_a_renaming_are_committed_whole(root: Path) -> None:
    words = ("new", "person", "ivanov-aa", "name=Иванов А.А.", "--commit")
    assert run(root, *words).returncode == 0
    assert git(root, "show", "--format=", "--name-status").split() == [
        "A",
        "data/people/ivanov-aa.yaml",
    ]
    assert run(root, "rename", "loiro-2022", "plan-2022", "--commit").returncode == 0
    changed = git(root, "show", "--format=", "--name-status", "-M").splitlines()
    assert [line.split("\t")[0][0] for line in changed] == ["M", "R"]
    assert git(root, "status", "--porcelain") == ""


def nothing_happened(root: Path, before: dict[str, bytes]) -> bool:
    return bytes_of(root) == before and git(root, "rev-list", "--count", "HEAD").strip() == "1"


def test_a_change_that_nobody_committed_is_not_slipped_in(root: Path) -> None:
    assert run(root, "done", "loiro-2022/4", "--on", "2022-02-24").returncode == 0
    before = bytes_of(root)
    answer = run(root, *DONE)
    assert answer.returncode == 1
    assert f"not committed before: {FILE}" in answer.stderr
    assert nothing_happened(root, before)


def test_a_hook_that_refuses_leaves_everything_as_it_was(root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho не сегодня >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = bytes_of(root)
    for words in (DONE, ("new", "person", "ivanov-aa", "name=Иванов А.А.", "--commit")):
        answer = run(root, *words)
        assert answer.returncode == 1
        assert "git would not commit: не сегодня" in answer.stderr
        assert nothing_happened(root, before)
        assert git(root, "status", "--porcelain") == ""


def test_what_cannot_be_put_back_is_said(root: Path) -> None:
    """A full disk, here a hook that takes the right to write: the change stands, and is told so."""
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nchmod 444 {FILE}\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    answer = run(root, *DONE)
    assert answer.returncode == 3
    assert f"the change stands in the files and is not committed: {FILE}" in answer.stderr
    assert "event: done" in (root / FILE).read_text("utf-8")


def test_git_that_does_not_know_the_author(root: Path, tmp_path: Path) -> None:
    git(root, "config", "--unset", "user.name")
    git(root, "config", "--unset", "user.email")
    git(root, "config", "user.useConfigOnly", "true")
    before = bytes_of(root)
    answer = run(root, *DONE, HOME=str(tmp_path), GIT_CONFIG_NOSYSTEM="1", XDG_CONFIG_HOME="/")
    assert answer.returncode == 1
    assert "git does not know who you are" in answer.stderr
    assert "git config --global user.name" in answer.stderr
    assert nothing_happened(root, before)


def test_no_repository_and_no_git(tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = bytes_of(root)
    answer = run(root, *DONE)
    assert (answer.returncode, bytes_of(root)) == (1, before)
    assert "is no git repository" in answer.stderr
    answer = run(root, *DONE, PATH=str(tmp_path))
    assert (answer.returncode, bytes_of(root)) == (3, before)
    assert "git is missing" in answer.stderr
    assert run(root, *DONE[:-1], PATH=str(tmp_path)).returncode == 0


def test_a_dry_run_commits_nothing(root: Path) -> None:
    before = bytes_of(root)
    assert run(root, *DONE, "--dry-run").returncode == 0
    assert nothing_happened(root, before)
