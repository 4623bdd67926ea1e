"""Composes the text of a record with libyaml: nodes with places, complaints in plain words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.diagnostics import Diagnostic, Place, Related
from innoreg.i18n import N_, T
from innoreg.store.text_decoding import find_tabs, finding
from innoreg.store.yaml_text.spans import scalars_in

# To YAML 1.1 these end a line, to YAML 1.2 and to every editor they are letters: libyaml would
# fold them into spaces and count its lines otherwise than people do.
_ODD_BREAKS = "\x85\u2028\u2029"


def replace_odd_breaks(text: str) -> tuple[str, Mapping[str, str]]:
    """The text with each odd line break replaced by an unused letter; letter -> line break."""
    present = [letter for letter in _ODD_BREAKS if letter in text]
    if not present:
        return text, {}
    # Private letters of Unicode: no document has them, and one letter for one keeps all places.
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    meant = {stand_in: letter for letter, stand_in in zip(present, free, strict=False)}
    for stand_in, letter in meant.items():
        text = text.replace(letter, stand_in)
    return text, meant


def restore_odd_breaks(node: Node, meant: Mapping[str, str]) -> None:
    """Put the characters back into every scalar below the node."""
    for scalar in scalars_in(node):
        for stand_in, letter in meant.items():
            scalar.value = scalar.value.replace(stand_in, letter)


UNFINISHED = "found unexpected end of stream"

# By the words of libyaml; PyYAML has no codes for them.
_PROBLEMS = {
    "found unexpected end of stream": N_("a quote was opened and not closed"),
    "found unexpected document indicator": N_("a quote was not closed before `---` or `...`"),
    "found character that cannot start any token": N_("a text may not begin with this character"),
    "could not find expected ':'": N_("a colon is missing after the key"),
    "mapping values are not allowed in this context": N_("a colon is not expected here"),
    "mapping keys are not allowed in this context": N_("a key is not expected here"),
    "block sequence entries are not allowed in this context": N_(
        "a line with “- ” does not fit here"
    ),
    "did not find expected key": N_("here the next key is expected"),
    "did not find expected '-' indicator": N_("here the next “- ” of the list is expected"),
    "did not find expected ',' or ']'": N_("a comma or the closing bracket ] is missing"),
    "did not find expected ',' or '}'": N_("a comma or the closing bracket } is missing"),
    "did not find expected node content": N_("a value is missing here"),
    "did not find expected <document start>": N_("here the record is over, and more follows"),
    "found unknown escape character": N_("a backslash in double quotes must be written twice"),
    "did not find expected hexdecimal number": N_("after \\x or \\u a number is expected"),
    "found invalid Unicode character escape code": N_("there is no character with this number"),
    "did not find expected alphabetic or numeric character": N_(
        "a text that begins with & or * needs quotes"
    ),
    "did not find expected whitespace or line break": N_("a text that begins with ! needs quotes"),
    "did not find expected tag URI": N_("a text that begins with ! needs quotes"),
    "did not find expected '!'": N_("a text that begins with ! needs quotes"),
    "did not find expected comment or line break": N_("after | or > the line must end"),
    "found a tab character where an indentation space is expected": N_("a tab in the indentation"),
    "found a tab character that violates indentation": N_("a tab in the indentation"),
    "found undefined alias": N_("a text that begins with * needs quotes"),
    "found duplicate anchor; first occurrence": N_("a text that begins with & needs quotes"),
    "found undefined tag handle": N_("a text that begins with ! needs quotes"),
    "found unexpected ':'": N_("a colon is not expected here"),
    "could not find expected directive name": N_("a text that begins with % needs quotes"),
    "found unknown directive name": N_("a text that begins with % needs quotes"),
    "found incompatible YAML document": N_("this version of YAML is not known"),
}
_CONTEXTS = {
    "while scanning a quoted scalar": N_("the quote was opened here"),
    "while parsing a quoted scalar": N_("the quote was opened here"),
    "while scanning a simple key": N_("the key stands here"),
    "while scanning a block scalar": N_("the text of several lines begins here"),
    "while scanning a plain scalar": N_("the text begins here"),
    "while parsing a block mapping": N_("the lines `key: value` begin here"),
    "while parsing a block collection": N_("the list begins here"),
    "while parsing a flow sequence": N_("the bracket [ was opened here"),
    "while parsing a flow mapping": N_("the bracket { was opened here"),
}


def problem_text(words: str) -> T:
    """A complaint of libyaml in our words; its own where the complaint is a rare one."""
    return T(_PROBLEMS.get(words, words))


def context_text(words: str) -> T:
    """What had begun at the place that a complaint belongs to."""
    return T(_CONTEXTS[words]) if words in _CONTEXTS else T("it began here")


# Deeper than any record of the format nests.
MAX_DEPTH = 64
# libyaml's composer recurses on the C stack and takes the process with it. These cheap looks
# decide whether the exact, non-recursive count of nesting is worth its time.
_DEEP = re.compile(r"\n {80}|(?:[-?:][ \t]+){16}")
# So few brackets cannot be nested too deeply, however they stand.
_FLOW = 40
_TOO_DEEP = "exceeded maximum nesting depth"
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Composes scalars as texts: finding their types would take a fifth of the time."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        return ""

    def descend_resolver(self, _node: Any, _index: Any) -> None:
        """Nothing to do: no type depends on where a value stands."""

    def ascend_resolver(self) -> None:
        """Nothing to do: nothing was descended into."""


def compose(file: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of the one document in `text`, and what is wrong with it."""
    plain_text, odd = replace_odd_breaks(text)
    found, is_harmful = _check_harm(file, plain_text)
    if is_harmful:
        return None, found
    node, more = _compose_text(file, plain_text)
    if node is not None and odd:
        restore_odd_breaks(node, odd)
    return node, found + more


def _compose_text(file: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    loader = _Loader(text)
    try:
        if not loader.check_node():
            message, hint = T("the file holds no record"), T("fill it in or delete it")
            return None, [finding("empty-file", Place(file), message, hint)]
        node: Node = loader.get_node()
        if loader.check_node():
            place, message = node_place(file, loader.get_node()), T("a second document begins here")
            hint = T("one file is one record: move this one to a file of its own")
            return None, [finding("several-documents", place, message, hint)]
    except yaml.MarkedYAMLError as error:
        return None, _syntax_diagnostics(file, text, error)
    except yaml.reader.ReaderError:
        return None, [_bad_character(file, text)]
    finally:
        # Frees the parser in C, which refers to itself.
        loader.dispose()
    return node, []


def _check_harm(file: str, text: str) -> tuple[list[Diagnostic], bool]:
    """Findings of anchors, tags and depth, and whether composing the text could do harm.

    Too deep a text overflows the C stack; aliases can multiply a few lines to gigabytes.
    """
    found: list[Diagnostic] = []
    suspicious = "&" in text or "*" in text or "!" in text
    suspicious = suspicious or text.count("[") + text.count("{") > _FLOW or bool(_DEEP.search(text))
    if not suspicious:
        return found, False
    depth, aliased = 0, False
    try:
        # Events do not recurse, so any depth can be counted.
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return [*found, _too_deep(file, event.start_mark)], True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            aliased = aliased or isinstance(event, yaml.AliasEvent)
            found += _find_anchors_and_tags(file, event)
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
        _mark_place(file, mark) if mark else Place(file),
        T("nested deeper than {limit} levels", limit=MAX_DEPTH),
        T("check the brackets and the indentation"),
    )


def _find_anchors_and_tags(file: str, event: Any) -> Iterator[Diagnostic]:
    if getattr(event, "anchor", None):
        yield finding(
            "anchor",
            _mark_place(file, event.start_mark),
            T("anchors and aliases are not used in records: “{name}”", name=event.anchor),
            T("write the value out; a text that begins with & or * needs quotes"),
        )
    # `!` alone says that a scalar is a text, which all of ours are.
    if getattr(event, "tag", None) not in (None, "!"):
        yield finding(
            "yaml-tag",
            _mark_place(file, event.start_mark),
            T("tags are not used in records: “{tag}”", tag=event.tag),
            T("remove the tag; a text that begins with ! needs quotes"),
        )


def _syntax_diagnostics(file: str, text: str, error: yaml.MarkedYAMLError) -> list[Diagnostic]:
    mark = error.problem_mark or error.context_mark
    place = _mark_place(file, mark) if mark else Place(file)
    # libyaml complains of what follows a tab; the tab itself is what people must replace.
    if stumbled := [d for d in find_tabs(file, text) if d.place.line == place.line]:
        return [d for d in find_tabs(file, text) if d.place.line >= stumbled[0].place.line]
    began = _mark_place(file, error.context_mark) if error.context_mark else place
    if mark and not text[mark.index :].strip():
        # Whatever is missing at the end of the file is looked for where it was opened.
        place = began
    related: tuple[Related, ...] = ()
    if began.line != place.line:
        related = (Related(began, context_text(error.context or "")),)
    message = T(
        "not valid YAML: {problem}", problem=problem_text(error.problem or error.context or "?")
    )
    return [Diagnostic("yaml-syntax", "error", place, message, _advice(text, place), None, related)]


def _advice(text: str, place: Place) -> T:
    lines = text.split("\n")
    line = lines[min(place.line, len(lines)) - 1] if lines else ""
    # The commonest slip: words with a colon or a number sign, not between quotes.
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


def _mark_place(file: str, mark: Any, end: Any = None) -> Place:
    same_line = end is not None and end.line == mark.line
    return Place(file, mark.line + 1, mark.column + 1, end.column + 1 if same_line else None)


def node_place(file: str, node: Node) -> Place:
    """The place of the node; its end only where that is on the same line."""
    return _mark_place(file, node.start_mark, node.end_mark)


def node_data(file: str, node: Node, found: list[Diagnostic]) -> Any:
    """The dicts, lists and texts that the nodes hold; an empty value is "".

    Scalars stay texts, so that `7.10` remains «7.10». What is wrong with keys is added to `found`.
    """
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [node_data(file, child, found) for child in node.value]
    assert isinstance(node, MappingNode)
    return _mapping_data(file, node, found)


def _mapping_data(file: str, node: MappingNode, found: list[Diagnostic]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    keys: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            hint = T("a key is a word; quotes are needed around [ ] { }")
            found.append(
                finding("wrong-shape", node_place(file, key), T("a key must be a word"), hint)
            )
        # A dict would keep the last of two values silently; a record must not lose the first.
        elif key.value in keys:
            found.append(_duplicate(file, key, keys[key.value]))
        else:
            keys[key.value] = key
            data[key.value] = node_data(file, value, found)
    return data


def _duplicate(file: str, key: ScalarNode, first: Node) -> Diagnostic:
    return Diagnostic(
        "duplicate-key",
        "error",
        node_place(file, key),
        T("the key “{key}” stands twice", key=key.value),
        T("keep one of them: the other value would be lost"),
        None,
        (Related(node_place(file, first), T("it stands here first")),),
    )
