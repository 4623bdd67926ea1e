"""Several processes at once, processes that are killed, disks that are full."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from cache.asking import (
    ALL,
    LATER_NS,
    PERSON,
    WHOLE,
    Everything,
    Everywhere,
    cache_file,
    people_register,
    told,
    truth,
)

if sys.platform == "win32":
    pytest.skip("processes of POSIX", allow_module_level=True)

import resource


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return people_register(tmp_path / "register", 60)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@contextmanager
def forked(work: Callable[[], bool]) -> Iterator[int]:
    """A process of its own that does the work and ends with 0 where it was right."""
    process = os.fork()
    if process:
        yield process
        return
    code = 2
    try:
        code = 0 if work() else 1
    finally:
        os._exit(code)


def ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def test_a_process_killed_at_any_moment_leaves_a_right_answer(root: Path, cache: Path) -> None:
    chance, killed = random.Random(8), 0
    told(root, cache)
    cache_file(cache).unlink()
    began = time.monotonic()
    told(root, cache)
    moments = time.monotonic() - began
    for round_ in range(40):
        changed = root / f"data/people/person-{round_ % 60}.yaml"
        changed.write_text(PERSON.format(name=f"Петрова {round_}"), encoding="utf-8")
        if round_ % 3 == 0:
            shutil.rmtree(cache)
        later_ns, which = chance.choice((0, LATER_NS)), chance.choice((ALL, WHOLE))
        with forked(partial(answers, root, cache, which, later_ns)) as process:
            time.sleep(chance.random() * moments)
            os.kill(process, signal.SIGKILL)
            killed += ended(process) == -signal.SIGKILL
        for product in (ALL, WHOLE):
            assert told(root, cache, product, later_ns) == truth(root, product), f"round {round_}"
    assert killed > 10, "too few were killed in time for this to say anything"


def answers(root: Path, cache: Path, which: Everywhere, later_ns: int) -> bool:
    return told(root, cache, which, later_ns) is not None


def answer_rightly(
    root: Path, cache: Path, which: Everywhere, expected: Everything, begins: int
) -> bool:
    os.read(begins, 1)
    # Where another process keeps the cache a command works the answer out itself.
    return all(told(root, cache, which, n * LATER_NS) in (None, expected) for n in range(3))


def test_several_processes_at_once_all_answer_rightly(root: Path, cache: Path) -> None:
    for round_ in range(4):
        changed = root / f"data/people/person-{round_}.yaml"
        changed.write_text(PERSON.format(name=f"Петрова {round_}"), encoding="utf-8")
        expected = {which.name: truth(root, which) for which in (ALL, WHOLE)}
        begins, starts = os.pipe()

        processes = []
        for which in (ALL, WHOLE, ALL, WHOLE):
            work = partial(answer_rightly, root, cache, which, expected[which.name], begins)
            with forked(work) as process:
                processes.append(process)
        os.write(starts, b"x" * 4)
        assert [ended(process) for process in processes] == [0] * 4
        os.close(begins)
        os.close(starts)
        assert told(root, cache) == expected["all"]
        assert cache_file(cache).suffix == ".sqlite"


@pytest.mark.parametrize("limit", [0, 1000, 20_000, 40_000])
def test_on_a_full_disk_questions_do_without(root: Path, cache: Path, limit: int) -> None:
    def work() -> bool:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return told(root, cache) in (None, truth(root))

    with forked(work) as process:
        assert ended(process) == 0
    assert list(cache.iterdir()) == []
    assert told(root, cache) == truth(root)


def test_a_disk_that_fills_up_while_the_cache_is_changed_spoils_nothing(
    root: Path, cache: Path
) -> None:
    told(root, cache)

    def work() -> bool:
        size = cache_file(cache).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return told(root, cache, WHOLE) == truth(root, WHOLE)

    file = cache_file(cache)
    before = file.read_bytes()
    with forked(work) as process:
        assert ended(process) == 0
    assert cache_file(cache).read_bytes() == before
    assert told(root, cache) == truth(root)
    assert cache_file(cache).stat().st_ino == file.stat().st_ino
    for which in (ALL, WHOLE):
        assert told(root, cache, which) == truth(root, which)
