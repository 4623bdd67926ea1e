"""Formats a record in the canonical layout, as `innoreg fmt` writes it; comments are kept."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.store.yaml_text.composer import compose, node_data
from innoreg.store.yaml_text.spans import (
    content_end,
    is_block_scalar,
    is_flow,
    node_entries,
    scalars_in,
)
from innoreg.store.yaml_text.writer import is_collection, key_text, literal_block, scalar_text

# Between two values nothing else can hold a number sign.
_COMMENT = re.compile(r"#[^\n]*")
_BLANK = re.compile(r"(?<=\n)[ \t]*\n")
# Behind `|` a comment stands inside the span that libyaml gives the scalar.
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its place (index, row and column from 0); a blank line has the words ""."""

    index: int
    row: int
    column: int
    words: str


def find_comments(text: str, root: Node) -> list[Comment]:
    """Every comment and blank line in reading order; the lines of `text` end with LF."""
    spots: list[tuple[int, str]] = []
    at = 0
    for scalar in scalars_in(root):
        start = scalar.start_mark.index
        spots += _comments_between(text, at, start)
        at = content_end(text, scalar)
        if is_block_scalar(scalar) and (header := _HEADER.match(text, start)):
            spots.append((header.start(1), header[1]))
    spots += _comments_between(text, at, len(text))
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    rows = ((bisect_right(starts, index) - 1, index, words) for index, words in spots)
    return [Comment(index, row, index - starts[row], words.rstrip()) for row, index, words in rows]


def _comments_between(text: str, start: int, end: int) -> list[tuple[int, str]]:
    spots = [(m.start(), m[0]) for m in _COMMENT.finditer(text, start, end)]
    spots += [(m.start(), "") for m in _BLANK.finditer(text, start, end)]
    return sorted(spots)


Path = tuple[str | int, ...]


def format_record(file: str, text: str, record: BaseModel) -> str:
    """The canonical text of a record, with the same data and every comment.

    The new text is read again and compared; Refused where something would be lost.
    """
    # The canonical layout has the line ends of Unix.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    node, _found = compose(file, text)
    assert isinstance(node, MappingNode)
    new = canonical_text(text, node, frozenset(bare_paths(record)))
    again, _found = compose(file, new)
    same = again is not None and node_data(file, again, []) == node_data(file, node, [])
    if not same or again is None or _comment_words(new, again) != _comment_words(text, node):
        raise Refused(
            T("{file} cannot be laid out anew without losing something", file=file),
            T("it stays as it is; simplify its layout by hand"),
        )
    return new


def _comment_words(text: str, node: Node) -> list[str]:
    return sorted(comment.words for comment in find_comments(text, node) if comment.words)


def canonical_text(text: str, root: MappingNode, bare: frozenset[Path]) -> str:
    """The record in canonical layout. `bare`: paths of numbers and of true/false."""
    writer = _Writer(find_comments(text, root), text, bare)
    writer.write_collection(root, 0, ())
    writer.write_comments_before(len(text) + 1, 0)
    while not writer.lines[-1]:
        writer.lines.pop()
    return "\n".join(writer.lines) + "\n"


def bare_paths(part: BaseModel, path: Path = ()) -> Iterator[Path]:
    """Where the record holds a number or true/false rather than words."""
    for name, info in type(part).model_fields.items():
        yield from _bare_paths_in((*path, info.alias or name), getattr(part, name))


def _bare_paths_in(path: Path, value: Any) -> Iterator[Path]:
    if isinstance(value, BaseModel):
        yield from bare_paths(value, path)
    elif isinstance(value, tuple):
        if len(value) == 1:
            # A list of one may be written without its dash, and stands then at the key itself.
            yield from _bare_paths_in(path, value[0])
        for index, element in enumerate(value):
            yield from _bare_paths_in((*path, index), element)
    elif isinstance(value, bool | int | float):
        yield path


@dataclass
class _Writer:
    """Writes the lines of one record; `waiting` are the comments not yet written."""

    waiting: list[Comment]
    text: str
    bare: frozenset[Path]
    lines: list[str] = field(default_factory=list)
    row: int = -1
    """The row of the source that the last line written ends on."""
    prefix: str = ""
    """A dash still to be written before the next line's words."""

    def write_collection(self, node: MappingNode | SequenceNode, indent: int, path: Path) -> None:
        """Write a mapping or a list that is not empty, each entry on lines of its own."""
        is_map = isinstance(node, MappingNode)
        for index, (first, value) in enumerate(node_entries(node)):
            self.write_comments_before(first.start_mark.index, indent)
            here = (*path, first.value if is_map else index)
            name = f"{key_text(first.value)}:" if is_map else "-"
            if isinstance(value, ScalarNode) or not value.value:
                self._write(f"{name} {self._scalar_words(value, indent + 2, here)}", indent, value)
                continue
            if is_map:
                self._write(name, indent, first)
            else:
                # The first words of the element stand behind its dash.
                self.prefix += "- "
            self.write_collection(value, indent + 2, here)
        self._write_comments_inside(node, indent)

    def _scalar_words(self, node: Node, indent: int, path: Path) -> str:
        """A scalar or an empty list; a text of several lines comes with all of them."""
        value = node_data("", node, [])
        if value == "" and not getattr(node, "style", ""):
            return ""
        # Numbers and yes/no are texts here: the record says where they stand.
        if path in self.bare or is_collection(value):
            return str(value)
        if block := literal_block(value):
            header, lines = block
            return "\n".join([header, *(" " * indent + line if line else "" for line in lines)])
        return scalar_text(value)

    def _write(self, words: str, indent: int, node: Node) -> None:
        head = " " * (indent - len(self.prefix)) + self.prefix
        first, *more = (head + words).split("\n")
        self.prefix = ""
        self.row = node.end_mark.line
        if is_block_scalar(node):
            # Nothing can stand behind a block scalar on its last line.
            self.row = -1
            while self.waiting and self.waiting[0].index < content_end(self.text, node):
                first += f"  {self.waiting.pop(0).words}"
        self.lines += [first.rstrip(" "), *more]

    def write_comments_before(self, index: int, indent: int) -> None:
        """Write the comments that stand before `index` in the source."""
        while self.waiting and self.waiting[0].index < index:
            self._write_comment(self.waiting.pop(0), indent)

    def _write_comments_inside(self, node: Node, indent: int) -> None:
        """Those below the last line of a block that are indented as deep as it is."""
        while said := next((c for c in self.waiting if c.words), None):
            beside = said.row == self.row
            deep = is_flow(node) or said.column >= node.start_mark.column
            if said.index >= node.end_mark.index or not (beside or deep):
                return
            self.write_comments_before(said.index + 1, indent)

    def _write_comment(self, comment: Comment, indent: int) -> None:
        if comment.words and comment.row == self.row and not self.prefix:
            self.lines[-1] += f"  {comment.words}"
        # Of several blank lines one stays, and none at the beginning.
        elif comment.words or (self.lines and self.lines[-1]):
            pad = " " * (indent - len(self.prefix))
            self.lines.append(f"{pad}{comment.words}".rstrip(" "))
