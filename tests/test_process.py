"""Work in a second process: the same result, the same error, whatever becomes of the copy."""

import os
import signal
from pathlib import Path

import pytest

from innoreg.process import _available_cores, run_in_fork


def test_the_result_comes_back_and_both_went_on_at_once() -> None:
    here = os.getpid()
    wait = run_in_fork(lambda: (os.getpid(), "слово" * 100_000))
    pid, words = wait()
    assert words == "слово" * 100_000
    assert pid != here or not hasattr(os, "fork") or _available_cores() < 2


def test_an_error_in_the_work_is_the_error_of_the_caller() -> None:
    def work() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        run_in_fork(work)()


def test_a_copy_that_is_killed_costs_time_but_no_answer() -> None:
    assert run_in_fork(_killed)() == "done"


HERE = os.getpid()


def _killed() -> str:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_the_copy_writes_nothing_that_waited_to_be_written(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        out.write("once\n")
        run_in_fork(lambda: None)()
    assert (tmp_path / "out").read_text(encoding="utf-8") == "once\n"


def test_a_copy_makes_no_copies() -> None:
    def work() -> tuple[int, int]:
        return os.getpid(), run_in_fork(os.getpid)()

    one, other = run_in_fork(work)()
    assert one in (other, HERE)
