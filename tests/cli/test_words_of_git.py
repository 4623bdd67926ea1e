"""What git says is understood whatever its settings, and nobody's name forges a day."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from changing import bytes_of, git, run, with_git
from support import roadmap, tree

PLAN = "roadmaps/plan.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    folder.mkdir()
    return with_git(tree(folder, {PLAN: roadmap("1. | март | Начало")}))


@pytest.mark.parametrize("setting", ["i18n.logOutputEncoding", "i18n.commitEncoding"])
def test_an_encoding_of_the_user_garbles_no_word(setting: str, root: Path) -> None:
    git(root, "config", setting, "cp1251")
    assert run(root, "done", "plan/1", "--on", "2022-03-01", "--commit").returncode == 0
    (newest, *_older) = json.loads(run(root, "history", "plan", "--format", "json").stdout)["steps"]
    assert newest["author"] == "Методист"
    text = run(root, "history", "plan", "--lang", "ru").stdout
    assert "Методист" in text
    assert "\ufffd" not in text


@pytest.mark.parametrize("name", ["Кто\x1f0\x1f0\x1fподделка", "Кто\x1eя", "a\x1fb\x1f1\x1f2\x1f3"])
def test_a_name_forges_no_day(name: str, root: Path) -> None:
    tree(root, {PLAN: roadmap("1. | апрель | Начало")})
    git(root, "-c", f"user.name={name}", "commit", "-qam", "Срок\x1fещё")
    (newest, *_older) = json.loads(run(root, "history", "plan", "--format", "json").stdout)["steps"]
    made = git(root, "log", "-1", "--format=%at").strip()
    assert newest["author"] == name
    assert newest["subject"] == "Срок\x1fещё"
    assert newest["made"][:4] > "2000"
    assert made.isdecimal()


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_conflict_shows_what_both_began_from_where_the_user_wants_it(
    style: str, root: Path
) -> None:
    assert run(root, "init", "--git", ".").returncode == 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", "driver")
    git(root, "config", "merge.conflictStyle", style)
    path = root / "data" / PLAN
    git(root, "checkout", "-qb", "other")
    path.write_text(path.read_text("utf-8").replace("март", "апрель"), "utf-8")
    git(root, "commit", "-qam", "апрель")
    git(root, "checkout", "-q", "-")
    path.write_text(path.read_text("utf-8").replace("март", "май"), "utf-8")
    git(root, "commit", "-qam", "май")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", "other")
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    at = next(i for i, line in enumerate(lines) if line.startswith("<<<<<<<"))
    began = ["||||||| base", 'deadline: "март"'] if style != "merge" else []
    assert lines[at + 1 : at + 4 + len(began)] == [
        'deadline: "май"', *began, "=======", 'deadline: "апрель"',
    ]  # fmt: skip


def test_a_folder_behind_a_revision_is_that_folder(root: Path) -> None:
    for words in ("due --year 2022", "validate", "list roadmaps"):
        done = run(root, *words.split(), "--rev", "HEAD:no-such-folder")
        assert (done.returncode, done.stdout) == (2, ""), done.stdout
        assert "no-such-folder" in done.stderr
    assert run(root, "due", "--year", "2022", "--rev", "HEAD:").returncode == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_somebody_else_is_called_so(root: Path) -> None:
    os.chown(root, 12345, 12345)
    os.chown(root / ".git", 12345, 12345)
    before = bytes_of(root)
    done = run(root, "done", "plan/1", "--on", "2022-03-01", "--commit", HOME=str(root.parent))
    assert (done.returncode, "belongs to another user" in done.stderr) == (3, True), done.stderr
    assert bytes_of(root) == before
