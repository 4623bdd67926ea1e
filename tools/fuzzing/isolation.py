"""A case run in a copy of this process, with its time and memory measured."""

import os
import resource
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SECONDS, MEBIBYTES = 10, 512
"""What one call may take of the processor and of memory."""
_PATIENCE = 120
"""Seconds by the clock after which a case waits for something that never comes."""


class Outcome(NamedTuple):
    """What went wrong with a case, nothing where all is well, and what it took: seconds, MiB."""

    wrong: str
    seconds: float
    mebibytes: int


class Found(Exception):
    """What must not be."""


def run_in_copy(run: Callable[[], None], report: Path, seconds: float = SECONDS) -> Outcome:
    """What went wrong in a copy of this process, and what it took beyond what this one holds.

    report: a file for what the copy has to say. seconds: of the processor, for all of it.
    """
    report.unlink(missing_ok=True)
    # The copy begins with all that this process holds, which in a run of many tests is much.
    held = _resident_mebibytes()
    if (child := os.fork()) == 0:
        code = 0
        try:
            limit = int(seconds) + 10
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            run()
        except BaseException:
            code = 1
            report.write_text(traceback.format_exc(), "utf-8")
        os._exit(code)
    status, used = _wait(child)
    took, memory, wrong = used.ru_utime + used.ru_stime, max(0, used.ru_maxrss // 1024 - held), ""
    if code := os.waitstatus_to_exitcode(status):
        said = report.read_text("utf-8") if report.exists() else ""
        wrong = said or (f"ended by signal {-code}" if code < 0 else f"ended with {code}")
    elif took > seconds:
        wrong = f"{took:.1f} seconds"
    elif memory > MEBIBYTES:
        wrong = f"{memory} MiB"
    return Outcome(wrong, took, memory)


def _resident_mebibytes() -> int:
    """What this process holds in memory now; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * resource.getpagesize() >> 20 if statm.exists() else 0


def _wait(child: int) -> tuple[int, resource.struct_rusage]:
    """The status of the child and what it used; killed where it does not end."""
    until = time.monotonic() + _PATIENCE
    pause = 0.0005
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            return status, used
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            until += _PATIENCE
        time.sleep(pause)
        pause = min(0.02, pause * 1.3)
