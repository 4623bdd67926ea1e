"""Cards: a few wrapped lines for each thing, where a table would be too narrow to read."""

import textwrap
from collections.abc import Iterable
from typing import Any, NamedTuple

_WIDEST = 110


class Line(NamedTuple):
    """A line of a card; `style` as rich names it, only for a terminal."""

    text: str
    indent: int = 0
    style: str = ""


def _wrapped(line: Line, width: int) -> str:
    pad = " " * line.indent
    return textwrap.fill(
        " ".join(line.text.split()),
        width,
        initial_indent=pad,
        subsequent_indent=pad,
        break_on_hyphens=False,
    )


def as_text(lines: Iterable[Line], width: int) -> str:
    """The lines wrapped, without styles."""
    return "".join(f"{_wrapped(line, width)}\n" for line in lines)


def cards_as_rich(lines: Iterable[Line], width: int) -> Any:
    """The same for a terminal."""
    from rich.text import Text

    text = Text(no_wrap=True)
    width = min(width, _WIDEST)
    for line in lines:
        text.append(_wrapped(line, width), line.style or None)
        text.append("\n")
    text.right_crop(1)
    return text
