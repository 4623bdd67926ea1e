"""Finds the smallest edits of a text that turn the record it holds into another one.

The mapping as it was (in the nodes) is compared with the mapping as it shall be, and only the spans
that differ are edited. Comments, order, quotes, indentation and line ends of everything else stay
byte for byte.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.store.yaml_text import writer
from innoreg.store.yaml_text.composer import compose, node_data
from innoreg.store.yaml_text.spans import (
    Edit,
    apply_edits,
    content_end,
    insert_lines_after,
    line_break,
    line_start,
    next_line_start,
)
from innoreg.store.yaml_text.writer import scalar_in_style_of, scalar_text

_SEPARATOR = re.compile(r"\s*:")


def patch_record_text(file: str, text: str, wanted: Mapping[str, Any]) -> str:
    """The text of `file` with the record changed to `wanted`, and nothing else changed.

    The result is read again and compared; Refused where the layout is too unusual for edits.
    """
    node = _compose_root(file, text)
    try:
        edits = _Patch(text).mapping_edits(node, wanted) if _keeps_any_key(node, wanted) else ()
        changed = apply_edits(text, edits)
    except ValueError:
        changed = ""
    again, found = compose(file, changed) if changed else (None, [])
    # A fault of an edit is refused here and never reaches the file.
    if again is None or found or node_data(file, again, []) != writer.value_as_read(wanted):
        raise Refused(
            T("{file} is laid out too unusually to be changed line by line", file=file),
            T("run `innoreg fmt {file}` and try again; nothing was written", file=file),
        )
    return changed


def _compose_root(file: str, text: str) -> MappingNode:
    node, found = compose(file, text)
    if not isinstance(node, MappingNode):
        raise Refused(T("{file} holds no record", file=file), found[0].hint if found else None)
    return node


class _Patch:
    """The edits of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def mapping_edits(self, node: MappingNode, new: Mapping[str, Any]) -> Iterator[Edit]:
        """Edits of a mapping that stays one; a new key stands behind the one before it in `new`."""
        pairs = {key.value: (key, value) for key, value in node.value}
        names = _find_renamed_keys(pairs, new)
        leading = True
        for place, (old, (key, _value)) in enumerate(pairs.items()):
            name = names.get(old, old)
            if name not in new:
                yield self._remove_key(node, place, leading)
                continue
            leading = False
            if name != old:
                yield Edit(key.start_mark.index, key.end_mark.index, scalar_in_style_of(key, name))
        before: tuple[Node, Node] | None = None
        back = {name: old for old, name in names.items()}
        for name, value in new.items():
            here = pairs.get(back.get(name, name))
            if here:
                before = here
                yield from self.value_edits(*here, value, flow=bool(node.flow_style))
            else:
                yield self._add_key(node, before, name, value)

    def value_edits(self, key: Node, node: Node, new: Any, *, flow: bool) -> Iterator[Edit]:
        """Edits of the value of a key."""
        if (inside := self._edits_inside(node, new)) is not None:
            yield from inside
            return
        separator = _SEPARATOR.match(self.text, key.end_mark.index)
        if separator is None:
            raise ValueError("a key without a colon")
        start, end = separator.end(), max(separator.end(), content_end(self.text, node))
        if flow or not (writer.is_collection(new) and new):
            # An empty list or mapping has no lines of its own.
            words = writer.flow_text(new) if flow or writer.is_collection(new) else scalar_text(new)
            yield Edit(start, end, f" {words}" if words else "")
            return
        # The value between brackets or quotes goes, and the new one stands in lines below.
        yield Edit(start, end, "")
        column = _column(key)
        yield insert_lines_after(self.text, node, writer.block_lines(new, column + 2))

    def _edits_inside(self, node: Node, new: Any) -> Iterator[Edit] | None:
        """The edits inside a value whose kind (mapping, list, scalar) stays; else None."""
        if node_data("", node, []) == writer.value_as_read(new):
            return iter(())
        if isinstance(node, MappingNode) and isinstance(new, Mapping) and _keeps_any_key(node, new):
            return self.mapping_edits(node, new)
        if isinstance(node, SequenceNode) and node.value and writer.is_collection(new) and new:
            return None if isinstance(new, Mapping) else self._sequence_edits(node, new)
        if isinstance(node, ScalarNode) and not writer.is_collection(new) and new is not None:
            start, end = node.start_mark.index, content_end(self.text, node)
            return iter((Edit(start, end, scalar_in_style_of(node, new)),)) if end > start else None
        return None

    def _add_key(
        self, node: MappingNode, before: tuple[Node, Node] | None, name: str, value: Any
    ) -> Edit:
        first = node.value[0][0]
        if node.flow_style:
            quoted = first.style == '"'
            words = writer.flow_text({name: value}, quoted)[1:-1]
            return self._insert_in_brackets(before and before[1], first, words)
        column = int(node.start_mark.column)
        lines = writer.entry_lines(name, value, column)
        if before is None:
            return self._insert_before_block(node, lines, column)
        last = before[1] if content_end(self.text, before[1]) else before[0]
        return insert_lines_after(self.text, last, lines)

    def _insert_in_brackets(self, before: Node | None, first: Node, words: str) -> Edit:
        """Insert an element between brackets, behind `before` or as the first one."""
        if before is None:
            return Edit(first.start_mark.index, first.start_mark.index, f"{words}, ")
        at = content_end(self.text, before)
        return Edit(at, at, f", {words}")

    def _insert_before_block(self, node: Node, lines: list[str], column: int) -> Edit:
        """Insert lines before the first one of a block, which may stand behind a dash."""
        newline, at = line_break(self.text), node.start_mark.index
        return Edit(at, at, newline.join(lines)[column:] + newline + " " * column)

    def _remove_key(self, node: MappingNode, place: int, leading: bool) -> Edit:
        """Remove a key; `leading`: none before it stays, so the next one moves into its place."""
        key, value = node.value[place]
        if leading:
            return Edit(key.start_mark.index, node.value[place + 1][0].start_mark.index, "")
        if node.flow_style:
            return self._remove_in_brackets(node.value[place - 1][1], value)
        return self._remove_lines(key.start_mark.index, value)

    def _remove_in_brackets(self, before: Node, node: Node) -> Edit:
        """Remove an element between brackets with the comma before it."""
        return Edit(content_end(self.text, before), content_end(self.text, node), "")

    def _remove_lines(self, at: int, last: Node) -> Edit:
        """Remove the lines from `at` to the end of `last`.

        Where the text has no final line break, it has none afterwards either.
        """
        start, end = line_start(self.text, at), next_line_start(self.text, last)
        if end == len(self.text) and start and self.text[end - 1] not in "\r\n":
            # The line break before the removed lines goes instead of the one behind them.
            start -= 2 if self.text.startswith("\r\n", start - 2) else 1
        return Edit(start, end, "")

    def _sequence_edits(self, node: SequenceNode, new: Sequence[Any]) -> Iterator[Edit]:
        """Edits of a list that stays one; equal elements at both ends are left as they are."""
        old, wanted = [node_data("", n, []) for n in node.value], writer.value_as_read(new)
        head = _common_prefix_length(old, wanted)
        tail = _common_prefix_length(old[head:][::-1], wanted[head:][::-1])
        gone, come = len(old) - head - tail, len(wanted) - head - tail
        for index in range(head, head + min(gone, come)):
            yield from self._element_edits(node, index, new[index])
        for index in range(head + come, head + gone):
            yield self._remove_element(node, index, leading=head + come == 0)
        yield from self._add_elements(node, head + gone, new[head + gone : head + come])

    def _element_edits(self, node: SequenceNode, index: int, new: Any) -> Iterator[Edit]:
        one = node.value[index]
        if (inside := self._edits_inside(one, new)) is not None:
            yield from inside
            return
        start, end = one.start_mark.index, content_end(self.text, one)
        # An empty element has nothing behind its dash, not even a space.
        space = " " if start == end else ""
        if space or node.flow_style or not (writer.is_collection(new) and new):
            yield Edit(start, end, space + writer.flow_text(new))
            return
        column = _column(one)
        newline = line_break(self.text)
        yield Edit(start, end, newline.join(writer.block_lines(new, column))[column:])

    def _add_elements(self, node: SequenceNode, index: int, new: Sequence[Any]) -> Iterator[Edit]:
        """Insert elements before the one at `index`, or at the end."""
        before = node.value[index - 1] if index else None
        if node.flow_style:
            quoted = _quotes_keys(node)
            for one in new:
                yield self._insert_in_brackets(before, node.value[0], writer.flow_text(one, quoted))
        elif new:
            dash, first = node.start_mark, node.value[0].start_mark
            # As wide as the dashes that stand there already.
            width = max(2, first.column - dash.column) if first.line == dash.line else 2
            lines = writer.block_lines(new, dash.column, width)
            if before is None:
                yield self._insert_before_block(node, lines, dash.column)
            else:
                yield insert_lines_after(self.text, before, lines)

    def _remove_element(self, node: SequenceNode, index: int, *, leading: bool) -> Edit:
        if leading and node.flow_style:
            start, end = (node.value[i].start_mark.index for i in (index, index + 1))
            return Edit(start, end, "")
        if node.flow_style:
            return self._remove_in_brackets(node.value[index - 1], node.value[index])
        if leading:
            return Edit(self._dash_index(node, index), self._dash_index(node, index + 1), "")
        return self._remove_lines(self._dash_index(node, index), node.value[index])

    def _dash_index(self, node: SequenceNode, index: int) -> int:
        """The index of an element's dash; ValueError where it has none on a line of its own."""
        if index == 0:
            return int(node.start_mark.index)
        begin = next_line_start(self.text, node.value[index - 1])
        column = node.start_mark.column
        dash = re.compile(rf"^ {{{column}}}-", re.MULTILINE).search(self.text, begin)
        if dash is None:
            raise ValueError("an element without a dash of its own")
        return dash.end() - 1


def _keeps_any_key(node: MappingNode, new: Mapping[str, Any]) -> bool:
    pairs = {key.value: (key, value) for key, value in node.value}
    return any(key in new for key in pairs) or bool(_find_renamed_keys(pairs, new))


def _find_renamed_keys(
    pairs: Mapping[str, tuple[Node, Node]], new: Mapping[str, Any]
) -> dict[str, str]:
    """Old key -> new key of those that only change their name.

    They are known by their value, else by their place among the other keys.
    """
    added = [name for name in new if name not in pairs]
    names: dict[str, str] = {}
    for old, (_key, value) in pairs.items():
        if old not in new:
            alike = (n for n in added if writer.value_as_read(new[n]) == node_data("", value, []))
            there = (
                n
                for n in added
                if _previous_common_key(n, new, pairs) == _previous_common_key(old, pairs, new)
            )
            if name := next(alike, None) or next(there, None):
                names[old] = name
                added.remove(name)
    return names


def _previous_common_key(name: str, here: Iterable[str], there: Container[str]) -> str | None:
    """The nearest key before `name` that both mappings have."""
    last = None
    for key in here:
        if key == name:
            break
        last = key if key in there else last
    return last


def _common_prefix_length(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many elements are equal from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _column(node: Node) -> int:
    return int(node.start_mark.column)


def _quotes_keys(node: SequenceNode) -> bool:
    """Whether mappings in the list quote their keys, as JSON does."""
    first = node.value[0]
    return isinstance(first, MappingNode) and bool(first.value) and first.value[0][0].style == '"'
