"""Every writing command, killed at each of its system calls that write: nothing lost, nothing half.

Afterwards the tree is the old or the new one, or the same command, called again, finishes it or takes
it back and says so; what lies about meanwhile `validate` names, and in the end nothing does.
"""

import json
import os
import shutil
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from changing import TODAY
from crash.writing_commands import NOT_THE_REGISTRY, READING, WRITING, Call
from innoreg.cli import main
from innoreg.cli.command_table import SUMMARIES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process is copied and killed")
EVENTS = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.setxattr",
    "os.truncate", "os.link", "os.symlink", "subprocess.Popen",
}  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
NEVER = 10**9


def killed_at(root: Path, call: Call, count: int, *, torn: bool, said: Path) -> tuple[int, str]:
    """The exit code of the command, killed before its call number `count`; the calls there were.

    A call is `s` where a file is made sure to stay, else `.`.

    torn: half of what was written into the file is not there any more. The code of a killed one
    is -SIGKILL. What it says goes into the file `said`.
    """
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        _live(root, call, count, torn, said, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        seen = pipe.read().decode()
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), seen


def _live(root: Path, call: Call, count: int, torn: bool, said: Path, writing: int) -> None:
    """The life of the copy."""
    code = 99
    try:
        os.chdir(root)
        os.environ.update({"INNOREG_LANG": "en", "INNOREG_TODAY": TODAY, "INNOREG_NO_CACHE": "1"})
        os.environ.update(call.env)
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        seen = 0

        def note(file: int | None = None) -> None:
            nonlocal seen
            seen += 1
            os.write(writing, b"." if file is None else b"s")
            if seen == count:
                # A folder is synced as well, and nothing of it can be torn.
                if torn and file is not None and stat.S_ISREG(os.fstat(file).st_mode):
                    os.ftruncate(file, os.fstat(file).st_size // 2)
                os.kill(os.getpid(), signal.SIGKILL)

        def hook(event: str, args: tuple[Any, ...]) -> None:
            if event == "open":
                path, _mode, flags = args
                if flags & _WRITING and isinstance(path, str) and path.startswith(str(root)):
                    note()
            elif event in EVENTS:
                note()

        sync = os.fsync

        def synced(fd: Any) -> None:
            note(fd)
            sync(fd)

        os.fsync = synced
        sys.addaudithook(hook)
        code = main(call.words.split())
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def is_stray(name: str) -> bool:
    parts = name.split("/")
    return any(p.startswith(".") and (p.endswith(".new") or "innoreg-" in p) for p in parts)


def contents(root: Path) -> dict[str, bytes]:
    """Every file but those of git, whose own affair they are."""
    found = sorted(p for p in root.rglob("*") if p.is_file() or p.is_symlink())
    names = {p: p.relative_to(root).as_posix() for p in found}
    return {
        name: b"" if name.endswith(".sqlite") else path.read_bytes()
        for path, name in names.items()
        if not name.startswith(".git/")
    }


def calls() -> Iterator[tuple[str, Call]]:
    for several in WRITING.values():
        for call in several:
            yield f"{call.words} {call.begin.__name__}".replace(str(Path.cwd()), ""), call


# All of them take minutes: `make crash-test` asks for them. Two stand for one file and for several.
CALLS = {
    name: call
    for name, call in calls()
    if os.environ.get("CRASH") == "all"
    or name in ("done plan/1 --on 2022-03-01 registry", "rename one first registry")
}


@pytest.mark.parametrize("name", CALLS)
def test_killed_at_each_call_that_writes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = CALLS[name]
    (tmp_path / "begin").mkdir()
    begin = call.begin(tmp_path / "begin")
    old, said = contents(begin), tmp_path / "said"

    def fresh(which: str) -> Path:
        root = tmp_path / which
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(begin, root, symlinks=True)
        return root

    # Once here, so that its modules are there for all copies of this process.
    with monkeypatch.context() as patched:
        patched.chdir(fresh("tree"))
        for key, value in (*call.env, ("INNOREG_NO_CACHE", "1"), ("INNOREG_TODAY", TODAY)):
            patched.setenv(key, value)
        main(call.words.split())
    root = fresh("tree")
    code, all_calls = killed_at(root, call, NEVER, torn=False, said=said)
    assert code == 0, said.read_text("utf-8")
    new = contents(root)
    assert len(all_calls) > 3
    assert not [name for name in new if is_stray(name)]
    for count, kind in enumerate(all_calls, 1):
        for torn in (False, True) if kind == "s" else (False,):
            root = fresh("tree")
            code, seen = killed_at(root, call, count, torn=torn, said=said)
            assert code == -signal.SIGKILL, (count, all_calls, seen, said.read_text("utf-8"))
            _check_after_kill(root, call, old, new, said)


def _check_after_kill(
    root: Path, call: Call, old: dict[str, bytes], new: dict[str, bytes], said: Path
) -> None:
    """The tree after the kill, and after the same command once more."""
    now = contents(root)
    strays = {name for name in now if is_stray(name)}
    tree = {name: text for name, text in now.items() if name not in strays}
    interrupted = ".innoreg-change" in now or any("-innoreg-" in name for name in strays)
    for file, text in tree.items():
        # Whole, whichever of the two it is. `init --git` adds a line to what `init` wrote.
        begun = call.words.startswith("init --git") and text.endswith(b"\n")
        known = (old.get(file), new.get(file))
        assert text in known or (begun and new[file].startswith(text)), file
    if tree not in (old, new):
        assert interrupted or call.words.startswith("init"), sorted(tree)
    if strays and (root / "innoreg.yaml").exists():
        _all_named(root, call, strays)
    code, _seen = killed_at(root, call, NEVER, torn=False, said=said)
    words = said.read_text("utf-8")
    assert code in call.again, words
    assert "mistake in innoreg" not in words
    if tree not in (old, new) and not call.words.startswith("init"):
        assert "interrupted" in words, words
    after = contents(root)
    if tree != new:
        assert after == new, words
    assert not [name for name in after if is_stray(name)], words


def _all_named(root: Path, call: Call, strays: set[str]) -> None:
    said = root.parent / "findings"
    reading = call._replace(words="validate --format json")
    killed_at(root, reading, NEVER, torn=False, said=said)
    found = json.loads(said.read_text("utf-8"))["diagnostics"]
    named = {d["file"] for d in found if d["code"] == "stray-file"}
    for stray in strays:
        assert any(stray == name or stray.startswith(f"{name}/") for name in named), stray


def test_every_command_is_in_one_of_the_tables() -> None:
    assert set(SUMMARIES) == set(WRITING) | READING | NOT_THE_REGISTRY
    assert not set(WRITING) & READING
