"""Every small change of a source file that a test should notice.

Changed are comparisons at boundaries, and/or, not, +/-, numbers, min/max, any/all, True/False, what
is returned, continue/break, and statements that are left out. Docstrings, annotations, decorators,
assertions and messages are not: their changes make no difference that counts.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path("src", "innoreg")

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
MESSAGES = {"T", "_", "ConfigDict", "Literal", "TypeVar", "cast"}
EMPTY = ("None", "False", "()", "[]", "{}", "''", "set()")
TEXTS = (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)


class Mutant(NamedTuple):
    """A change: from byte to byte of a file, in a function, `old` becomes `new`."""

    path: Path
    function: str
    line: int
    start: int
    end: int
    old: str
    new: str

    @property
    def package(self) -> str:
        return self.path.relative_to(SOURCE).parts[0]

    def __str__(self) -> str:
        old, new = (" ".join(text.split())[:90] for text in (self.old, self.new))
        return f"{self.path.as_posix()}:{self.line}: {old}  →  {new}"


def mutants_of(path: Path, source: bytes) -> list[Mutant]:
    """Every mutant of a file, in the order of its lines; `path` is told in the mutants."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, function, new in _changes(ast.parse(source), "", ""):
        assert isinstance(node, ast.expr | ast.stmt)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        old = source[start:end].decode()
        found.append(Mutant(path, function, node.lineno, start, end, old, new))
    return sorted(found, key=lambda mutant: (mutant.start, mutant.end, mutant.new))


def _changes(node: ast.AST, prefix: str, function: str) -> Iterator[tuple[ast.AST, str, str]]:
    """Nodes that can be changed, the function they are in ("" for none), and what stands instead."""
    if _is_of_no_account(node):
        return
    for new in _replacements(node):
        yield node, function, new
    children = [c for c in ast.iter_child_nodes(node) if c is not getattr(node, "annotation", None)]
    if isinstance(node, ast.FunctionDef):
        for each in ast.walk(node):
            if isinstance(each, ast.Return) and node.returns:
                each.empty = _empty(node.returns)  # type: ignore[attr-defined]
        children = [node.args, *node.body]
        prefix, function = f"{prefix}{node.name}.<locals>.", prefix + node.name
    elif isinstance(node, ast.ClassDef):
        children, prefix = [*node.body], f"{prefix}{node.name}."
    for child in children:
        yield from _changes(child, prefix, function)


def _is_of_no_account(node: ast.AST) -> bool:
    """Whether a change below a node would change no behaviour, or only the words of a message.

    Places inside f-strings are besides not told rightly by Python before 3.12.
    """
    if isinstance(node, ast.Assert | ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return True
    if isinstance(node, ast.Assign) and "__" in ast.unparse(node.targets[0]):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in (
            *("strict", "maxsize", "timeout"),
            *("frozen", "slots", "repr", "compare"),
        )
    named = getattr(node, "func", getattr(node, "value", None))
    return isinstance(node, ast.Call | ast.Subscript) and getattr(named, "id", "") in MESSAGES


def _replacements(node: ast.AST) -> Iterator[str]:
    """What can stand in place of a node."""
    match node:
        case ast.Compare():
            for at, op in enumerate(node.ops):
                if swap := SWAPS.get(type(op)):
                    ops = [*node.ops[:at], swap(), *node.ops[at + 1 :]]
                    yield f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"  # type: ignore[arg-type]
        case ast.BoolOp():
            yield f"({ast.unparse(ast.BoolOp(SWAPS[type(node.op)](), node.values))})"  # type: ignore[arg-type]
        case ast.BinOp(left, ast.Add() | ast.Sub(), right):
            if not any(_is_text(side) for side in (left, right)):
                yield f"({ast.unparse(ast.BinOp(left, SWAPS[type(node.op)](), right))})"  # type: ignore[arg-type]
        case ast.UnaryOp(ast.Not(), operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(bool(value)):
            yield str(not value)
        case ast.Constant(int(value)):
            yield from (f"{value + 1}", f"({value - 1})")
        case ast.Name(name) if name in CALLS:
            yield CALLS[name]
        case ast.Return(value) if value is not None and ast.unparse(value) not in EMPTY:
            yield f"return {getattr(node, 'empty', None)}"
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"
        case ast.Expr() | ast.AugAssign():
            yield "pass"
        case ast.Assign([ast.Attribute() | ast.Subscript()]):
            yield "pass"
        case ast.If(body=[*_, ast.Return() | ast.Continue() | ast.Raise()], orelse=[]):
            yield "pass"


def _is_text(node: ast.AST) -> bool:
    """Whether subtraction would fail at once, which any test would notice."""
    return isinstance(node, TEXTS) or (
        isinstance(node, ast.Constant) and not isinstance(node.value, int)
    )


def _empty(returns: ast.expr) -> str:
    """The empty value of what a function is annotated to return."""
    name = ast.unparse(returns).partition("[")[0]
    return f"{name}()" if name in ("list", "tuple", "dict", "set", "str") else "None"
