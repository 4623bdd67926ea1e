"""How a table stands on a terminal: no word broken, nothing cut that tells two rows apart.

Where all columns do not fit beside each other with their words whole, the long ones stand below the
row, each on lines of its own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from innoreg.report.wrapping import wrap_text

_GAP = 2
_INDENT = 4
# Narrower, a text of many words becomes a column of words; longer words are broken.
_NARROWEST = 24
_LONGEST_WORD = 30


class Column(Protocol):
    """What the layout asks of a column, see `innoreg.report.tables.Column`."""

    @property
    def head(self) -> str:
        """Its name."""

    @property
    def lines(self) -> int:
        """At most so many lines in a cell; 0: all."""

    @property
    def wide(self) -> bool:
        """Whether it holds sentences."""


class Layout(NamedTuple):
    """A table as lines: those of the head, the rule below it, and those of each row."""

    head: list[str]
    rule: str
    rows: list[list[str]]


def lay_out(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Layout:
    """The table on a terminal `width` columns wide."""
    texts = [[" ".join(cell.split()) for cell in row] for row in rows]
    measures = [_measure(column, [row[i] for row in texts]) for i, column in enumerate(columns)]
    beside = _columns_beside(columns, measures, width)
    below = [i for i in range(len(columns)) if i not in beside]
    widths = _share_width([columns[i] for i in beside], [measures[i] for i in beside], width)
    shown = {
        i: fit_cells([row[i] for row in texts], room, columns[i].lines)
        for i, room in zip(beside, widths, strict=True)
    }
    for i in below:
        # The title of the row needs no name; another long column has its own.
        name = "" if columns[i].wide else f"{columns[i].head}: "
        whole = [f"{name}{row[i]}" if row[i] else "" for row in texts]
        shown[i] = fit_cells(whole, width - _INDENT, columns[i].lines)
    rule_width = min(width, sum(widths) + _GAP * (len(widths) - 1))
    if below:
        rule_width = width
    return Layout(
        _side_by_side([wrap_text(columns[i].head, w) for i, w in zip(beside, widths, strict=True)], widths),
        "─" * rule_width,
        [
            [
                *_side_by_side([shown[i][at] for i in beside], widths),
                *(" " * _INDENT + line for i in below for line in shown[i][at]),
            ]
            for at in range(len(rows))
        ],
    )  # fmt: skip


class _Measure(NamedTuple):
    """What a column needs: for its longest cell on one line, and for its longest word."""

    full: int
    least: int


def _measure(column: Column, cells: Sequence[str]) -> _Measure:
    full = max((len(cell) for cell in (*cells, column.head)), default=0)
    longest = max((len(word) for cell in (*cells, column.head) for word in cell.split()), default=0)
    least = min(longest, _LONGEST_WORD)
    if column.wide:
        least = max(least, min(full, _NARROWEST))
    return _Measure(full, max(least, 1))


def _columns_beside(
    columns: Sequence[Column], measures: Sequence[_Measure], width: int
) -> list[int]:
    """The columns that stand beside each other; the first always does."""
    beside = list(range(len(columns)))
    # What people read as a sentence goes below first, then what may take several lines.
    order = sorted(
        beside[1:], key=lambda i: (columns[i].wide, columns[i].lines > 0, measures[i].least)
    )
    while len(beside) > 1 and _needed(beside, measures) > width:
        beside.remove(order.pop())
    return beside


def _needed(beside: Sequence[int], measures: Sequence[_Measure]) -> int:
    return sum(measures[i].least for i in beside) + _GAP * (len(beside) - 1)


def _share_width(columns: Sequence[Column], measures: Sequence[_Measure], width: int) -> list[int]:
    """The width of each column: its words first, then columns never cut, then a fair share."""
    room = [min(measure.least, width) for measure in measures]
    left = width - _GAP * (len(columns) - 1) - sum(room)
    uncut = [i for i, column in enumerate(columns) if not (column.lines or column.wide)]
    for i in uncut:
        more = max(0, min(left, measures[i].full - room[i]))
        room[i] += more
        left -= more
    # A column of the titles takes two parts where another takes one.
    takers = [i for i in range(len(columns)) if i not in uncut for _ in range(1 + columns[i].wide)]
    while left > 0:
        growing = [i for i in takers if room[i] < measures[i].full]
        if not growing:
            break
        for i in growing:
            if left > 0 and room[i] < measures[i].full:
                room[i] += 1
                left -= 1
    return room


def _side_by_side(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    height = max((len(cell) for cell in cells), default=0)
    padded = [[*cell, *[""] * (height - len(cell))] for cell in cells]
    return [
        (" " * _GAP).join(cell[n].ljust(w) for cell, w in zip(padded, widths, strict=True)).rstrip()
        for n in range(height)
    ]


def fit_cells(cells: Sequence[str], width: int, lines: int) -> list[list[str]]:
    """Each cell of a column as lines, at most `lines` of them (0: all), the rest cut with «…».

    Cells that would come out alike and are not are cut in the middle: the beginning, «…», and what
    is different; where that is not enough, they stand whole.
    """
    shown = {cell: _cut(cell, width, lines) for cell in cells}
    alike: dict[tuple[str, ...], list[str]] = {}
    for cell, cut in shown.items():
        alike.setdefault(tuple(cut), []).append(cell)
    for group in alike.values():
        if len(group) > 1:
            shown.update(_cut_apart(group, width, lines))
    times = Counter(map(tuple, shown.values()))
    for cell, cut in shown.items():
        if times[tuple(cut)] > 1:
            shown[cell] = wrap_text(cell, width)
    return [shown[cell] for cell in cells]


def _cut(text: str, width: int, lines: int) -> list[str]:
    if not lines:
        return wrap_text(text, width)
    return wrap_text(text, width, max_lines=lines, placeholder="…")


def _cut_apart(group: Sequence[str], width: int, lines: int) -> Iterator[tuple[str, list[str]]]:
    """Each text of the group: its beginning, and from where it differs from all the others."""
    split = sorted((text.split(), text) for text in group)
    common = [_common_words(one, other) for (one, _a), (other, _b) in pairwise(split)]
    # What a text shares with any other of the group it shares with its neighbour in this order.
    shared = map(max, zip([0, *common], [*common, 0], strict=True))
    for (words, text), start in zip(split, shared, strict=True):
        other = "… " + " ".join(words[min(start, len(words) - 1) :])
        yield text, [*_cut(text, width, 1), *_cut(other, width, max(1, lines - 1))]


def _common_words(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
