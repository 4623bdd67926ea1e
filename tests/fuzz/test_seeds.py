"""The fuzzer itself: what it begins with passes, a few of its cases do, and it tells what does not."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process is copied")
TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="module")
def fuzz() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(TOOLS))
        for name in ("INNOREG_NO_CACHE", "INNOREG_LANG", "INNOREG_TODAY"):
            # The fuzzer sets them; afterwards they are as they were.
            patched.setenv(name, "1")
        yield import_module("fuzz")


@pytest.mark.parametrize("name", ["reading", "term", "template", "import"])
def test_what_earlier_hunts_kept_passes(name: str, fuzz: ModuleType) -> None:
    targets: Any = import_module("fuzzing.guided_targets")
    seeds = list(targets.seeds(name))
    assert len(seeds) > 5
    for seed in seeds:
        targets.TARGETS[name](seed)


@pytest.mark.parametrize("name", ["registry", "template", "form", "document", "deadline"])
def test_some_cases_of_each_target(name: str, fuzz: ModuleType, tmp_path: Path) -> None:
    hunt = fuzz.Hunt(name, tmp_path)
    for number in range(4):
        assert hunt.try_case(hunt.target.make_case(Random(number))) == ""


def test_what_must_not_be_is_told(fuzz: ModuleType, tmp_path: Path) -> None:
    isolation: Any = import_module("fuzzing.isolation")
    report = tmp_path / "report"

    def fail() -> None:
        raise ValueError("so")

    def fill() -> None:
        assert len(bytearray(1200 << 20)) > 0

    def work() -> None:
        for _n in range(10**9):
            pass

    assert "ValueError: so" in isolation.run_in_copy(fail, report).wrong
    assert isolation.run_in_copy(fill, report).wrong.endswith("MiB")
    assert "ended by signal" in isolation.run_in_copy(work, report, seconds=-9).wrong
    assert isolation.run_in_copy(lambda: None, report).wrong == ""
