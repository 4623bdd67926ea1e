"""Places of values in a file written in the plain subset of YAML, found by stepping its lines.

Only files that `plain_reader` reads have places here, so every line is known to be a comment or to
hold one key, one element, or both.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Self

from innoreg.diagnostics import Place
from innoreg.store.yaml_text.plain_reader import BARE, IN_DOUBLE, KEY, with_lf

Path = tuple[str | int, ...]
Span = tuple[int, int]
_KEY = re.compile(rf"{KEY}(?=:)")
_VALUE = re.compile(rf' *("{IN_DOUBLE}"|{BARE}|\[\])')
_UP_TO_NEXT = re.compile(r"[^\n]*\n(?: *(?:#[^\n]*)?\n)*( *)")
# The elements of a list in brackets stand on one line: libyaml tells them apart.
_IN_BRACKETS = re.compile(r"[-:] +\[[^\]]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A value behind a key or a dash. `named`: the span of the key, or of the element itself.

    A scalar has a span. A mapping or a list that is not empty has the offsets between which its
    entries stand, and the column they begin at.
    """

    named: Span
    scalar: Span | None
    begin: int = 0
    end: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class PlainPlaces:
    """The places of one file; parts once found are kept for the values below them."""

    file: str
    text: str
    starts: list[int]
    parts: dict[Path, _Part] = field(default_factory=dict)
    elements: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def from_text(cls, file: str, text: str) -> Self | None:
        """The places of a text that `plain_reader` reads; None where only libyaml knows them."""
        # Asked first: most files have no bracket, and `in` is faster than the pattern.
        if "[" in text and _IN_BRACKETS.search(text):
            return None
        text = with_lf(text)
        starts = list(accumulate(map(len, text.splitlines(keepends=True)), initial=0))
        first = _UP_TO_NEXT.match("\n" + text)
        assert first is not None
        root = _Part((0, 0), None, first.end() - 1, len(text), 0)
        return cls(file, text, starts, {(): root})

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does."""
        part = self._part(path)
        if part is self.parts[()]:
            return Place(self.file)
        begin, end = part.named if key or part.scalar is None else part.scalar
        line = bisect_right(self.starts, begin)
        start = self.starts[line - 1]
        return Place(self.file, line, begin - start + 1, end - start + 1)

    def _part(self, path: Path) -> _Part:
        known = self.parts.get(path)
        if known is None:
            above = self._part(path[:-1])
            known = self.parts[path] = self._below(above, path[-1]) or above
        return known

    def _below(self, above: _Part, step: str | int) -> _Part | None:
        if above.begin == above.end:
            return None
        if self.text.startswith("-", above.begin):
            return self._element(above, step) if isinstance(step, int) else None
        return self._entry(above, step) if isinstance(step, str) else None

    def _entry(self, above: _Part, key: str) -> _Part | None:
        at = above.begin
        if not self.text.startswith(f"{key}:", at):
            pad = f"\n{' ' * above.column}"
            found = self.text.find(f"{pad}{key}:", at, above.end)
            if found < 0:
                return None
            at = found + len(pad)
        named, behind = (at, at + len(key)), at + len(key) + 1
        if value := _VALUE.match(self.text, behind):
            return _Part(named, None if value[1] == "[]" else value.span(1))
        return self._block(named, behind, above) or _Part(named, (behind, behind))

    def _block(self, named: Span, behind: int, above: _Part) -> _Part | None:
        """The mapping or list in the lines below a key, if there is one."""
        following = _UP_TO_NEXT.match(self.text, behind, above.end)
        if following is None:
            return None
        begin, column = following.end(), len(following[1])
        dash = self.text.startswith("-", begin)
        if begin >= above.end or column < above.column + (not dash):
            return None
        sibling = _line_pattern(above.column, "[A-Za-z_]").search(self.text, begin, above.end)
        return _Part(named, None, begin, sibling.start() + 1 if sibling else above.end, column)

    def _element(self, above: _Part, index: int) -> _Part | None:
        dashes = self.elements.get(above.begin)
        if dashes is None:
            found = _line_pattern(above.column, "-").finditer(self.text, above.begin, above.end)
            dashes = [above.begin, *(match.end() - 1 for match in found), above.end]
            self.elements[above.begin] = dashes
        if not 0 <= index < len(dashes) - 1:
            return None
        at = dashes[index] + 1
        while self.text[at] == " ":
            at += 1
        if key := _KEY.match(self.text, at):
            column = above.column + at - dashes[index]
            return _Part(key.span(), None, at, dashes[index + 1], column)
        value = _VALUE.match(self.text, at)
        assert value is not None
        return _Part(value.span(1), value.span(1))


@lru_cache(128)
def _line_pattern(column: int, start: str) -> re.Pattern[str]:
    """A line whose words begin at the column with `start`."""
    return re.compile(rf"\n {{{column}}}{start}")
