"""Work in a second process: the same result, the same error, whatever becomes of the copy."""

import os
import signal
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from innoreg.process import _cores, beside, by_turns


def test_the_result_comes_back_and_both_went_on_at_once() -> None:
    here = os.getpid()
    wait = beside(lambda: (os.getpid(), "слово" * 100_000))
    pid, words = wait()
    assert words == "слово" * 100_000
    assert pid != here or not hasattr(os, "fork") or _cores() < 2


def test_an_error_in_the_work_is_the_error_of_the_caller() -> None:
    def work() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        beside(work)()


def test_a_copy_that_is_killed_costs_time_but_no_answer() -> None:
    assert beside(_killed)() == "done"


HERE = os.getpid()


def _killed() -> str:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_the_copy_writes_nothing_that_waited_to_be_written(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        out.write("once\n")
        beside(lambda: None)()
    assert (tmp_path / "out").read_text(encoding="utf-8") == "once\n"


def test_a_copy_makes_no_copies() -> None:
    def work() -> tuple[int, int]:
        return os.getpid(), beside(os.getpid)()

    one, other = beside(work)()
    assert one in (other, HERE)


def _slow(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def taken(works: list[Callable[[], float]], *, in_order: bool) -> list[float]:
    found: list[float] = []
    by_turns(deque(works), found.append, at_once=2, in_order=in_order)
    return found


def test_results_are_taken_in_their_order() -> None:
    works: list[Callable[[], float]] = [partial(_slow, s) for s in (0.2, 0, 0.1, 0)]
    assert taken(works, in_order=True) == [0.2, 0, 0.1, 0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no copy can be made")
def test_results_are_taken_as_they_come() -> None:
    works: list[Callable[[], float]] = [partial(_slow, s) for s in (2, 0, 0.1)]
    assert taken(works, in_order=False) == [0, 0.1, 2]


def test_a_result_may_lead_to_more_work() -> None:
    found: list[int] = []
    waiting = deque[Callable[[], int]]([lambda: 3])

    def take(left: int) -> None:
        found.append(left)
        waiting.extend([lambda: left - 1] if left else [])

    by_turns(waiting, take, at_once=2, in_order=False)
    assert found == [3, 2, 1, 0]


def test_works_whose_copies_are_killed_are_done_here() -> None:
    found: list[str] = []
    by_turns(deque([_killed] * 3), found.append, at_once=2, in_order=False)
    assert found == ["done"] * 3


def test_without_copies_works_are_done_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    works: list[Callable[[], float]] = [partial(_slow, s) for s in (0.1, 0)]
    assert taken(works, in_order=False) == [0.1, 0]
