"""Whole processes timed side by side: on a shared machine only runs of one round can be compared."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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

    @property
    def whole_environment(self) -> dict[str, str]:
        """Ours too, but for what developers tell Python: not to keep bytecode, not to buffer."""
        usual = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return {**usual, **self.environment}

    def prepare(self) -> None:
        """What is to be done before it."""
        if self.before:
            self.before()


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, MiB of the largest process, MiB of all processes at one moment, what was printed."""

    seconds: float
    largest: float
    together: float = 0
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each round, the largest memory in MiB, and the digest of what was printed.

    `base`: seconds of the common measure, run just before in every round.
    """

    seconds: tuple[float, ...]
    largest: float
    together: float
    answer: str
    base: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The middle of its rounds, in seconds."""
        return median(self.seconds)

    def over(self, other: "Measured") -> float:
        """How many times as long as the other, round by round."""
        return _ratio(self.seconds, other.seconds)

    @property
    def over_base(self) -> float:
        """How many times as long as what ran just before it."""
        return _ratio(self.seconds, self.base)


class Failed(Exception):
    """A command ended with a code that means it did not do its work."""


def side_by_side(
    jobs: Mapping[str, Job],
    rounds: int,
    *,
    base: Job | None = None,
    enough: float = 60,
    watch: bool = True,
) -> dict[str, Measured]:
    """Every job once a round, in turn, each after `base`; after `enough` seconds no round begins.

    A round before the first is watched for memory and not timed; it also warms up what the
    operating system keeps of files.
    """
    watched = {name: _watched(job) for name, job in jobs.items()} if watch else {}
    ran: dict[str, list[Run]] = {name: [] for name in jobs}
    based: dict[str, list[float]] = {name: [] for name in jobs}
    start = time.perf_counter()
    for _ in range(rounds):
        for name, job in jobs.items():
            job.prepare()
            based[name] += [once(base).seconds] if base else []
            ran[name].append(once(job))
        if time.perf_counter() - start > enough:
            break
    return {n: _measured(runs, watched.get(n), based[n]) for n, runs in ran.items()}


def _watched(job: Job) -> Run:
    job.prepare()
    return once(job, watch=True)


def _measured(runs: list[Run], watched: Run | None, base: list[float]) -> Measured:
    largest = max(run.largest for run in runs)
    together = max(largest, watched.together if watched else 0)
    answer = watched.answer if watched else ""
    return Measured(tuple(run.seconds for run in runs), largest, together, answer, tuple(base))


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def once(job: Job, *, watch: bool = False) -> Run:
    """One run: the seconds of all its commands together, and the most memory any of them took.

    What is to be done before it is not done here.
    """
    runs = [_run(job, command, watch) for command in job.commands]
    return Run(
        sum(run.seconds for run in runs),
        max(run.largest for run in runs),
        max(run.together for run in runs),
        "".join(run.answer for run in runs),
    )


def _run(job: Job, command: tuple[str, ...], watch: bool) -> Run:
    done = subprocess.run(
        (*_STARTER, *(["--watch"] if watch else []), *command),
        cwd=job.folder,
        env=job.whole_environment,
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
