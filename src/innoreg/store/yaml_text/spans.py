"""Spans of a text and their replacement: where a value ends, where its line does."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# What libyaml takes for the end of a line.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HEADER = re.compile("[|>][-+0-9]*")


class Edit(NamedTuple):
    """`text` in place of [start, end); an insertion where both are one."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; insertions at one place keep their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError("two edits touch the same words")
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def line_break(text: str) -> str:
    """How the lines of the text end: as its first one does."""
    found = _BREAK.search(text)
    return found[0] if found and found[0] in ("\r\n", "\n", "\r") else "\n"


def content_end(text: str, node: Node) -> int:
    """Behind the last character of the value; comments and blank lines after it are not of it."""
    if isinstance(node, ScalarNode):
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if node.style not in ("|", ">"):
            return end
        header = _HEADER.match(text, start)
        keeps = header is not None and "+" in header[0]
        return end if keeps else start + len(text[start:end].rstrip(" \r\n\x85\u2028\u2029"))
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if not isinstance(node, MappingNode):
        return content_end(text, last)
    return max(content_end(text, last[0]), content_end(text, last[1]))


def is_flow(node: Node) -> bool:
    """Whether the value stands between brackets."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


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
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def insert_lines_after(text: str, node: Node, lines: Iterable[str]) -> Edit:
    """Insert whole lines below the value's last one; a missing final line break stays missing."""
    newline = line_break(text)
    at = next_line_start(text, node)
    ended = at == 0 or _BREAK.match(text, at - 1) is not None
    new = newline.join(lines)
    return Edit(at, at, new + newline if ended else newline + new)


def line_start(text: str, at: int) -> int:
    """Where the line that holds `at` begins."""
    starts = [m.end() for m in _BREAK.finditer(text, max(0, at - 4096), at)]
    if starts or at < 4096:
        return starts[-1] if starts else 0
    return max((m.end() for m in _BREAK.finditer(text, 0, at)), default=0)
