"""The plan of the house: who may import whom. This table is its documentation."""

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "innoreg"
BOTTOM = {
    "i18n",
    "folding",
    "record_kinds",
    "value_words",
    "process",
    "installation",
    "regular_file",
    "file_kinds",
    "whole_file",
    "file_lock",
    "hidden_signs",
    "output_folder",
}
MAY_USE: dict[str, set[str]] = {
    "i18n": set(),
    "folding": set(),
    "record_kinds": set(),
    "value_words": set(),
    "process": set(),
    "installation": set(),
    "regular_file": {"i18n"},
    "hidden_signs": set(),
    "file_kinds": set(),
    "whole_file": set(),
    "file_lock": set(),
    "output_folder": {"errors"},
    "errors": {"i18n"},
    "diagnostics": {"i18n"},
    "deadlines": set(),
    "language": set(),
    "matching": set(),
    "model": {"diagnostics", "deadlines"},
    "store": {"model", "diagnostics", "errors"},
    "ledger": {"model", "deadlines"},
    "criteria": {"model", "ledger"},
    "rules": {"model", "ledger", "criteria", "diagnostics", "deadlines"},
    "queries": {"model", "ledger", "criteria", "deadlines", "diagnostics", "errors", "matching"},
    "importing": {"model", "deadlines", "diagnostics", "errors"},
    "render": {"model", "ledger", "language", "errors", "diagnostics", "deadlines"},
    "pages": {
        "model", "queries", "ledger", "report", "errors", "diagnostics", "deadlines", "render",
    },
    "report": {"model", "queries", "criteria", "diagnostics", "deadlines", "ledger", "matching"},
    "export": {"model", "queries", "ledger", "criteria", "errors", "report"},
    "mail": {"errors"},
    "cache": {
        "errors", "diagnostics", "deadlines", "model", "store", "ledger", "rules",
        "queries", "report",
    },
    "cli": {
        "errors", "diagnostics", "deadlines", "language", "model", "store", "ledger", "rules",
        "queries", "importing", "render", "report", "export", "cache", "criteria",
        "pages", "mail",
    },
    "register": {
        "model", "store", "ledger", "rules", "queries", "report", "language", "errors", "diagnostics",
    },
    "__main__": {"cli"},
}  # fmt: skip
PURE = {"deadlines", "language", "matching"}


def modules() -> list[Path]:
    return sorted(p for p in SOURCE.rglob("*.py") if p != SOURCE / "__init__.py")


def layer(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """What a module imports, inside functions and for types too: `innoreg.store.tree`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def used(path: Path) -> Iterator[str]:
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "innoreg" and len(parts) > 1 and parts[1] in MAY_USE:
            yield parts[1]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_arrows_point_one_way(path: Path) -> None:
    mine = layer(path)
    allowed = MAY_USE[mine] | {mine} | (set() if mine in PURE else BOTTOM)
    assert set(used(path)) <= allowed


def test_no_import_leads_round_in_a_circle() -> None:
    names = {
        ".".join(("innoreg", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in modules()
    }
    # Not the packages around a module: what it takes from them are its neighbours.
    graph = {
        name: {other for other in imported(path) if other in names and not name.startswith(other)}
        for name, path in names.items()
    }
    # Raises CycleError, which names the modules.
    TopologicalSorter(graph).prepare()


def test_no_file_name_stands_in_more_than_two_packages() -> None:
    counts = Counter(path.name for path in modules() if path.name != "__init__.py")
    found = {name: n for name, n in counts.items() if n > 2}
    assert found == {}, "a module's name tells what it is without its package"


def test_no_module_is_longer_than_350_lines() -> None:
    found = [p.name for p in modules() if len(p.read_text("utf-8").splitlines()) > 350]
    assert found == [], "split it where it does two things"


def test_no_command_imports_another() -> None:
    folder = SOURCE / "cli" / "commands"
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(folder.glob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "import" in line and "innoreg.cli.commands" in line
    ]
    assert found == [], "what two commands need goes into a module of cli/ beside them"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_says_in_its_first_line_what_belongs_there(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_only_where_questions_come_in_is_the_clock_looked_at() -> None:
    clock = [".today()", ".now(", "time.time("]
    found = [
        str(p.relative_to(SOURCE))
        for p in modules()
        if layer(p) not in ("cli", "register")
        and any(word in p.read_text(encoding="utf-8") for word in clock)
    ]
    assert found == []
