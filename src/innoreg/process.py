"""Runs functions in a forked copy of this process; pauses the garbage collector."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TypeVar

T = TypeVar("T")

# Bytes that a pipe holds, the most that Linux gives without privileges. The usual 64 KiB are a
# hundredth of what is parsed of ten thousand records: the copy would wait for us to read.
_ROOM = 1 << 20
# A copy makes no further copies: every core has its work by then, and memory its share.
_is_copy = False


def run_in_fork(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` in a forked process; the function returned waits for its result.

    The result must be something that pickle can carry, and `work` must change nothing outside.
    Where the system cannot fork, there is one core only, or the child fails, `work` is done in this
    process when its result is asked for: with the same result, or the same error.
    """
    if _is_copy or _available_cores() < 2 or not hasattr(os, "fork"):
        return work
    reading, writing = _make_pipe()
    try:
        child = os.fork()
    except OSError:
        # No more processes or memory: then one after the other.
        os.close(reading)
        os.close(writing)
        return work
    if child == 0:
        os.close(reading)
        _run_child(work, writing)
    os.close(writing)
    return partial(_await_result, work, reading, child)


def _await_result(work: Callable[[], T], reading: int, child: int) -> T:
    """The result that the child wrote; done here where the child failed."""
    try:
        with os.fdopen(reading, "rb") as pipe:
            result: T = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return work()
    finally:
        os.waitpid(child, 0)
    return result


def _make_pipe() -> tuple[int, int]:
    """The reading and the writing end of a pipe, a large one where the system has it."""
    reading, writing = os.pipe()
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
    return reading, writing


def _available_cores() -> int:
    """How many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _run_child(work: Callable[[], object], writing: int) -> None:
    """Do the work in the child, write its result into the pipe and end the process."""
    global _is_copy  # noqa: PLW0603
    _is_copy = True
    try:
        done = work()
        with os.fdopen(writing, "wb") as pipe:
            # Not as one string: a large result would be twice in memory.
            pickle.dump(done, pipe, pickle.HIGHEST_PROTOCOL)
    # Ended by _exit: the handlers, buffers and open files it shares are the parent's to close.
    except BaseException:
        os._exit(1)
    os._exit(0)


@contextmanager
def gc_paused() -> Iterator[None]:
    """While no garbage is collected; what was made meanwhile is never looked at later either.

    For code that makes many objects which stay: searching them for cycles only costs time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
