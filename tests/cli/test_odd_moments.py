"""Odd calls at odd moments: closed streams, readers that leave early, folders that are gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from changing import INNOREG, environment, git, run, with_git
from support import approval, roadmap, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
FAULTY = "schema: 1\nnope: 1\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    folder.mkdir()
    items = [f"{n}. | март | Дело {n} {'слово ' * 20}" for n in range(1, 600)]
    return tree(folder, {"roadmaps/plan.yaml": roadmap(*items), **approval("plan")})


def shell(line: str, cwd: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """What bash says; PIPESTATUS tells the code of the first program of a pipe."""
    return subprocess.run(
        ["bash", "-c", line], cwd=cwd, env=environment(I=str(INNOREG), **more),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize("reader", ["true", "head -1", "head -c 10"])
@pytest.mark.parametrize(
    "words",
    ["validate", "validate --format json", "due --year 2022", "due --year 2022 --format json",
     "list roadmaps", "--help", "show plan"],
)  # fmt: skip
def test_a_reader_that_leaves_early_changes_no_code(words: str, reader: str, root: Path) -> None:
    done = shell(f'"$I" {words} | {reader}; echo "code ${{PIPESTATUS[0]}}"', root)
    assert done.stdout.endswith("code 0\n"), done.stdout[-300:]
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize("reader", ["true", "head -1"])
def test_findings_stay_findings_though_nobody_reads_them(
    form: str, reader: str, root: Path
) -> None:
    tree(root, {f"people/p-{n}.yaml": FAULTY for n in range(400)})
    line = f'"$I" validate --format {form} | {reader}; echo "code ${{PIPESTATUS[0]}}"'
    done = shell(line, root)
    assert done.stdout.endswith("code 1\n"), done.stdout[-300:]
    assert done.stderr == ""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["due --year 2022", "validate", "--help", "due --year nope"])
def test_closed_streams(words: str, closed: str, root: Path) -> None:
    wanted = run(root, *words.split()).returncode
    done = shell(f'"$I" {words} {closed}', root)
    assert (done.returncode, "mistake" in done.stderr) == (wanted, False), done.stderr


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_nothing_is_printed_into_a_record(closed: str, root: Path) -> None:
    with_git(root)
    done = shell(f'"$I" done plan/1 --on 2022-03-01 --commit {closed}', root)
    assert done.returncode == 0, done.stderr
    text = (root / "data/roadmaps/plan.yaml").read_text("utf-8")
    assert text.count("event: done") == 1
    assert run(root, "validate").returncode == 0
    assert git(root, "status", "--porcelain", "--", "data") == ""


def test_a_full_disk_behind_stdout_is_said(root: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    done = shell('"$I" due --year 2022 > /dev/full', root)
    assert (done.returncode, "the disk is full" in done.stderr) == (3, True), done.stderr


@pytest.mark.parametrize(
    "words", ["due --year 2022", "validate", "-C . due", "history plan", "fmt --check", "init x",
              "deadline март", "render --check", "-C {root} due --year 2022",
              "-C {root} validate"]
)  # fmt: skip
def test_a_working_folder_that_is_gone(words: str, root: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f'cd {gone} && rmdir {gone} && "$I" {words.replace("{root}", str(root))}'
    done = shell(line, tmp_path)
    assert "mistake" not in done.stderr, done.stderr
    assert done.returncode == (0 if "{root}" in words or words == "deadline март" else 3), (
        done.stderr
    )
    if done.returncode:
        assert "folder" in done.stderr


@pytest.mark.parametrize("rev", ["^HEAD", "^HEAD^", "--all", "-1", "HEAD..HEAD", "@{", "\x1f", ""])
def test_words_that_name_no_commit(rev: str, root: Path) -> None:
    with_git(root)
    for words in (["due", "--rev", rev], ["diff", rev], ["history", "plan", "--rev", rev]):
        done = run(root, *words)
        assert "mistake" not in done.stderr, done.stderr
        assert done.returncode in (0, 2, 3)
    assert run(root, "due", "--rev", "^HEAD").returncode == 2


def test_a_sheet_without_end_is_too_large(root: Path) -> None:
    done = run(root, "done", "--from", "/dev/zero")
    assert (done.returncode, "larger than 8 MiB" in done.stderr) == (2, True), done.stderr


def test_a_folder_is_no_document(root: Path) -> None:
    for words in (("--dry-run",), ("--id", "new-one"), ("--dry-run", "--format", "json")):
        done = run(root, "import", str(root), *words)
        assert (done.returncode, "is no file" in done.stderr) == (2, True), done.stderr
