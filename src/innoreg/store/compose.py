"""Text -> YAML nodes with places, through libyaml; what would harm it is stopped before."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.diagnostics import Diagnostic, Place, Related
from innoreg.i18n import T
from innoreg.store.breaks import restore, without_odd_breaks
from innoreg.store.decode import finding, tabs
from innoreg.store.syntax import context, problem

MAX_DEPTH = 64
# libyaml's composer recurses on the C stack and takes the process with it. These cheap looks
# decide whether the exact, non-recursive count of nesting is worth its time.
_DEEP = re.compile(r"\n {80}|(?:[-?:][ \t]+){16}")
_FLOW = 40
_TOO_DEEP = "exceeded maximum nesting depth"
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Every scalar is text, so the search for its type, a fifth of composing, is left out."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        return ""

    def descend_resolver(self, _node: Any, _index: Any) -> None:
        """Nothing depends on where a value stands."""

    def ascend_resolver(self) -> None:
        """Nothing was descended into."""


def compose(file: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of the one document in `text`, and what is wrong with it."""
    plain_text, odd = without_odd_breaks(text)
    found, is_harmful = _harmful(file, plain_text)
    if is_harmful:
        return None, found
    node, more = _composed(file, plain_text)
    if node is not None and odd:
        restore(node, odd)
    return node, found + more


def _composed(file: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    loader = _Loader(text)
    try:
        if not loader.check_node():
            return None, [_empty(file)]
        node: Node = loader.get_node()
        if loader.check_node():
            return None, [_second_document(file, loader.get_node())]
    except yaml.MarkedYAMLError as error:
        return None, _syntax(file, text, error)
    except yaml.reader.ReaderError:
        return None, [_bad_character(file, text)]
    finally:
        loader.dispose()
    return node, []


def _empty(file: str) -> Diagnostic:
    return finding(
        "empty-file", Place(file), T("the file holds no record"), T("fill it in or delete it")
    )


def _second_document(file: str, node: Node) -> Diagnostic:
    return finding(
        "several-documents",
        place_of(file, node),
        T("a second document begins here"),
        T("one file is one record: move this one to a file of its own"),
    )


def _harmful(file: str, text: str) -> tuple[list[Diagnostic], bool]:
    """Anchors, tags and depth; and whether composing the text could harm."""
    found: list[Diagnostic] = []
    suspicious = "&" in text or "*" in text or "!" in text
    suspicious = suspicious or text.count("[") + text.count("{") > _FLOW or bool(_DEEP.search(text))
    if not suspicious:
        return found, False
    depth, aliased = 0, False
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return [*found, _too_deep(file, event.start_mark)], True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            aliased = aliased or isinstance(event, yaml.AliasEvent)
            found += _anchors(file, event)
    except yaml.YAMLError as error:
        # libyaml has a limit of its own since 0.2.6 and reads ahead: it may complain of the depth
        # before the first of those events is handed out.
        if _TOO_DEEP in str(error):
            return [*found, _too_deep(file, getattr(error, "problem_mark", None))], True
        return found, aliased  # the composer will say the same with its place
    return found, aliased


def _too_deep(file: str, mark: Any) -> Diagnostic:
    return finding(
        "too-deep",
        _place(file, mark) if mark else Place(file),
        T("nested deeper than {limit} levels", limit=MAX_DEPTH),
        T("check the brackets and the indentation"),
    )


def _anchors(file: str, event: Any) -> Iterator[Diagnostic]:
    if getattr(event, "anchor", None):
        yield finding(
            "anchor",
            _place(file, event.start_mark),
            T("anchors and aliases are not used in records: “{name}”", name=event.anchor),
            T("write the value out; a text that begins with & or * needs quotes"),
        )
    if getattr(event, "tag", None) not in (None, "!"):
        yield finding(
            "yaml-tag",
            _place(file, event.start_mark),
            T("tags are not used in records: “{tag}”", tag=event.tag),
            T("remove the tag; a text that begins with ! needs quotes"),
        )


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> list[Diagnostic]:
    mark = error.problem_mark or error.context_mark
    place = _place(file, mark) if mark else Place(file)
    if stumbled := [d for d in tabs(file, text) if d.place.line == place.line]:
        return [d for d in tabs(file, text) if d.place.line >= stumbled[0].place.line]
    began = _place(file, error.context_mark) if error.context_mark else place
    if mark and not text[mark.index :].strip():
        # Whatever is missing at the end of the file is looked for where it was opened.
        place = began
    related: tuple[Related, ...] = ()
    if began.line != place.line:
        related = (Related(began, context(error.context or "")),)
    message = T("not valid YAML: {problem}", problem=problem(error.problem or error.context or "?"))
    return [Diagnostic("yaml-syntax", "error", place, message, _advice(text, place), None, related)]


def _advice(text: str, place: Place) -> T:
    lines = text.split("\n")
    line = lines[min(place.line, len(lines)) - 1] if lines else ""
    if line.count(": ") > 1 or re.search(r":\s.*[#{}\[\],&*!|>%@`]", line):
        return T("a text with : # [ ] { } & * ! in it needs quotes around it")
    return T("check quotes and indentation here and on the line above")


def _bad_character(file: str, text: str) -> Diagnostic:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    at = found.start() if found else 0
    line_start = text.rfind("\n", 0, at) + 1
    return finding(
        "yaml-syntax",
        Place(file, text.count("\n", 0, at) + 1, at - line_start + 1),
        T("a character that YAML does not allow: {code}", code=f"U+{ord(text[at]):04X}"),
        T("delete the invisible character"),
    )


def _place(file: str, mark: Any, end: Any = None) -> Place:
    same_line = end is not None and end.line == mark.line
    return Place(file, mark.line + 1, mark.column + 1, end.column + 1 if same_line else None)


def place_of(file: str, node: Node) -> Place:
    """Where the node's own words stand."""
    return _place(file, node.start_mark, node.end_mark)


def plain(file: str, node: Node, found: list[Diagnostic]) -> Any:
    """Nodes -> dicts, lists and texts; scalars stay text, so that `7.10` remains «7.10» and nothing is ""."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [plain(file, child, found) for child in node.value]
    assert isinstance(node, MappingNode)
    return _mapping(file, node, found)


def _mapping(file: str, node: MappingNode, found: list[Diagnostic]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    keys: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            hint = T("a key is a word; quotes are needed around [ ] { }")
            found.append(
                finding("wrong-shape", place_of(file, key), T("a key must be a word"), hint)
            )
        elif key.value in keys:
            found.append(_duplicate(file, key, keys[key.value]))
        else:
            keys[key.value] = key
            data[key.value] = plain(file, value, found)
    return data


def _duplicate(file: str, key: ScalarNode, first: Node) -> Diagnostic:
    return Diagnostic(
        "duplicate-key",
        "error",
        place_of(file, key),
        T("the key “{key}” stands twice", key=key.value),
        T("keep one of them: the other value would be lost"),
        None,
        (Related(place_of(file, first), T("it stands here first")),),
    )
