"""Where a YAML value and its line end in the source text, and replacing several spans at once."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# All that libyaml takes for the end of a line.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HEADER = re.compile("[|>][-+0-9]*")


class Edit(NamedTuple):
    """`text` in place of [start, end); an insertion where both are one."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; insertions at one place keep their order.

    Raises ValueError where two edits overlap.
    """
    pieces, at = [], 0
    # A stable sort: insertions at one place stay in the order they were made.
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError("two edits touch the same words")
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def line_break(text: str) -> str:
    """The line end of the text's first line; "\\n" where there is none."""
    found = _BREAK.search(text)
    return found[0] if found and found[0] in ("\r\n", "\n", "\r") else "\n"


def content_end(text: str, node: Node) -> int:
    """The index behind the last character of the value, without comments and blank lines after it."""
    if isinstance(node, ScalarNode):
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if not is_block_scalar(node):
            return end
        header = _HEADER.match(text, start)
        # With `|+` the blank lines at the end belong to the value.
        keeps = header is not None and "+" in header[0]
        return end if keeps else start + len(text[start:end].rstrip(" \r\n\x85\u2028\u2029"))
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    # Of a key without a value the key ends later.
    return max(content_end(text, last) for last in node_entries(node)[-1])


def is_flow(node: Node) -> bool:
    """Whether the value is a mapping or a list between brackets."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def is_block_scalar(node: Node) -> bool:
    """Whether the value is a text of several lines behind `|` or `>`."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def node_entries(node: Node) -> list[tuple[Any, Any]]:
    """Keys with their values; an element of a list stands for both."""
    return node.value if isinstance(node, MappingNode) else [(one, one) for one in node.value]


def scalars_in(node: Node) -> Iterator[ScalarNode]:
    """Every scalar at and below the node, keys too, in the order of the text."""
    if isinstance(node, ScalarNode):
        yield node
        return
    for key, value in node_entries(node):
        if key is not value:
            yield from scalars_in(key)
        yield from scalars_in(value)


def next_line_start(text: str, node: Node) -> int:
    """Where the line after the value begins; the length of the text where there is none."""
    at = content_end(text, node)
    if at and _ends_with_block_scalar(node) and _BREAK.match(text, at - 1):
        return at
    found = _BREAK.search(text, at)
    return found.end() if found else len(text)


def _ends_with_block_scalar(node: Node) -> bool:
    """Whether the value ends with a block scalar, whose end lies behind its last line break."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not is_flow(node):
        node = node_entries(node)[-1][1]
    return is_block_scalar(node)


def insert_lines_after(text: str, node: Node, lines: Iterable[str]) -> Edit:
    """The edit that inserts lines below the value's last one.

    Where the text has no final line break, it has none afterwards either.
    """
    newline = line_break(text)
    at = next_line_start(text, node)
    ended = at == 0 or _BREAK.match(text, at - 1) is not None
    new = newline.join(lines)
    return Edit(at, at, new + newline if ended else newline + new)


def line_start(text: str, at: int) -> int:
    """Where the line that holds `at` begins."""
    # Nearly all lines are shorter than 4096: looking at the whole text for each edit is quadratic.
    starts = [m.end() for m in _BREAK.finditer(text, max(0, at - 4096), at)]
    if starts or at < 4096:
        return starts[-1] if starts else 0
    return max((m.end() for m in _BREAK.finditer(text, 0, at)), default=0)
