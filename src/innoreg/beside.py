"""Work done beside this process, in a copy of it, where the system can make one."""

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T], *, apart: bool = False) -> Callable[[], T]:
    """Begin `work` in a second process; the function returned waits for what came of it.

    The result must be something that pickle can carry, and `work` must change nothing outside.
    Where no copy of the process can be made, where there is one core only, and where the copy did
    not come to an end, `work` is done here when its result is asked for: with the same result, or
    the same error. apart: one core is enough, for what counts is that the copy takes its memory
    with it.
    """
    if not hasattr(os, "fork") or (_cores() < 2 and not apart):
        return work
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no more processes or memory: then one after the other
        os.close(reading)
        os.close(writing)
        return work
    if child == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    return lambda: _result(work, reading, child)


def _cores() -> int:
    """How many this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _work(work: Callable[[], object], writing: int) -> None:
    """The life of the copy: it leaves without a word, for what it shares is not its own."""
    try:
        done = work()
        with os.fdopen(writing, "wb") as pipe:
            # Piece by piece: a large result is nowhere twice in memory.
            pickle.dump(done, pipe, pickle.HIGHEST_PROTOCOL)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _result(work: Callable[[], T], reading: int, child: int) -> T:
    try:
        with os.fdopen(reading, "rb") as pipe:
            result: T = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return work()
    finally:
        os.waitpid(child, 0)
    return result
