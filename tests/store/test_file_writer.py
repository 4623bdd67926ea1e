"""Writing under load and in trouble: real processes, real kills, a full and a read-only disk."""

import json
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from changing import INNOREG, bytes_of, environment, errors, run, statuses
from innoreg.cli import main
from innoreg.errors import CannotGoOn, Refused
from innoreg.store.change_journal import planned, write_journal
from innoreg.store.file_writer import Change, registry_lock, write_changes
from innoreg.store.loader import load
from support import roadmap, tree

MANY = 100
PLAN = roadmap(*(f"{n}. | до 1 марта | Дело {n}" for n in range(1, 2 * MANY + 1)))
# Marks items one after another, as a hurried person with two windows would.
MARKER = """
import sys
from innoreg.cli import main
codes = [main(["done", f"plan/{n}", "--on", "2022-02-20"]) for n in range(*map(int, sys.argv[1:]))]
sys.exit(sum(codes))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, {"roadmaps/plan.yaml": PLAN})


def marking(root: Path, first: int, last: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", MARKER, str(first), str(last)],
        cwd=root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_two_processes_at_once_lose_nothing(root: Path) -> None:
    both = [marking(root, 1, MANY + 1), marking(root, MANY + 1, 2 * MANY + 1)]
    for process in both:
        _out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, b"")
    text = (root / "data/roadmaps/plan.yaml").read_text("utf-8")
    assert text.count("event: done") == 2 * MANY
    assert errors(root) == []
    assert [p.name for p in (root / "data/roadmaps").iterdir()] == ["plan.yaml"]


def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(root: Path) -> None:
    path = root / "data/roadmaps/plan.yaml"
    known = [path.read_bytes()]
    killed = 0
    for n in range(1, 26):
        process = subprocess.Popen(
            [INNOREG, "done", f"plan/{n}", "--on", "2022-02-20"],
            cwd=root,
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        time.sleep(0.15 + 0.02 * n)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        now = path.read_bytes()
        if now != known[-1]:
            assert now.count(b"event: done") == known[-1].count(b"event: done") + 1
            known.append(now)
        read = load(root, salvage=True)
        assert (read.files, read.records, read.diagnostics) == (1, 1, ())
    assert killed
    assert run(root, "done", "plan/200", "--on", "2022-02-20").returncode == 0
    assert [p.name for p in path.parent.iterdir()] == ["plan.yaml"]


def test_killed_between_writing_and_renaming(root: Path) -> None:
    """The worst moment, on purpose: the new bytes lie beside the old file, not yet renamed."""
    program = (
        "import os, pathlib, signal, sys\n"
        "pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from innoreg.cli import main\n"
        'main(["done", "plan/1", "--on", "2022-02-20"])\n'
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    assert (root / "data/roadmaps/plan.yaml").read_text("utf-8") == PLAN
    left = {p.name for p in (root / "data/roadmaps").iterdir()}
    assert left == {"plan.yaml", ".plan.yaml.new"}
    read = load(root, salvage=True)
    assert (read.files, read.records, read.diagnostics) == (1, 1, ())
    assert run(root, "done", "plan/1", "--on", "2022-02-20").returncode == 0
    assert statuses(root, "plan/1") == ["done"]
    assert [p.name for p in (root / "data/roadmaps").iterdir()] == ["plan.yaml"]


def test_a_full_disk_is_said_and_nothing_is_lost(root: Path) -> None:
    before = bytes_of(root)
    small = len(PLAN.encode()) // 2
    answer = run(
        root,
        "done",
        "plan/1",
        "--on",
        "2022-02-20",
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (small, small)),
    )
    assert answer.returncode == 3
    assert "cannot write" in answer.stderr
    assert "the record is as it was" in answer.stderr
    assert bytes_of(root) == before


@pytest.mark.parametrize(
    ("folder", "mode", "told"),
    [
        ("data/roadmaps", 0o555, "no right to do so"),
        (".", 0o600, "innoreg.yaml cannot be reached: no right to do so"),
    ],
)
def test_a_folder_that_keeps_one_out_is_said(
    root: Path, capfd: pytest.CaptureFixture[str], folder: str, mode: int, told: str
) -> None:
    before = bytes_of(root)
    words = ["-C", str(root), "--lang", "en", "done", "plan/1", "--on", "2022-02-20"]
    assert main([*words, "--dry-run"]) == 0  # everything is imported: nobody may read it later
    # Nobody, who has no rights of his own, must come as far as the registry.
    for above in (root, *root.parents):
        if above.stat().st_mode & stat.S_IXOTH == 0:
            above.chmod(0o755)
    (root / folder).chmod(mode)
    capfd.readouterr()
    if (child := os.fork()) == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        os._exit(main(words))
    _pid, status = os.waitpid(child, 0)
    (root / folder).chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 3
    assert told in capfd.readouterr().err
    assert bytes_of(root) == before


def test_a_file_changed_since_it_was_read_is_not_overwritten(root: Path) -> None:
    path = root / "data/roadmaps/plan.yaml"
    read = path.read_bytes()
    path.write_bytes(read + b"# a colleague's remark\n")
    with pytest.raises(Refused, match="changed by somebody else"):
        write_changes(root, [Change("data/roadmaps/plan.yaml", read, b"schema: 1\n")])
    assert path.read_bytes().endswith(b"remark\n")
    with pytest.raises(Refused, match="there already"):
        write_changes(root, [Change("data/roadmaps/plan.yaml", None, b"schema: 1\n")])
    assert [p.name for p in path.parent.iterdir()] == ["plan.yaml"]


def test_of_several_files_all_change_or_none(root: Path) -> None:
    (root / "data/people").mkdir()
    one, other = root / "data/people/one.yaml", root / "data/people/other.yaml"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    changes = [
        Change("data/people/one.yaml", b"1", b"new"),
        Change("data/people/third.yaml", None, b"new"),
        Change("data/people/other.yaml", b"old", None),
    ]
    with pytest.raises(Refused):
        write_changes(root, changes)
    assert (one.read_bytes(), other.read_bytes()) == (b"1", b"2")
    write_changes(root, [*changes[:2], Change("data/people/other.yaml", b"2", None)])
    assert sorted(p.name for p in one.parent.iterdir()) == ["one.yaml", "third.yaml"]


def test_the_rights_on_a_file_stay_and_a_link_stays_a_link(root: Path) -> None:
    path = root / "data/roadmaps/plan.yaml"
    path.chmod(0o640)
    linked = root / "data/roadmaps/linked.yaml"
    (root / "kept").mkdir()
    (root / "kept/plan.yaml").write_bytes(PLAN.encode())
    linked.symlink_to(root / "kept/plan.yaml")
    for name in ("plan", "linked"):
        assert run(root, "done", f"{name}/1", "--on", "2022-02-20").returncode == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert linked.is_symlink()
    assert b"event: done" in (root / "kept/plan.yaml").read_bytes()


def test_the_lock_waits_and_gives_up_with_an_explanation(root: Path) -> None:
    with (
        registry_lock(root),
        pytest.raises(CannotGoOn, match="another innoreg is writing"),
        registry_lock(root, patience=0.1),
    ):
        pass
    with registry_lock(root, patience=0.1):
        pass


def test_a_killed_process_leaves_no_lock_behind(root: Path) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom innoreg.store.file_writer import registry_lock\n"
        "with registry_lock(Path('.')):\n    print('held', flush=True)\n    time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=root, env=environment(), stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(CannotGoOn), registry_lock(root, patience=0.1):
            pass
        holder.kill()
        holder.wait()
        with registry_lock(root, patience=5):
            pass


def test_owner_rights_and_marks_of_a_file_stay(root: Path) -> None:
    path = root / "data/roadmaps/plan.yaml"
    path.chmod(0o640)
    owner = (path.stat().st_uid, path.stat().st_gid)
    if os.geteuid() == 0:
        owner = (1234, 4321)
        os.chown(path, *owner)
    try:
        os.setxattr(path, "user.origin", b"mail")
        marks = ["user.origin"]
    except OSError:  # a file system without them
        marks = []
    assert run(root, "done", "plan/1", "--on", "2022-02-20").returncode == 0
    assert b"event: done" in path.read_bytes()
    now = path.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (*owner, 0o640)
    assert [name for name in os.listxattr(path) if name.startswith("user.")] == marks


def test_a_file_protected_from_writing_is_left_as_it_is(root: Path) -> None:
    path = root / "data/roadmaps/plan.yaml"
    path.chmod(0o444)
    answer = run(root, "done", "plan/1", "--on", "2022-02-20")
    assert (answer.returncode, "protected from writing" in answer.stderr) == (1, True)
    assert path.read_text("utf-8") == PLAN
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_a_full_disk_is_said_of_the_journal(root: Path) -> None:
    answer = run(
        root, "done", "plan/1", "--on", "2022-02-20",
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)),
    )  # fmt: skip
    assert (answer.returncode, ".innoreg-change" in answer.stderr) == (3, True), answer.stderr


def test_a_full_disk_is_said_of_a_file(root: Path) -> None:
    answer = run(
        root, "done", "plan/1", "--on", "2022-02-20",
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )  # fmt: skip
    assert "plan.yaml" in answer.stderr
    assert "?" not in answer.stderr


FORGED = {
    "a way out": {"file": "../outside.yaml", "target": "../outside.yaml"},
    "no record": {"file": "data/run.sh", "target": "data/run.sh"},
    "hidden": {"file": ".git/config.yaml", "target": ".git/config.yaml"},
    "through a link": {"file": "data/out/x.yaml", "target": "../elsewhere/x.yaml"},
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_journal_that_came_with_the_registry_reaches_no_other_file(
    forged: str, tmp_path: Path
) -> None:
    root = tmp_path / "registry"
    root.mkdir()
    tree(root, {"roadmaps/plan.yaml": PLAN})
    (tmp_path / "elsewhere").mkdir()
    (root / "data/out").symlink_to(tmp_path / "elsewhere")
    target = root / FORGED[forged]["target"]
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"old")
    target.with_name(f".{target.name}.new").write_bytes(b"new")
    row = planned(FORGED[forged]["file"], b"old", b"new")
    write_journal(root, [row], staged=True)
    run(root, "done", "plan/1", "--on", "2022-02-20")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"staged": true, "files": [1]}', b"\xff" * 99]
)
def test_a_journal_that_is_none_stops_nobody(text: bytes, root: Path) -> None:
    (root / ".innoreg-change").write_bytes(text)
    answer = run(root, "done", "plan/1", "--on", "2022-02-20")
    assert (answer.returncode, "interrupted" in answer.stderr) == (0, True), answer.stderr
    assert not (root / ".innoreg-change").exists()


def test_validate_names_what_was_left_and_git_passes_it_over(tmp_path: Path) -> None:
    root = tmp_path / "registry"
    assert run(tmp_path, "init", "registry", "--git").returncode == 0
    for name in ("data/people/.new-one.yaml.new", ".export-innoreg-x1", ".innoreg-change"):
        (root / name).write_text("personal", "utf-8")
    found = json.loads(run(root, "validate", "--format", "json").stdout)["diagnostics"]
    strays = [d["file"] for d in found if d["code"] == "stray-file"]
    assert strays == [".export-innoreg-x1", ".innoreg-change", "data/people/.new-one.yaml.new"]
    status = subprocess.run(
        ["git", "status", "--porcelain", "-uall"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "innoreg.yaml" in status
    assert not any(stray in status for stray in strays)


def test_init_keeps_the_gitignore_that_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.log", "utf-8")
    assert run(tmp_path, "init", ".").returncode == 0
    lines = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert lines[0] == "*.log"
    assert ".innoreg-*" in lines
    assert run(tmp_path, "init", "--git", ".").returncode == 0
    assert (tmp_path / ".gitignore").read_text("utf-8").splitlines() == lines
