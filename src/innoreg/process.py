"""Work done in a forked copy of this process; garbage collection paused for a while."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TypeVar

T = TypeVar("T")

_ROOM = 1 << 20
"""Bytes of a pipe; the usual 64 KiB are a hundredth of what is parsed of ten thousand records."""
_is_copy = False
"""Whether this process is a copy itself: then every core has its work, and memory its share."""


def run_in_fork(work: Callable[[], T]) -> Callable[[], T]:
    """Begin `work` in a second process; the function returned waits for what came of it.

    The result must be something that pickle can carry, and `work` must change nothing outside.
    Where no copy of the process can be made, where there is one core only, and where the copy did
    not come to an end, `work` is done here when its result is asked for: with the same result, or
    the same error.
    """
    if _is_copy or _available_cores() < 2 or not hasattr(os, "fork"):
        return work
    reading, writing = _make_pipe()
    try:
        child = os.fork()
    except OSError:  # no more processes or memory: then one after the other
        os.close(reading)
        os.close(writing)
        return work
    if child == 0:
        os.close(reading)
        _run_child(work, writing)
    os.close(writing)
    return partial(_await_result, work, reading, child)


def _await_result(work: Callable[[], T], reading: int, child: int) -> T:
    """What came of the work, once the copy has ended."""
    try:
        with os.fdopen(reading, "rb") as pipe:
            result: T = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return work()
    finally:
        os.waitpid(child, 0)
    return result


def _make_pipe() -> tuple[int, int]:
    """A roomy pipe, where the system has one: a copy that is done need not wait to be heard."""
    reading, writing = os.pipe()
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
    return reading, writing


def _available_cores() -> int:
    """How many this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _run_child(work: Callable[[], object], writing: int) -> None:
    """The life of the copy: it leaves without a word, for what it shares is not its own."""
    global _is_copy  # noqa: PLW0603
    _is_copy = True
    try:
        done = work()
        with os.fdopen(writing, "wb") as pipe:
            # Piece by piece: a large result is nowhere twice in memory.
            pickle.dump(done, pipe, pickle.HIGHEST_PROTOCOL)
    except BaseException:
        os._exit(1)
    os._exit(0)


@contextmanager
def gc_paused() -> Iterator[None]:
    """What is made here is much and none of it garbage: looking for it only costs time.

    Nor later: it stays out of every search for cycles, which counting references does not need.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
