"""Work done in forked copies of this process; garbage collection paused while thousands of records are made."""

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

T = TypeVar("T")

_ROOM = 1 << 20
"""Bytes of a pipe; the usual 64 KiB are a hundredth of what is parsed of ten thousand records."""
_is_copy = False
"""Whether this process is a copy itself: then every core has its work, and memory its share."""


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin `work` in a second process; the function returned waits for what came of it.

    The result must be something that pickle can carry, and `work` must change nothing outside.
    Where no copy of the process can be made, where there is one core only, and where the copy did
    not come to an end, `work` is done here when its result is asked for: with the same result, or
    the same error.
    """
    if _is_copy or _cores() < 2:
        return work
    copy = _copied(work)
    return copy.result if copy else work


def by_turns(
    waiting: deque[Callable[[], T]], take: Callable[[T], None], *, at_once: int, in_order: bool
) -> None:
    """Take what comes of works like that, to which more may be added meanwhile.

    Copies are made on one core too: what counts is that each takes its memory with it. So nothing
    taken is held when the next is made, which would hold it too. in_order: else whichever is
    ready first is taken first.
    """
    running: list[_Copy[T]] = []
    while waiting or running:
        while waiting and len(running) < at_once:
            work = waiting.popleft()
            copy = _copied(work)
            if copy:
                running.append(copy)
            else:
                take(work())
        if running:
            take(running.pop(0 if in_order else _ready(running)).result())


class _Copy(Generic[T]):
    """A copy at work."""

    def __init__(self, work: Callable[[], T], reading: int, child: int) -> None:
        self._work, self.reading, self._child = work, reading, child

    def result(self) -> T:
        """What came of it, once it has ended."""
        try:
            with os.fdopen(self.reading, "rb") as pipe:
                result: T = pickle.load(pipe)
        except (EOFError, pickle.UnpicklingError):
            return self._work()
        finally:
            os.waitpid(self._child, 0)
        return result


def _copied(work: Callable[[], T]) -> _Copy[T] | None:
    """A copy of this process that does the work; None where there can be none."""
    if not hasattr(os, "fork"):
        return None
    reading, writing = _pipe()
    try:
        child = os.fork()
    except OSError:  # no more processes or memory: then one after the other
        os.close(reading)
        os.close(writing)
        return None
    if child == 0:
        os.close(reading)
        _live(work, writing)
    os.close(writing)
    return _Copy(work, reading, child)


def _pipe() -> tuple[int, int]:
    """A roomy pipe, where the system has one: a copy that is done need not wait to be heard."""
    reading, writing = os.pipe()
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
    return reading, writing


def _ready(running: list[_Copy[T]]) -> int:
    """Which of them is the first to say something, be it that it ended without a word."""
    # Only where copies are made; not every short command needs it.
    from select import select

    said = select([copy.reading for copy in running], [], [])[0][0]
    return [copy.reading for copy in running].index(said)


def _cores() -> int:
    """How many this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _live(work: Callable[[], object], writing: int) -> None:
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
def no_collection() -> Iterator[None]:
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
