"""Whole processes timed side by side: on a shared machine only runs of one round can be compared."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

_STARTER = """
import os, sys, tempfile, time
with open(os.devnull, "r+b") as nothing, tempfile.TemporaryFile() as complaints:
    start = time.perf_counter()
    streams = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1),
               (os.POSIX_SPAWN_DUP2, complaints.fileno(), 2)]
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - start
    complaints.seek(0)
    print(os.waitstatus_to_exitcode(status), took, usage.ru_maxrss, sep="\\n", flush=True)
    sys.stdout.buffer.write(complaints.read())
"""


@dataclass(frozen=True, slots=True)
class Job:
    """Commands run one after another in a folder; `fine`: exit codes that mean it worked."""

    commands: tuple[tuple[str, ...], ...]
    folder: Path = Path()
    fine: tuple[int, ...] = (0,)
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each round, and the largest memory of any process in MiB."""

    seconds: tuple[float, ...]
    mib: float

    @property
    def median(self) -> float:
        """The middle of its rounds, in seconds."""
        return median(self.seconds)

    def over(self, other: "Measured") -> float:
        """How many times as long as the other, round by round."""
        return median(a / b for a, b in zip(self.seconds, other.seconds, strict=True))


class Failed(Exception):
    """A command ended with a code that means it did not do its work."""


def side_by_side(jobs: Mapping[str, Job], rounds: int) -> dict[str, Measured]:
    """Every job once a round, in turn."""
    ran: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            ran[name].append(once(job))
    return {
        name: Measured(tuple(s for s, _m in each), max(m for _s, m in each))
        for name, each in ran.items()
    }


def once(job: Job) -> tuple[float, float]:
    """Seconds of all its commands together, and the largest memory in MiB."""
    seconds, mib = 0.0, 0.0
    for command in job.commands:
        took, size = _run(job, command)
        seconds, mib = seconds + took, max(mib, size)
    return seconds, mib


def _run(job: Job, command: Sequence[str]) -> tuple[float, float]:
    # A process is charged with the memory of the one that started it, so a small one starts it.
    done = subprocess.run(
        (sys.executable, "-I", "-S", "-c", _STARTER, *command),
        cwd=job.folder,
        env={**os.environ, **job.environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    code, seconds, kib, *said = done.stdout.decode("utf-8", "replace").splitlines()
    if int(code) not in job.fine:
        raise Failed(f"{Path(command[0]).name} ended with {code}: {' '.join(said[-1:])}")
    return float(seconds), int(kib) / 1024
