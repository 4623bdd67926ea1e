"""No pattern uses what Python 3.11.2, the system Python of Debian 12, matches wrongly."""

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "innoreg"
# `*+`, `++`, `?+`, `{2}+` and `(?>…)`: there a group inside may capture the wrong text.
NEWER = re.compile(r"(?<!\\)[*+?]\+|\d\}\+|\(\?>")


def test_no_possessive_repetition_and_no_atomic_group() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value!r}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and NEWER.search(node.value)
    ]
    assert found == [], (
        "write the repetition so that it cannot give anything back (store/canonical)"
    )
