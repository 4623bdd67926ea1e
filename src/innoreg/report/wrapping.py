"""Texts wrapped into lines, in time that grows with the text however long a word in it is."""

import re
import textwrap
from typing import Any

_NUMBER_WITH_SIGN = re.compile(r"(?<=\d) (?=%)|(?<=№) (?=\d)")
_JOINED = "\u00a0"


class _Wrapper(textwrap.TextWrapper):
    """As textwrap, which for each line that a long word fills copies all that is left of it."""

    def _split(self, text: str) -> list[str]:
        # A piece is longer than a line, so the lines are the same.
        size = max(2000, 4 * self.width)
        return [
            chunk[at : at + size]
            for chunk in super()._split(text)
            for at in range(0, len(chunk), size)
        ]


def wrap_text(text: str, width: int, **options: Any) -> list[str]:
    """The lines of the text; options as of `textwrap.wrap`. No word is broken at a hyphen.

    A number stays on the line of its «%» or «№».
    """
    joined = _NUMBER_WITH_SIGN.sub(_JOINED, text)
    lines = _Wrapper(width, break_on_hyphens=False, **options).wrap(joined)
    return [line.replace(_JOINED, " ") for line in lines]


def fold_lines(text: str, width: int) -> str:
    """The text with every line that is longer than `width` wrapped below its own beginning.

    A word that is longer, such as an address, stays whole.
    """
    return "\n".join(_fold_line(line, width) for line in text.split("\n"))


def _fold_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = " " * min(len(line) - len(line.lstrip()) + 2, width // 2)
    lines = wrap_text(
        line, width, subsequent_indent=indent, break_long_words=False, drop_whitespace=True
    )
    return "\n".join(lines)


def fill_lines(text: str, width: int, **options: Any) -> str:
    """The same lines as one text."""
    return "\n".join(wrap_text(text, width, **options))
