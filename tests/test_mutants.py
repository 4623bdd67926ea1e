"""The tool that looks for changes no test notices: what it changes, what it leaves, how it ends."""

from pathlib import Path

from mutants import NotedTest, choose_tests
from mutations import mutants_of

HERE = Path("src/innoreg/queries/x.py")
CODE = '''"""Words: 1 < 2."""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    one = 1 < 2
Kind = Literal[1, 2]


class Thing:
    __slots__ = ("a",)
    a: "tuple[int, Literal[3]]" = ()

    @lru_cache(maxsize=64)
    def touches(self, end: int, *, sure: bool = True) -> list[int]:
        """Whether 1 < 2."""
        assert end > 0
        if end <= 7 and sure:
            raise ValueError(T("no more than {n}", n=7))
        # Ё is two bytes long.
        return ["Ё", end - 1][:end]
'''


def test_each_change_stands_where_it_says_and_nothing_of_no_account_is_changed() -> None:
    mutants = mutants_of(HERE, CODE.encode())
    assert [(m.line, m.old.split("\n")[0], m.new) for m in mutants] == [
        (16, "True", "False"),
        (19, "if end <= 7 and sure:", "pass"),
        (19, "end <= 7", "(end < 7)"),
        (19, "end <= 7 and sure", "(end <= 7 or sure)"),
        (19, "7", "(6)"),
        (19, "7", "8"),
        (22, 'return ["Ё", end - 1][:end]', "return list()"),
        (22, "end - 1", "(end + 1)"),
        (22, "1", "(0)"),
        (22, "1", "2"),
    ]
    assert {m.function for m in mutants} == {"Thing.touches"}
    for mutant in mutants:
        changed = CODE.encode()[: mutant.start] + mutant.new.encode() + CODE.encode()[mutant.end :]
        compile(changed, "x", "exec")


def test_tests_that_enter_the_function_come_first_and_the_slow_ones_not_at_all() -> None:
    (mutant, *_rest) = mutants_of(HERE, CODE.encode())
    entered = frozenset({f"{HERE.as_posix()}:Thing.touches"})
    elsewhere = frozenset({f"{HERE.as_posix()}:other"})
    tests = [
        NotedTest("tests/queries/test_a.py::slow", 30, entered),
        NotedTest("tests/queries/test_a.py::own", 2, entered),
        NotedTest("tests/queries/test_a.py::quick", 1, entered),
        NotedTest("tests/queries/test_a.py::file", 1, elsewhere),
        NotedTest("tests/queries/test_a.py::none", 1, frozenset()),
        NotedTest("tests/cli/test_a.py::enters", 5, entered),
        NotedTest("tests/cli/test_a.py::not", 1, elsewhere),
    ]
    rounds = choose_tests(mutant, tests, 20)
    assert [[test.id.rpartition(":")[2] for test in run] for run in rounds] == [
        ["quick", "own"],
        ["enters", "file", "none"],
    ]
