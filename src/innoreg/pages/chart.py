"""A chart of an indicator as SVG: a bar for each place and checkpoint, its target as a line."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup, escape

from innoreg.hidden_signs import show_hidden_signs

_WIDTH, _LABEL, _ROW, _END = 900, 260, 24, 330
_HEIGHT = 14
"""Pixels: whole width, labels on the left, a row, words on the right; the height of a bar."""
_LETTERS = 34


class ChartBar(NamedTuple):
    """One row: label, value and target (None: none), the class of its colour, words at its end."""

    label: str
    value: Fraction | None
    target: Fraction | None
    state: str
    words: str


class Chart(NamedTuple):
    """What is drawn; title: told to those who do not see it."""

    title: str
    bars: tuple[ChartBar, ...]


def draw_chart(chart: Chart) -> Markup:
    """The drawing; the scale begins at 0 and ends with the largest value or target."""
    numbers = [n for bar in chart.bars for n in (bar.value, bar.target) if n is not None]
    largest = max(numbers, default=Fraction(0))
    height = _ROW * len(chart.bars) + 8
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{_text(chart.title)}">'
    ]
    for index, bar in enumerate(chart.bars):
        parts += _row(bar, 4 + _ROW * index, largest)
    return Markup("\n".join([*parts, "</svg>"]))


def _row(bar: ChartBar, top: int, largest: Fraction) -> Iterator[str]:
    middle = top + _ROW // 2 + 4
    yield f'<g class="{bar.state}">'
    yield f'<text x="0" y="{middle}">{_text(_cut(bar.label))}</text>'
    if bar.value is not None:
        width = _pixels(bar.value, largest)
        yield (
            f'<rect x="{_LABEL}" y="{top + (_ROW - _HEIGHT) // 2}" width="{width}" '
            f'height="{_HEIGHT}"/>'
        )
    if bar.target is not None:
        at = _LABEL + _pixels(bar.target, largest)
        yield f'<line class="target" x1="{at}" x2="{at}" y1="{top + 1}" y2="{top + _ROW - 1}"/>'
    yield f'<text class="words" x="{_WIDTH - _END + 12}" y="{middle}">{_text(bar.words)}</text>'
    yield "</g>"


def _pixels(value: Fraction, largest: Fraction) -> int:
    room = _WIDTH - _LABEL - _END
    return int(value * room / largest) if largest > 0 else 0


def _cut(words: str) -> str:
    return words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"


def _text(words: str) -> str:
    return str(escape(show_hidden_signs(words)))
