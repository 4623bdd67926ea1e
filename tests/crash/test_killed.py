"""Every writing command, killed at each of its calls that write: nothing lost, nothing half.

Afterwards the tree is the old or the new one, or the same command, called again, finishes it or takes
it back and says so; what lies about meanwhile `validate` names, and in the end nothing does.
"""

import os
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from crash.aftermath import check_after_kill, contents, fresh, is_stray, live, warm_up
from crash.writing_commands import NOT_THE_REGISTRY, READING, WRITING, Call
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
        live(root, call, said, lambda: _watch(root, count, torn, writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        seen = pipe.read().decode()
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), seen


def _watch(root: Path, count: int, torn: bool, writing: int) -> None:
    """Tell of every call of this process that writes, and end it at one of them."""
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
    warm_up(begin, call, monkeypatch)
    root = fresh(begin, "tree")
    code, all_calls = killed_at(root, call, NEVER, torn=False, said=said)
    assert code == 0, said.read_text("utf-8")
    new = contents(root)
    assert len(all_calls) > 3
    assert not [name for name in new if is_stray(name)]
    for count, kind in enumerate(all_calls, 1):
        for torn in (False, True) if kind == "s" else (False,):
            root = fresh(begin, "tree")
            code, seen = killed_at(root, call, count, torn=torn, said=said)
            assert code == -signal.SIGKILL, (count, all_calls, seen, said.read_text("utf-8"))
            check_after_kill(root, call, old, new, said)


def test_every_command_is_in_one_of_the_tables() -> None:
    assert set(SUMMARIES) == set(WRITING) | READING | NOT_THE_REGISTRY
    assert not set(WRITING) & READING


def test_every_option_that_writes_is_in_the_table() -> None:
    from innoreg.cli.app import app

    group: Any = typer.main.get_command(app)
    besides = {
        "done": "--from", "import": "--update", "render": "--each", "list": "--draft",
        "match": "--draft", "init": "--git", "export": "--public",
    }  # fmt: skip
    for name, several in WRITING.items():
        command = group.get_command(None, name)
        words = {word for call in several for word in call.words.split()}
        for option in ("--commit", besides.get(name)):
            if any(option in param.opts for param in command.params):
                assert option in words, f"{name} {option}"
