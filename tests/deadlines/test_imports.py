"""The modules of the language import one another in one direction only."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import innoreg.deadlines

HOME = Path(innoreg.deadlines.__file__).parent


def imported(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules a file imports, also inside functions and for type checking only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found & modules.keys()


def test_no_circle() -> None:
    # The face stands above all others and imports each of them when it is asked for.
    modules = {
        ".".join(("innoreg.deadlines", *path.relative_to(HOME).with_suffix("").parts)): path
        for path in HOME.rglob("*.py")
        if path.name != "__init__.py"
    }
    arrows = {name: imported(path, modules) for name, path in modules.items()}
    assert list(TopologicalSorter(arrows).static_order())[-1] == "innoreg.deadlines.parser"
