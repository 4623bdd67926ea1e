"""Names in a template that its context does not have, found by following the context's types."""

import difflib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from innoreg.i18n import T
from innoreg.render.declinable_words import Word

ANY = object
_SAME = frozenset(
    {"list", "sort", "reverse", "selectattr", "rejectattr", "select", "reject", "unique"}
)
_ONE = frozenset({"first", "last", "random", "min", "max"})
_OF_MAPPING = frozenset({"items", "keys", "values", "get"})
_BUILT_IN = frozenset({"loop", "range", "dict", "namespace", "cycler", "joiner", "caller", "varargs",
                       "kwargs", "self", "true", "false", "none"})  # fmt: skip
Scope = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the context does not have, and the closest one it has."""

    line: int
    name: str
    close: str | None

    @property
    def hint(self) -> T | None:
        """«возможно, …»."""
        return T("perhaps {close}", close=self.close) if self.close else None


def unknown_names(template: nodes.Template, names: Any) -> list[Unknown]:
    """Every unknown name of the template, in reading order; `names` is the context's TypedDict."""
    walker = _Walker(typing.get_type_hints(names))
    walker.walk_body(template.body, {})
    return walker.found


class _Walker:
    """Walks a parsed template once; a scope maps the names bound so far to their types."""

    def __init__(self, context: Scope) -> None:
        self._context = context
        self.found: list[Unknown] = []

    def walk_body(self, body: list[nodes.Node], scope: Scope) -> None:
        """Walk the statements in order; a name that one binds is known to the next ones."""
        known = dict(scope)
        for node in body:
            known.update(self._walk_statement(node, known))

    def _walk_statement(self, node: nodes.Node, scope: Scope) -> Scope:
        if isinstance(node, nodes.For):
            self._walk_loop(node, scope)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            arguments = {a.name: ANY for a in node.args}
            if isinstance(node, nodes.CallBlock):
                self._type_of(node.call, scope)
            self.walk_body(node.body, {**scope, **arguments})
            return {node.name: ANY} if isinstance(node, nodes.Macro) else {}
        elif isinstance(node, nodes.Assign):
            return _bind_target(node.target, self._type_of(node.node, scope))
        elif isinstance(node, nodes.AssignBlock):
            self.walk_body(node.body, scope)
            return _bind_target(node.target, ANY)
        elif isinstance(node, nodes.Import):
            return {node.target: ANY}
        elif isinstance(node, nodes.FromImport):
            return {n if isinstance(n, str) else n[1]: ANY for n in node.names}
        elif isinstance(node, nodes.If):
            self._type_of(node.test, scope)
            for inside in (node.body, node.elif_, node.else_):
                self.walk_body(list(inside), scope)
        elif isinstance(node, nodes.Expr):
            self._type_of(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._walk_statement(child, scope)
        return {}

    def _walk_loop(self, node: nodes.For, scope: Scope) -> None:
        inside = {
            **scope,
            **_bind_target(node.target, _element_type(self._type_of(node.iter, scope))),
        }
        if node.test is not None:
            self._type_of(node.test, inside)
        self.walk_body(node.body, {**inside, "loop": ANY})
        self.walk_body(node.else_, scope)

    def _type_of(self, node: nodes.Node, scope: Scope) -> Any:
        """The type of an expression, `ANY` where it is not known; notes unknown names in it."""
        if isinstance(node, nodes.Name):
            return self._type_of_name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._type_of_attribute(self._type_of(node.node, scope), node.attr, node.lineno)
        if isinstance(node, nodes.Getitem):
            return self._type_of_item(node, scope)
        below = [self._type_of(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Filter) and below:
            return (
                below[0]
                if node.name in _SAME
                else _element_type(below[0])
                if node.name in _ONE
                else ANY
            )
        if isinstance(node, nodes.Add | nodes.CondExpr | nodes.Or):
            return next((found for found in below if found is not ANY), ANY)
        return ANY

    def _type_of_name(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        if node.name in self._context:
            return _without_none(self._context[node.name])
        if node.name not in _BUILT_IN:
            self._note_unknown(node.lineno, node.name, [*self._context, *scope])
        return ANY

    def _type_of_item(self, node: nodes.Getitem, scope: Scope) -> Any:
        base = self._type_of(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._type_of_attribute(base, node.arg.value, node.lineno)
        self._type_of(node.arg, scope)
        return base if isinstance(node.arg, nodes.Slice) else _element_type(base)

    def _type_of_attribute(self, base: Any, name: str, line: int) -> Any:
        if base is Word:
            known: list[str] = ["text", "signed", "kind", "case"]
        elif typing.is_typeddict(base):
            fields = typing.get_type_hints(base)
            if name in fields:
                return _without_none(fields[name])
            known = [*fields, *_OF_MAPPING]
        else:
            return ANY
        if name not in known:
            self._note_unknown(line, name, known)
        return ANY

    def _note_unknown(self, line: int, name: str, known: list[str]) -> None:
        close = difflib.get_close_matches(name, known, 1)
        self.found.append(Unknown(line, name, close[0] if close else None))


def _bind_target(target: nodes.Node, kind: Any) -> dict[str, Any]:
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    return {name.name: ANY for name in target.find_all(nodes.Name)}


def _element_type(kind: Any) -> Any:
    """The type of a list's elements, `ANY` of all else."""
    return _without_none(typing.get_args(kind)[0]) if typing.get_origin(kind) is list else ANY


def _without_none(kind: Any) -> Any:
    """The type without «or None»."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return next(_without_none(one) for one in typing.get_args(kind) if one is not type(None))
    return kind
