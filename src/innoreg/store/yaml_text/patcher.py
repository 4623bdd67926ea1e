"""The smallest edits of a text that turn the record it holds into another one.

A change of a record is made on its mapping, purely; here the mapping as it was (in the nodes) is
laid beside the mapping as it shall be, and only the spans that differ are touched. Comments, order,
quotes, indentation and line ends of everything else stay byte for byte.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.store.yaml_text import writer
from innoreg.store.yaml_text.composer import compose, plain
from innoreg.store.yaml_text.spans import (
    Edit,
    content_end,
    line_break,
    line_start,
    lines_after,
    next_line,
    spliced,
)
from innoreg.store.yaml_text.writer import rewritten, written, written_key

_SEPARATOR = re.compile(r"\s*:")


def revised(file: str, text: str, wanted: Mapping[str, Any]) -> str:
    """The text of `file` with the record changed to `wanted`, and nothing else changed.

    Raises Refused where the layout is too unusual for that: what came out is read again and
    compared before it is given back.
    """
    node = _root(file, text)
    try:
        edits = _Revision(text).mapping(node, wanted) if _something_stays(node, wanted) else ()
        changed = spliced(text, edits)
    except ValueError:
        changed = ""
    again, found = compose(file, changed) if changed else (None, [])
    if again is None or found or plain(file, again, []) != writer.as_read(wanted):
        raise Refused(
            T("{file} is laid out too unusually to be changed line by line", file=file),
            T("run `innoreg fmt {file}` and try again; nothing was written", file=file),
        )
    return changed


def _root(file: str, text: str) -> MappingNode:
    node, found = compose(file, text)
    if not isinstance(node, MappingNode):
        raise Refused(T("{file} holds no record", file=file), found[0].hint if found else None)
    return node


class _Revision:
    """The edits of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def mapping(self, node: MappingNode, new: Mapping[str, Any]) -> Iterator[Edit]:
        """Edits of a mapping that stays one. Keys that come in find their place by the new order."""
        pairs = {key.value: (key, value) for key, value in node.value}
        names = _renamed(pairs, new)
        leading = True
        for place, (old, (key, _value)) in enumerate(pairs.items()):
            name = names.get(old, old)
            if name not in new:
                yield self._key_removed(node, place, leading)
                continue
            leading = False
            if name != old:
                yield Edit(key.start_mark.index, key.end_mark.index, rewritten(key, name))
        before: tuple[Node, Node] | None = None
        back = {name: old for old, name in names.items()}
        for name, value in new.items():
            here = pairs.get(back.get(name, name))
            if here:
                before = here
                yield from self.value(*here, value, flow=bool(node.flow_style))
            else:
                yield self._key_added(node, before, name, value)

    def value(self, key: Node, node: Node, new: Any, *, flow: bool) -> Iterator[Edit]:
        """Edits of the value of a key."""
        if (inside := self._inside(node, new)) is not None:
            yield from inside
            return
        separator = _SEPARATOR.match(self.text, key.end_mark.index)
        if separator is None:
            raise ValueError("a key without a colon")
        start, end = separator.end(), max(separator.end(), content_end(self.text, node))
        if flow or not (writer.is_many(new) and new):
            words = writer.flow(new) if flow or writer.is_many(new) else written(new)
            yield Edit(start, end, f" {words}" if words else "")
            return
        yield Edit(start, end, "")
        column = _column(key)
        yield lines_after(self.text, node, writer.block(new, column + 2))

    def _inside(self, node: Node, new: Any) -> Iterator[Edit] | None:
        """The edits that keep the value what it is: a mapping, a list or a text; else None."""
        if plain("", node, []) == writer.as_read(new):
            return iter(())
        if (
            isinstance(node, MappingNode)
            and isinstance(new, Mapping)
            and _something_stays(node, new)
        ):
            return self.mapping(node, new)
        if isinstance(node, SequenceNode) and node.value and writer.is_many(new) and new:
            return None if isinstance(new, Mapping) else self._sequence(node, new)
        if isinstance(node, ScalarNode) and not writer.is_many(new) and new is not None:
            start, end = node.start_mark.index, content_end(self.text, node)
            return iter((Edit(start, end, rewritten(node, new)),)) if end > start else None
        return None

    def _key_added(
        self, node: MappingNode, before: tuple[Node, Node] | None, name: str, value: Any
    ) -> Edit:
        first = node.value[0][0]
        if node.flow_style:
            quoted = first.style == '"'
            words = f"{writer.flow_key(name, quoted)}: {writer.flow(value, quoted)}"
            return self._between(before and before[1], first, words)
        column = int(node.start_mark.column)
        lines = writer.entry(written_key(name), value, column)
        if before is None:
            return self._block_begins(node, lines, column)
        last = before[1] if content_end(self.text, before[1]) else before[0]
        return lines_after(self.text, last, lines)

    def _between(self, before: Node | None, first: Node, words: str) -> Edit:
        """A new element between brackets."""
        if before is None:
            return Edit(first.start_mark.index, first.start_mark.index, f"{words}, ")
        at = content_end(self.text, before)
        return Edit(at, at, f", {words}")

    def _block_begins(self, node: Node, lines: list[str], column: int) -> Edit:
        """New lines before the first one of a block, which may stand behind a dash."""
        newline, at = line_break(self.text), node.start_mark.index
        return Edit(at, at, newline.join(lines)[column:] + newline + " " * column)

    def _key_removed(self, node: MappingNode, place: int, leading: bool) -> Edit:
        """Without a key; `leading`: no key before it stays, so what follows moves into its place."""
        key, value = node.value[place]
        if leading:
            return Edit(key.start_mark.index, node.value[place + 1][0].start_mark.index, "")
        if node.flow_style:
            return self._cut(node.value[place - 1][1], value)
        return self._lines_cut(key.start_mark.index, value)

    def _cut(self, before: Node, node: Node) -> Edit:
        """Without an element between brackets, and the comma before it."""
        return Edit(content_end(self.text, before), content_end(self.text, node), "")

    def _lines_cut(self, at: int, last: Node) -> Edit:
        """Without the lines from `at` to the end of `last`; a missing final break stays missing."""
        start, end = line_start(self.text, at), next_line(self.text, last)
        if end == len(self.text) and start and self.text[end - 1] not in "\r\n":
            start -= 2 if self.text.startswith("\r\n", start - 2) else 1
        return Edit(start, end, "")

    def _sequence(self, node: SequenceNode, new: Sequence[Any]) -> Iterator[Edit]:
        """Edits of a list that stays one: what is alike at both ends is left alone."""
        old, wanted = [plain("", n, []) for n in node.value], writer.as_read(new)
        head = _alike(old, wanted)
        tail = _alike(old[head:][::-1], wanted[head:][::-1])
        gone, come = len(old) - head - tail, len(wanted) - head - tail
        for index in range(head, head + min(gone, come)):
            yield from self._element(node, index, new[index])
        for index in range(head + come, head + gone):
            yield self._element_removed(node, index, leading=head + come == 0)
        yield from self._added(node, head + gone, new[head + gone : head + come])

    def _element(self, node: SequenceNode, index: int, new: Any) -> Iterator[Edit]:
        one = node.value[index]
        if (inside := self._inside(one, new)) is not None:
            yield from inside
            return
        start, end = one.start_mark.index, content_end(self.text, one)
        space = " " if start == end else ""
        if space or node.flow_style or not (writer.is_many(new) and new):
            yield Edit(start, end, space + writer.flow(new))
            return
        column = _column(one)
        newline = line_break(self.text)
        yield Edit(start, end, newline.join(writer.block(new, column))[column:])

    def _added(self, node: SequenceNode, index: int, new: Sequence[Any]) -> Iterator[Edit]:
        """New elements before the one at `index`, or at the end."""
        before = node.value[index - 1] if index else None
        if node.flow_style:
            quoted = _quotes_keys(node)
            for one in new:
                yield self._between(before, node.value[0], writer.flow(one, quoted))
        elif new:
            dash, first = node.start_mark, node.value[0].start_mark
            width = max(2, first.column - dash.column) if first.line == dash.line else 2
            lines = writer.block(new, dash.column, width)
            if before is None:
                yield self._block_begins(node, lines, dash.column)
            else:
                yield lines_after(self.text, before, lines)

    def _element_removed(self, node: SequenceNode, index: int, *, leading: bool) -> Edit:
        if leading and node.flow_style:
            start, end = (node.value[i].start_mark.index for i in (index, index + 1))
            return Edit(start, end, "")
        if node.flow_style:
            return self._cut(node.value[index - 1], node.value[index])
        if leading:
            return Edit(self._dash(node, index), self._dash(node, index + 1), "")
        return self._lines_cut(self._dash(node, index), node.value[index])

    def _dash(self, node: SequenceNode, index: int) -> int:
        """Where the dash of an element stands."""
        if index == 0:
            return int(node.start_mark.index)
        begin = next_line(self.text, node.value[index - 1])
        column = node.start_mark.column
        dash = re.compile(rf"^ {{{column}}}-", re.MULTILINE).search(self.text, begin)
        if dash is None:
            raise ValueError("an element without a dash of its own")
        return dash.end() - 1


def _something_stays(node: MappingNode, new: Mapping[str, Any]) -> bool:
    pairs = {key.value: (key, value) for key, value in node.value}
    return any(key in new for key in pairs) or bool(_renamed(pairs, new))


def _renamed(pairs: Mapping[str, tuple[Node, Node]], new: Mapping[str, Any]) -> dict[str, str]:
    """Keys that only change their name: the value, or else the place among the others, stays."""
    added = [name for name in new if name not in pairs]
    names: dict[str, str] = {}
    for old, (_key, value) in pairs.items():
        if old not in new:
            alike = (n for n in added if writer.as_read(new[n]) == plain("", value, []))
            there = (n for n in added if _before(n, new, pairs) == _before(old, pairs, new))
            if name := next(alike, None) or next(there, None):
                names[old] = name
                added.remove(name)
    return names


def _before(name: str, here: Iterable[str], there: Container[str]) -> str | None:
    """The nearest key before `name` that stands both here and there."""
    last = None
    for key in here:
        if key == name:
            break
        last = key if key in there else last
    return last


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many elements are the same from the beginning on."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _column(node: Node) -> int:
    return int(node.start_mark.column)


def _quotes_keys(node: SequenceNode) -> bool:
    """Whether mappings in the list quote their keys, as JSON does."""
    first = node.value[0]
    return isinstance(first, MappingNode) and bool(first.value) and first.value[0][0].style == '"'
