"""What a template may cost: its steps, its time, the length of what it makes; counted as it runs.

A template comes from others. Nothing it can write down may keep the machine busy or fill its
memory: each step of a loop is counted, and each operation is bounded before it is carried out, by
the sizes of what it is given.
"""

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError

from innoreg.errors import Refused
from innoreg.i18n import T

STEPS = 1_000_000
"""Passes of loops, branches and macros; a plan of a thousand items takes some ten thousand."""
LETTERS = 4_000_000
"""What all passes write together; a document of five hundred pages has a million."""
SECONDS = 8.0
"""Of the processor; a large document takes less than one."""
LONGEST = 1_000_000
"""Letters of one text, elements of one list, and what a list holds at any depth."""
_MOST_WORK = 5_000_000
"""Of one operation, by the sizes of what it is given multiplied."""
_HINT = T("look for a loop inside a loop, or a text that grows with each pass")


class Budget:
    """What one document has cost so far."""

    def __init__(self) -> None:
        self.steps = 0
        self.letters = 0
        self._until = time.process_time() + SECONDS

    def spend(self, letters: int = 0, steps: int = 1) -> None:
        """Count a step and what it writes; Refused where that is more than a document needs."""
        self.steps += steps
        self.letters += letters
        if self.steps > STEPS:
            raise Refused(T("the template takes more than {n} steps", n=STEPS), _HINT)
        if self.letters > LETTERS:
            raise Refused(T("the template writes more than {n} letters", n=LETTERS), _HINT)
        # Asking for the time costs more than a step, so it is asked for at every 64th.
        if self.steps % 64 < steps and time.process_time() > self._until:
            raise Refused(T("the template takes more than {n} seconds", n=int(SECONDS)), _HINT)

    def spend_on(self, name: str, values: Sequence[Any]) -> None:
        """Count an operation by the sizes of its values; SecurityError where it is too much work."""
        work = 1
        for value in values:
            work *= max(1, size_of(value))
        if work > _MOST_WORK:
            raise SecurityError(f"{name}: too much for a document")
        self.spend(steps=1 + work // 1000)


def size_of(value: Any) -> int:
    """How much an operation may have to do with a value: letters, elements, a number itself."""
    if isinstance(value, str | Sequence | Mapping):
        return len(value)
    return abs(value) if isinstance(value, int) else 1


def text_size(value: Any) -> int:
    """The letters of a value as a text; SecurityError for a list, which is none."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Sequence | Mapping | set | frozenset):
        raise SecurityError(f"a {type(value).__name__} is no text")
    return 1 if value is None or isinstance(value, Undefined) else len(str(value))


def check_result(value: Any) -> Any:
    """The value; SecurityError where it is longer than a document needs, at any depth."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise SecurityError("a text is too long")
    elif isinstance(value, list | tuple | dict):
        _count_parts(value)
    return value


def _count_parts(value: Any) -> None:
    """Go through all that a list holds; one that stands in it twice counts twice."""
    left = [iter((value,))]
    count = 0
    while left:
        for part in left[-1]:
            count += 1
            # An element takes more memory than a letter.
            if count > LONGEST // 5:
                raise SecurityError("a list holds too much")
            if isinstance(part, dict):
                left.append(iter(part.values()))
                break
            if isinstance(part, list | tuple):
                left.append(iter(part))
                break
        else:
            left.pop()


class CountingGenerator(CodeGenerator):
    """Compiles templates so that they count their steps, and bound texts and lists they put together."""

    def blockvisit(self, nodes_: Iterable[nodes.Node], frame: Frame) -> None:
        """The body of a loop, a branch, a macro: a step and the words that stand in it."""
        inside = list(nodes_)
        words = sum(
            len(each.data)
            for node in inside
            if isinstance(node, nodes.Output)
            for each in node.nodes
            if isinstance(each, nodes.TemplateData)
        )
        self.writeline(f"environment.budget.spend({words})")
        super().blockvisit(inside, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802
        """A number that Python can write down: one of endless size would be the name `inf`."""
        if isinstance(node.value, float) and not math.isfinite(node.value):
            self.fail("a number is too large", node.lineno)
        super().visit_Const(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a ~ b`: the lengths are known before the texts are joined."""
        self.write("environment.join_texts((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        """`[a, b]`, which may hold lists that hold lists."""
        self.write("environment.check_result(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        """`(a, b)`; the names that a loop or `set` binds are no values."""
        if node.ctx != "load":
            super().visit_Tuple(node, frame)
            return
        self.write("environment.check_result(")
        super().visit_Tuple(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """`{"a": b}`."""
        self.write("environment.check_result(")
        super().visit_Dict(node, frame)
        self.write(")")
