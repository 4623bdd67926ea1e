"""Spoilt registries, templates and documents: none may end in a traceback, hang, or fill the memory.

`make fuzz` runs for some minutes; `python tools/fuzz.py template --minutes 1 --seed 7` one target.
Each case runs in a copy of this process. What is found is written to `fuzz-found/`, to become a test:
`python tools/fuzz.py template --case fuzz-found/template-12` tries it again.
"""

import argparse
import gc
import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tools")]

from fuzzing.isolation import MEBIBYTES, SECONDS, run_in_copy  # noqa: E402
from fuzzing.registry_target import SpoiltRegistry  # noqa: E402
from fuzzing.targets import Deadline, Document, Form, Target, Template  # noqa: E402

TARGETS: dict[str, Callable[[Path], Target]] = {
    "registry": SpoiltRegistry, "template": Template, "form": Form, "document": Document,
    "deadline": Deadline,
}  # fmt: skip
GUIDED = {f"guided-{name}": name for name in ("reading", "term", "template", "import")}
FOUND = ROOT / "fuzz-found"


class Hunt:
    """Cases of one target, tried one after another."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.target = name, TARGETS[name](folder)
        self._report = folder / "report"
        self.tally: Counter[str] = Counter()
        self.longest, self.largest = 0.0, 0

    def try_case(self, case: bytes) -> str:
        """What is wrong with the case, nothing where all is well."""
        seconds = SECONDS * self.target.calls
        done = run_in_copy(lambda: self.target.try_case(case), self._report, seconds)
        self.longest = max(self.longest, done.seconds)
        self.largest = max(self.largest, done.mebibytes)
        return done.wrong

    def summary(self) -> str:
        """How many cases there were and how many failed, and what the worst of them took."""
        tried, failed = self.tally["cases"], self.tally["failed"]
        return (
            f"{self.name}: {tried} cases, {failed} failed, "
            f"at most {self.longest:.1f} s of the processor and {self.largest} MiB each"
        )

    def warm_up(self) -> None:
        """Try some cases, and one here, so that its modules are there for all copies."""
        for number in range(5):
            case = self.target.make_case(random.Random(-number))
            if not self.try_case(case):
                self.target.try_case(case)
        # Copies that look through all objects for garbage would copy the memory they lie in.
        gc.freeze()

    def run(self, first: int, until: float, most: int) -> None:
        """Try cases from that number on, until that moment or so many; keep each that fails."""
        for number in range(first, first + most):
            if time.monotonic() > until:
                break
            case = self.target.make_case(random.Random(number))
            self.tally["cases"] += 1
            if self.tally["cases"] % 500 == 0:
                print(f"{self.summary()} …", flush=True)
            if wrong := self.try_case(case):
                self.tally["failed"] += 1
                FOUND.mkdir(exist_ok=True)
                (FOUND / f"{self.name}-{number}").write_bytes(case)
                (FOUND / f"{self.name}-{number}.txt").write_text(wrong, "utf-8")
                print(f"{self.name} {number}: {wrong.strip().splitlines()[-1][:200]}", flush=True)


def hunt_guided(name: str, minutes: float) -> int:
    """Let atheris try one of its targets for so long; how many inputs failed, at most one."""
    with tempfile.TemporaryDirectory() as folder:
        limits = (f"-max_total_time={int(60 * minutes)}", f"-timeout={SECONDS}", "-max_len=20000")
        kept = f"-artifact_prefix={FOUND}/guided-{name}-"
        program = str(ROOT / "tools" / "fuzzing" / "guided.py")
        # More than a command may have: atheris watches every line, which takes memory of its own.
        memory = f"-rss_limit_mb={2 * MEBIBYTES}"
        FOUND.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, program, name, folder, *limits, memory, kept],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    said = (done.stdout + done.stderr).splitlines()
    runs = [line for line in said if line.startswith("Done ")]
    if done.returncode == 0 and runs:
        print(f"guided-{name}: {runs[0].removeprefix('Done ')}", flush=True)
        return 0
    print(f"guided-{name}: failed", *said[-40:], sep="\n", flush=True)
    return 1


def run_fuzzer(words: list[str]) -> int:
    """Hunt through the targets named, or all; 1 if anything was found."""
    # A warning of Python's on the screen of a user is as bad as a traceback.
    warnings.simplefilter("error")
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("targets", nargs="*", help=", ".join([*TARGETS, *GUIDED]))
    options.add_argument("--minutes", type=float, default=5, help="for all targets together")
    options.add_argument("--cases", type=int, default=10**9, help="of each target, at most")
    options.add_argument("--seed", type=int, default=0, help="the number of the first case")
    options.add_argument("--case", type=Path, help="a file kept before, tried again")
    asked = options.parse_args(words)
    failed = 0
    targets = asked.targets or [*TARGETS, *GUIDED]
    if find_spec("atheris") is None:
        print("without atheris, so nothing is guided: see requirements/fuzz.txt", flush=True)
        targets = [name for name in targets if name not in GUIDED]
    for name in targets:
        if name in GUIDED:
            failed += hunt_guided(GUIDED[name], asked.minutes / len(targets))
            continue
        with tempfile.TemporaryDirectory() as folder:
            hunt = Hunt(name, Path(folder))
            if asked.case:
                wrong = hunt.try_case(asked.case.read_bytes())
                print(wrong or "nothing wrong")
                failed += bool(wrong)
                continue
            hunt.warm_up()
            hunt.run(asked.seed, time.monotonic() + 60 * asked.minutes / len(targets), asked.cases)
        failed += hunt.tally["failed"]
        print(hunt.summary(), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run_fuzzer(sys.argv[1:]))
