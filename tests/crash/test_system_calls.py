"""The same kills by strace, at each system call that writes: also those of libraries in C.

They take many minutes, so `make crash-test` alone asks for them.
"""

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crash.aftermath import check_after_kill, contents, fresh, is_stray, live, run_whole, warm_up
from crash.test_killed import CALLS
from crash.writing_commands import Call

STRACE = shutil.which("strace") or ""
pytestmark = pytest.mark.skipif(
    not STRACE or os.environ.get("CRASH") != "all", reason="make crash-test, with strace"
)
NAMES = [
    "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range", "ioctl",
    "truncate", "ftruncate", "fallocate", "fsync", "fdatasync", "open", "openat", "creat",
    "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink",
    "unlinkat", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "chown", "fchown",
    "lchown", "fchownat", "setxattr", "lsetxattr", "fsetxattr", "utimensat",
]  # fmt: skip
_LINE = re.compile(r"(\w+)\((.*)")
_MAKES = re.compile(r"O_CREAT|O_TRUNC|O_WRONLY|O_RDWR")


class SystemCall(NamedTuple):
    """The `number`-th call of that name, counted from 1."""

    name: str
    number: int


def traced(root: Path, call: Call, said: Path, log: Path, *options: str) -> int:
    """The exit code of the command in a copy of this process that strace holds."""
    waiting, going = os.pipe()
    if (child := os.fork()) == 0:
        os.close(going)
        live(root, call, said, lambda: _await_strace(waiting))
    os.close(waiting)
    tracer = subprocess.Popen(
        [STRACE, "-p", str(child), "-y", "-s", "0", "-o", log, *options],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    assert "attached" in line, line
    os.write(going, b".")
    os.close(going)
    _pid, status = os.waitpid(child, 0)
    tracer.communicate(timeout=60)
    return os.waitstatus_to_exitcode(status)


def _await_strace(waiting: int) -> None:
    # Where only parents may trace, anybody may trace this process.
    import ctypes

    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1 & 2**64 - 1), 0, 0, 0)
    os.read(waiting, 1)


def writing_calls(root: Path, log: Path) -> Iterator[SystemCall]:
    """Those that reach a file of the registry, in their order."""
    seen: Counter[str] = Counter()
    for line in log.read_text("utf-8").splitlines():
        if not (found := _LINE.match(line)):
            continue
        name, words = found.groups()
        seen[name] += 1
        if str(root) not in words or (name.startswith("open") and not _MAKES.search(words)):
            continue
        yield SystemCall(name, seen[name])


@pytest.mark.parametrize("name", CALLS)
def test_killed_at_each_system_call_that_writes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = CALLS[name]
    (tmp_path / "begin").mkdir()
    begin = call.begin(tmp_path / "begin")
    old, said, log = contents(begin), tmp_path / "said", tmp_path / "log"
    warm_up(begin, call, monkeypatch)
    # Once before: what a first run alone writes, as compiled modules, would move the numbers of calls.
    run_whole(fresh(begin, "tree"), call, said)
    root = fresh(begin, "tree")
    every = ",".join(f"?{each}" for each in NAMES)
    assert traced(root, call, said, log, "-e", f"trace={every}") == 0, said.read_text("utf-8")
    new = contents(root)
    calls = list(writing_calls(root, log))
    assert len(calls) > 3
    killed = 0
    for one in calls:
        root = fresh(begin, "tree")
        kill = f"inject={one.name}:signal=KILL:when={one.number}"
        code = traced(root, call, said, log, "-e", f"trace={one.name}", "-e", kill)
        killed += code == -signal.SIGKILL
        assert code in (0, -signal.SIGKILL), said.read_text("utf-8")
        assert [n for n in contents(root) if is_stray(n)] == [] or code
        check_after_kill(root, call, old, new, said)
    # A few calls may fall out where what is read first differs from run to run.
    assert len(calls) - killed <= max(2, len(calls) // 10)
