"""Takes a text apart along its YAML; what a merge yields: decided text and conflicts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.store.yaml_text.composer import node_data
from innoreg.store.yaml_text.plain_reader import with_lf
from innoreg.store.yaml_text.spans import (
    content_end,
    is_block_scalar,
    is_flow,
    next_line_start,
    node_entries,
)


class Unusual(ValueError):
    """The text is laid out in a way that cannot be taken apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """An entry of a mapping, an element of a list, or the whole record.

    name: the key; of an element, the key of its list. lead: the comments and blank lines above.
    text: its own lines, whole; of an element, with a space where its dash stands; between
    brackets, just its own words. column: of the key or the dash. entry: it has a key.
    """

    name: str
    lead: str
    text: str
    node: Node
    column: int
    full: str
    offset: int
    entry: bool = True
    inline: bool = False

    @property
    def data(self) -> Any:
        """Its value as texts, lists and mappings."""
        return node_data("", self.node, [])

    @property
    def is_block(self) -> bool:
        """Whether it holds other pieces, each on lines of its own."""
        return is_collection_node(self.node) and not is_flow(self.node) and bool(self.node.value)

    @property
    def words(self) -> str:
        """The value alone, as it is written."""
        return self.full[self.node.start_mark.index : content_end(self.full, self.node)]

    def with_words(self, words: str) -> str:
        """Its text with another value in place of its own."""
        start = self.node.start_mark.index - self.offset
        return self.text[:start] + words + self.text[start + len(self.words) :]


def is_collection_node(node: Node) -> bool:
    """Whether the node holds others."""
    return isinstance(node, MappingNode | SequenceNode)


def record_piece(text: str, node: Node) -> Piece:
    """A whole record as one piece."""
    return Piece("", "", text, node, 0, text, 0, entry=False)


def head_line(piece: Piece) -> str:
    """The line of an entry that stands above what it holds: `items:`."""
    return piece.text[: piece.text.index("\n") + 1] if piece.entry and piece.is_block else ""


def children(piece: Piece) -> tuple[list[Piece], str]:
    """The pieces directly inside, in order, and the lines behind the last one."""
    if not is_collection_node(piece.node):
        return [], ""
    if is_flow(piece.node) or not piece.node.value:
        return list(_flow_children(piece)), ""
    found = []
    at = len(head_line(piece))
    for first, value in node_entries(piece.node):
        begin = _find_start(piece, first, at)
        start = piece.text.rfind("\n", 0, begin) + 1
        end = min(len(piece.text), next_line_start(piece.full, value) - piece.offset)
        # Two entries on one line, or words before the key.
        if piece.text[start:begin].strip() or start < at:
            raise Unusual
        text, entry = piece.text[start:end], isinstance(piece.node, MappingNode)
        if not entry:
            # Without its dash an element is laid out as a mapping is, and is merged like one.
            text = text[: begin - start] + " " + text[begin - start + 1 :]
        name = first.value if entry else piece.name
        lead, offset = piece.text[at:start], piece.offset + start
        found.append(Piece(name, lead, text, value, begin - start, piece.full, offset, entry))
        at = end
    return found, piece.text[at:]


def _find_start(piece: Piece, first: Node, at: int) -> int:
    """Where the key or the dash stands in the piece's text."""
    if isinstance(piece.node, MappingNode):
        return int(first.start_mark.index) - piece.offset
    column = piece.node.start_mark.column
    while True:
        end = piece.text.find("\n", at) + 1
        line = piece.text[at : end or None]
        if line[column : column + 1] == "-" and not line[:column].strip():
            return at + column
        if not end:
            raise Unusual
        at = end


def _flow_children(piece: Piece) -> Iterator[Piece]:
    is_map = isinstance(piece.node, MappingNode)
    for first, value in node_entries(piece.node):
        start = int(first.start_mark.index)
        name = first.value if is_map else piece.name
        text = piece.full[start : content_end(piece.full, value)]
        yield Piece(name, "", text, value, 0, piece.full, start, is_map, True)


def is_one_line(piece: Piece) -> bool:
    """Whether its value is one scalar on one line."""
    node = piece.node
    return isinstance(node, ScalarNode) and not is_block_scalar(node) and "\n" not in piece.words


def reindent(text: str, by: int) -> str:
    """The lines moved right, or left where `by` is negative, as far as they have spaces."""
    if not by:
        return text
    lines = text.splitlines(keepends=True)
    return "".join(_reindent_line(line, by) if line.strip() else line for line in lines)


def _reindent_line(line: str, by: int) -> str:
    if by > 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def with_dash(text: str, column: int) -> str:
    """An element's text with its dash at the column; on a line above where no room is left."""
    line = text.partition("\n")[0]
    if line[:column].strip() or line[column : column + 2].strip():
        return f"{' ' * column}-\n{text}"
    rest = text[len(line) :]
    return f"{line.ljust(column + 1)[:column]}-{line[column + 1 :]}".rstrip(" ") + rest


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts for one place, and the one both began from; "" is nothing at all."""

    ours: str
    theirs: str
    base: str = ""

    def map_texts(self, change: Callable[[str], str]) -> "Conflict":
        """The conflict with `change` made in each text that is not empty."""
        return Conflict(
            change(self.ours) if self.ours else "",
            change(self.theirs) if self.theirs else "",
            change(self.base) if self.base else "",
        )


Hunk = str | Conflict


def decided_text(hunks: Iterable[Hunk]) -> str | None:
    """The text; None where people must decide something."""
    found = list(hunks)
    return "".join(h for h in found if isinstance(h, str)) if not count_conflicts(found) else None


def count_conflicts(hunks: Iterable[Hunk]) -> int:
    """How many places people must decide."""
    return sum(isinstance(hunk, Conflict) for hunk in hunks)


def with_conflict_markers(hunks: Iterable[Hunk], *, with_base: bool = False) -> str:
    """The text with git's conflict markers around what people must decide.

    with_base: also what both sides began from, as with git's `merge.conflictStyle=diff3`.
    """
    return "".join(
        hunk if isinstance(hunk, str) else _conflict_text(hunk, with_base) for hunk in hunks
    )


def _conflict_text(conflict: Conflict, with_base: bool) -> str:
    lines = conflict.map_texts(with_lf)
    base = f"||||||| base\n{lines.base}" if with_base else ""
    return f"<<<<<<< ours\n{lines.ours}{base}=======\n{lines.theirs}>>>>>>> theirs\n"
