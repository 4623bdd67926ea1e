"""Which changes of the code does no test notice? Each mutant is one small change, tried on a copy.

First the tests run once, unchanged, and it is noted which functions each enters (kept in
build/mutants, noted anew for what has changed). Then a seeded choice of mutants is tried, each
until a test fails, in two rounds of at most --seconds of tests each, the fastest first (as noted:
without the noting they take a third of it):

1. tests of its package that enter the changed function;
2. other tests that enter it, then tests of its package that enter its file, then the rest of
   those of its package: what runs on import or is cached is entered by one test only.

So slow tests are left out, and those that only see the change through a process they start.
A mutant that hangs counts as noticed. Ctrl-C ends with a report of what was tried.
What is changed is told in mutations.py.

Of the libraries for this, mutmut 3 changes the code into functions that choose a mutant by settings
in the current folder, so that tests which start `innoreg` elsewhere fail of themselves, and
cosmic-ray runs one command for every mutant; neither tries a seeded part in bounded time.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings

from mutations import SOURCE, Mutant, mutants_of

ROOT = Path(__file__).parents[1]
PACKAGES = ("deadlines", "ledger", "queries", "store")
RECORD = ROOT / "build" / "mutants" / "record.json"
NOTES, CHOSEN = "MUTANTS_NOTES", "MUTANTS_CHOSEN"
"""Variables that tell pytest, with this file as a plugin, where to write notes or what to run."""

# The part that runs inside pytest, as the plugin `mutants`.


def pytest_configure() -> None:
    """Random tests take the same examples for every mutant, and do not look for the smallest."""
    quiet = (HealthCheck.too_slow, HealthCheck.differing_executors)
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", derandomize=True, deadline=None, phases=phases, suppress_health_check=quiet
    )
    settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only what was chosen, in that order."""
    if CHOSEN in os.environ:
        chosen = json.loads(Path(os.environ[CHOSEN]).read_text(encoding="utf-8"))
        by_id = {item.nodeid: item for item in items}
        items[:] = [by_id[each] for each in chosen if each in by_id]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note the functions that a test enters."""
    if NOTES not in os.environ:
        return (yield)
    codes = dict[int, CodeType]()

    def enter(frame: FrameType, _event: str, _value: object) -> None:
        codes[id(frame.f_code)] = frame.f_code

    # Of the processor, those of processes it started included: others may use the machine too.
    began = sum(os.times()[:4])
    sys.settrace(enter)
    try:
        outcome = yield
    finally:
        sys.settrace(None)
    home = str(ROOT / SOURCE)
    entered = {
        f"{code.co_filename[len(str(ROOT)) + 1 :]}:{code.co_qualname.split('.<locals>.<')[0]}"
        for code in codes.values()
        if code.co_filename.startswith(home)
    }
    note = {"id": item.nodeid, "s": sum(os.times()[:4]) - began, "entered": sorted(entered)}
    with Path(os.environ[NOTES], f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(note) + "\n")
    return outcome


# The part that is run by hand.


class NotedTest(NamedTuple):
    """A test that passes on unchanged code: its seconds, and what it enters as file:function."""

    id: str
    seconds: float
    entered: frozenset[str]


def copy_checkout(to: Path) -> Path:
    """A copy of what git tracks or would track, as it lies here."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


def passes(copy: Path, limit: float, files: list[str], **variables: str) -> bool:
    """Whether the tests of some files pass in a copy within so many seconds."""
    paths = os.pathsep.join((str(copy / "src"), str(copy / "tools")))
    surroundings = {**os.environ, "PYTHONPATH": paths, **variables}
    command = [sys.executable, "-m", "pytest", "-p", "mutants", "-p", "no:cacheprovider", *files]
    with subprocess.Popen(
        command, cwd=copy, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as running:  # fmt: skip
        try:
            running.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            # Tests start processes of their own, which must not outlive them.
            if os.name == "posix":
                os.killpg(running.pid, signal.SIGKILL)
            running.kill()
    return running.returncode in (0, pytest.ExitCode.NO_TESTS_COLLECTED)


def _tests_in(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("test_*.py"))


def _digest(paths: Iterable[Path]) -> str:
    contents = (path.read_bytes() for path in sorted(paths) if path.is_file())
    return hashlib.sha256(b"".join(contents)).hexdigest()


def note_tests(copy: Path, jobs: int, folders: list[str]) -> list[NotedTest]:
    """Run what is not yet noted of the tests in some folders, and say what each enters."""
    code = _digest((copy / SOURCE).rglob("*.py"))
    notes: dict[str, Any] = json.loads(RECORD.read_text("utf-8")) if RECORD.is_file() else {}
    files = dict[str, str]()
    for path in (path for folder in folders for path in _tests_in(copy / folder)):
        # Tables and helpers beside a test are part of it.
        beside = (other for other in path.parent.rglob("*") if not other.match("test_*.py"))
        files[path.relative_to(copy).as_posix()] = code + _digest([path, *beside])
    stale = [name for name in files if notes.get(name, {}).get("of") != files[name]]
    if stale:
        print(f"Noting which functions the tests of {len(stale)} files enter ...", flush=True)
        notes.update({name: {"of": files[name], "tests": []} for name in stale})
        with tempfile.TemporaryDirectory() as to:
            passes(copy, 7200, [*stale, f"-n{jobs if jobs > 1 else 0}"], **{NOTES: to})
            for path in Path(to).iterdir():
                for note in map(json.loads, path.read_text("utf-8").splitlines()):
                    notes[note["id"].partition("::")[0]]["tests"].append(note)
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        RECORD.write_text(json.dumps(notes), encoding="utf-8")
    return [
        NotedTest(note["id"], note["s"], frozenset(note["entered"]))
        for name in files
        for note in notes[name]["tests"]
    ]


def choose_tests(mutant: Mutant, tests: list[NotedTest], seconds: float) -> list[list[NotedTest]]:
    """The tests to try a mutant against, in two rounds."""
    file = f"{mutant.path.as_posix()}:"
    own = f"tests/{mutant.package}/"

    def group(test: NotedTest) -> int:
        enters = f"{file}{mutant.function}" in test.entered
        if not test.id.startswith(own):
            return 1 if enters else 4
        return 0 if enters else 2 if any(each.startswith(file) for each in test.entered) else 3

    rounds: list[list[NotedTest]] = [[], []]
    for at, groups in enumerate(((0,), (1, 2, 3))):
        left = seconds
        for test in sorted(tests, key=lambda test: (group(test), test.seconds)):
            if group(test) in groups and test.seconds <= left:
                rounds[at].append(test)
                left -= test.seconds
    return [each for each in rounds if each]


def try_mutant(mutant: Mutant, copy: Path, tests: list[NotedTest], seconds: float) -> bool:
    """Whether all tests pass in a copy with this change."""
    path = copy / mutant.path
    source = path.read_bytes()
    path.write_bytes(source[: mutant.start] + mutant.new.encode() + source[mutant.end :])
    chosen = copy.parent / f"{copy.name}.json"
    try:
        for run in choose_tests(mutant, tests, seconds):
            chosen.write_text(json.dumps([test.id for test in run]), encoding="utf-8")
            files = sorted({test.id.partition("::")[0] for test in run})
            limit = 120 + 10 * sum(test.seconds for test in run)
            if not passes(copy, limit, ["--exitfirst", *files], **{CHOSEN: str(chosen)}):
                return False
        return True
    finally:
        path.write_bytes(source)
        # Python takes a compiled file for fresh by seconds and size, which both may be the same.
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()


def mutants_in(package: str) -> list[Mutant]:
    """Every mutant of a package, file by file."""
    files = sorted((ROOT / SOURCE / package).rglob("*.py"))
    return [
        each for path in files for each in mutants_of(path.relative_to(ROOT), path.read_bytes())
    ]


def report(packages: list[str], tried: Mapping[Mutant, bool]) -> float:
    """Print how many survive; the percentage of all."""
    share = 0.0
    for name in (*packages, "all"):
        ended = [survives for mutant, survives in tried.items() if name in (mutant.package, "all")]
        share = 100 * sum(ended) / max(1, len(ended))
        print(f"{name:<12} {sum(ended):>4} of {len(ended):>4} survive ({share:.1f} %)")
    return share


def main() -> int:
    """Try mutants and report those that survive; 1 where more survive than --at-most percent."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("packages", nargs="*", default=PACKAGES, help="folders of src/innoreg")
    asked.add_argument("--tests", nargs="+", default=["tests"], help="their folders or files")
    asked.add_argument("--number", type=int, default=100, help="of each package (100)")
    asked.add_argument("--seed", type=int, default=1, help="another seed, other mutants (1)")
    asked.add_argument("--like", default="", help="only those with this in what is reported")
    asked.add_argument("--again", type=Path, help="a report: only the survivors it lists")
    asked.add_argument("--seconds", type=float, default=60, help="of tests in a round (60)")
    asked.add_argument("--minutes", type=float, default=120, help="no mutant begins later (120)")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="copies at work")
    asked.add_argument("--at-most", type=float, default=100, help="percent that may survive (100)")
    given = asked.parse_args()
    until = time.monotonic() + 60 * given.minutes
    chosen: list[Mutant] = []
    for package in given.packages:
        found = [each for each in mutants_in(package) if given.like in str(each)]
        if given.again:
            listed = given.again.read_text(encoding="utf-8").splitlines()
            some = [each for each in found if str(each) in listed]
        else:
            chance = random.Random(f"{given.seed} {package}")
            some = chance.sample(found, min(given.number, len(found)))
        print(f"{package}: {len(some)} of {len(found)} mutants", flush=True)
        chosen += some
    tried: dict[Mutant, bool] = {}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = SimpleQueue[Path]()
        for job in range(given.jobs):
            copies.put(copy_checkout(Path(folder, f"copy{job}")))
        copies.put(copy := copies.get())
        tests = note_tests(copy, given.jobs, given.tests)
        for unchanged in {m.package: m._replace(new=m.old) for m in chosen}.values():
            if not try_mutant(unchanged, copy, tests, given.seconds):
                print(
                    f"tests of {unchanged.package} fail without any change: run `make test` first"
                )
                return 2
        print(
            f"Trying {len(chosen)} mutants with {len(tests)} tests, seed {given.seed}", flush=True
        )

        def attempt(mutant: Mutant) -> None:
            if time.monotonic() < until:
                copy = copies.get()
                try:
                    tried[mutant] = try_mutant(mutant, copy, tests, given.seconds)
                finally:
                    copies.put(copy)
                if tried[mutant]:
                    print(mutant, flush=True)

        with ThreadPoolExecutor(given.jobs) as pool:
            try:
                list(pool.map(attempt, chosen))
            except KeyboardInterrupt:
                until = 0
    return int(report(given.packages, tried) > given.at_most)


if __name__ == "__main__":
    sys.exit(main())
