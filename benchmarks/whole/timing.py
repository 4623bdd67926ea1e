"""Whole processes timed side by side: on a shared machine only runs of one round can be compared."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

_STARTER = (sys.executable, "-I", "-S", str(Path(__file__).with_name("starter.py")))


@dataclass(frozen=True, slots=True)
class Job:
    """Commands run one after another in a folder.

    `fine`: exit codes that mean it worked; `before`: what is done before each run and not timed.
    """

    commands: tuple[tuple[str, ...], ...]
    folder: Path = Path()
    fine: tuple[int, ...] = (0,)
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, MiB of the largest process, MiB of all processes at one moment, what was printed."""

    seconds: float
    largest: float
    together: float = 0
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each round, the largest memory in MiB, and the digest of what was printed."""

    seconds: tuple[float, ...]
    largest: float
    together: float
    answer: str

    @property
    def median(self) -> float:
        """The middle of its rounds, in seconds."""
        return median(self.seconds)

    def over(self, other: "Measured") -> float:
        """How many times as long as the other, round by round."""
        return median(a / b for a, b in zip(self.seconds, other.seconds, strict=True))


class Failed(Exception):
    """A command ended with a code that means it did not do its work."""


def side_by_side(
    jobs: Mapping[str, Job], rounds: int, *, enough: float = 60, watch: bool = True
) -> dict[str, Measured]:
    """Every job once a round, in turn; after `enough` seconds no further round begins.

    A round before the first is watched for memory and not timed; it also warms up what the
    operating system keeps of files.
    """
    watched = {name: once(job, watch=True) for name, job in jobs.items()} if watch else {}
    ran: dict[str, list[Run]] = {name: [] for name in jobs}
    start = time.perf_counter()
    for _ in range(rounds):
        for name, job in jobs.items():
            ran[name].append(once(job))
        if time.perf_counter() - start > enough:
            break
    return {name: _measured(runs, watched.get(name)) for name, runs in ran.items()}


def _measured(runs: list[Run], watched: Run | None) -> Measured:
    largest = max(run.largest for run in runs)
    together = max(largest, watched.together if watched else 0)
    answer = watched.answer if watched else ""
    return Measured(tuple(run.seconds for run in runs), largest, together, answer)


def once(job: Job, *, watch: bool = False) -> Run:
    """One run: seconds of all its commands together, and the most memory any of them took."""
    if job.before:
        job.before()
    runs = [_run(job, command, watch) for command in job.commands]
    return Run(
        sum(run.seconds for run in runs),
        max(run.largest for run in runs),
        max(run.together for run in runs),
        "".join(run.answer for run in runs),
    )


def settled(job: Job) -> None:
    """Run it without its `before`, so that whatever it keeps is as new as the files are."""
    once(replace(job, before=None))


def _environment(job: Job) -> dict[str, str]:
    """Ours without what developers tell Python: not to keep bytecode, not to buffer."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**usual, **job.environment}


def _run(job: Job, command: tuple[str, ...], watch: bool) -> Run:
    done = subprocess.run(
        (*_STARTER, *(["--watch"] if watch else []), *command),
        cwd=job.folder,
        env=_environment(job),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    code, seconds, largest, together, answer, *said = done.stdout.decode(
        "utf-8", "replace"
    ).splitlines()
    if int(code) not in job.fine:
        raise Failed(f"{Path(command[0]).name} ended with {code}: {' '.join(said[-1:])}")
    return Run(float(seconds), int(largest) / 1024, int(together) / 1024, answer)
