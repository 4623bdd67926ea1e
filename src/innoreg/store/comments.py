"""Comments and blank lines of a text, found in the gaps between its values."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode

from innoreg.store.span import content_end

# Between two values nothing else can hold a number sign.
_COMMENT = re.compile(r"#[^\n]*")
_BLANK = re.compile(r"(?<=\n)[ \t]*\n")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """Where it stands (index, row and column from 0) and its words; "" is a blank line."""

    index: int
    row: int
    column: int
    words: str


def comments(text: str, root: Node) -> list[Comment]:
    """Every comment and blank line in reading order; the lines of `text` end with LF."""
    spots: list[tuple[int, str]] = []
    at = 0
    for scalar in _scalars(root):
        start = scalar.start_mark.index
        spots += _in_gap(text, at, start)
        at = content_end(text, scalar)
        if scalar.style in ("|", ">") and (header := _HEADER.match(text, start)):
            spots.append((header.start(1), header[1]))
    spots += _in_gap(text, at, len(text))
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    return [_comment(starts, index, words) for index, words in spots]


def _scalars(node: Node) -> Iterator[ScalarNode]:
    """Every scalar, keys too, in the order of the text."""
    if isinstance(node, ScalarNode):
        yield node
        return
    for part in node.value:
        for child in part if isinstance(node, MappingNode) else (part,):
            yield from _scalars(child)


def _in_gap(text: str, start: int, end: int) -> list[tuple[int, str]]:
    spots = [(m.start(), m[0]) for m in _COMMENT.finditer(text, start, end)]
    spots += [(m.start(), "") for m in _BLANK.finditer(text, start, end)]
    return sorted(spots)


def _comment(starts: list[int], index: int, words: str) -> Comment:
    row = bisect_right(starts, index) - 1
    return Comment(index, row, index - starts[row], words.rstrip())
