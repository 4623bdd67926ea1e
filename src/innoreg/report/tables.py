"""Tables and cards as text, for a terminal (rich), a pipe, CSV and Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from innoreg.report.escaping import disarm_formula, escape_markdown
from innoreg.report.wrapping import fill_lines, wrap_text


class Column(NamedTuple):
    """A column: its head, and how it behaves where the terminal is narrow.

    `lines`: at most so many lines in a cell on a terminal, the rest is cut with «…» (0: all);
    `wide`: takes the room the other columns leave. `kind`: what a spreadsheet takes its cells for.
    """

    head: str
    lines: int = 0
    wide: bool = False
    style: str = ""
    kind: Literal["text", "number", "percent"] = "text"


Cells = Sequence[str]


def table_as_plain(columns: Sequence[Column], rows: Sequence[Cells]) -> str:
    """A table for a pipe: columns aligned two spaces apart, the wide ones last, no text cut."""
    # A wide column in the middle would push all behind it out of sight.
    order = sorted(range(len(columns)), key=lambda i: columns[i].wide)
    lines = [[column.head for column in columns], *rows]
    cells = [[" ".join(line[i].split()) for i in order] for line in lines]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in cells
    )


def table_as_rich(
    columns: Sequence[Column], rows: Sequence[Cells], width: int, styles: Sequence[str] = ()
) -> Any:
    """A rich table for a terminal `width` columns wide; `styles` one per row."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    fixed = [
        max((len(line[i]) for line in [*rows, [c.head for c in columns]]), default=0)
        for i in range(len(columns))
    ]
    words = [_longest_word_width(line[i] for line in rows) for i in range(len(columns))]
    room = _column_widths(columns, fixed, words, width)
    for column, columns_width in zip(columns, room, strict=True):
        table.add_column(column.head, width=columns_width, style=column.style, overflow="fold")
    for index, row in enumerate(rows):
        cells = [
            Text(shorten(cell, w, column.lines))
            for cell, w, column in zip(row, room, columns, strict=True)
        ]
        table.add_row(*cells, style=styles[index] if styles else None)
    return table


_GAP = 2


def _longest_word_width(cells: Iterable[str]) -> int:
    """How wide a column must be for its words to stay whole.

    At least 10, which most words fit; at most 14, lest one long word take all the room.
    """
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    return max(10, min(14, longest))


def _column_widths(
    columns: Sequence[Column], needed: Sequence[int], words: Sequence[int], width: int
) -> list[int]:
    """The width of each column on a terminal `width` wide.

    Columns that are never cut get what they need, those with `lines` a share, wide ones the rest.
    """
    free = width - _GAP * len(columns)
    # The room may come out wider than the terminal: below these widths nothing can be read.
    room = [n if not (c.wide or c.lines) else 0 for c, n in zip(columns, needed, strict=True)]
    shared = [i for i, c in enumerate(columns) if c.lines and not c.wide]
    wide = [i for i, c in enumerate(columns) if c.wide]
    left = max(10 * (len(shared) + 2 * len(wide)), free - sum(room))
    share = left // max(1, len(shared) + 2 * len(wide))
    for i in shared:
        room[i] = min(needed[i], max(words[i], len(columns[i].head), share))
    for i in wide:
        room[i] = min(needed[i], max(12, (free - sum(room)) // len(wide)))
    for i in shared:
        # What the wide ones left over keeps a word of these from being broken.
        room[i] += max(0, min(needed[i] - room[i], free - sum(room)))
    return room


def shorten(text: str, width: int, lines: int) -> str:
    """The text cut with «…» at a word to what fits `lines` lines of `width`; lines 0: all of it."""
    text = " ".join(text.split())
    if not lines or width < 2:
        return text
    kept = wrap_text(text, width, max_lines=lines, placeholder="…")
    return "\n".join(kept)


def as_csv(heads: Sequence[str], rows: Sequence[Cells]) -> str:
    """CSV by RFC 4180 with a head; a cell that a spreadsheet would run as a formula gets a «'»."""
    import csv
    import io

    out = io.StringIO()
    # The line ends of RFC 4180, on every system.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([disarm_formula(cell) for cell in row] for row in rows)
    return out.getvalue()


def as_markdown(heads: Sequence[str], rows: Sequence[Cells]) -> str:
    """A table of Markdown; cells are escaped, line breaks in them become spaces."""
    lines = [[escape_markdown(cell) for cell in line] for line in (heads, *rows)]
    lines.insert(1, ["---"] * len(heads))
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


# Longer lines are hard to read, however wide the terminal is.
_WIDEST = 110


class Line(NamedTuple):
    """A line of a card; `style` as rich names it, only for a terminal."""

    text: str
    indent: int = 0
    style: str = ""


def _wrap_line(line: Line, width: int) -> str:
    pad = " " * line.indent
    words = " ".join(line.text.split())
    return fill_lines(words, width, initial_indent=pad, subsequent_indent=pad)


def cards_as_text(lines: Iterable[Line], width: int) -> str:
    """The lines wrapped to `width`, without styles."""
    return "".join(f"{_wrap_line(line, width)}\n" for line in lines)


def cards_as_rich(lines: Iterable[Line], width: int) -> Any:
    """The lines as a rich text for a terminal `width` wide, at most `_WIDEST` of it used."""
    from rich.text import Text

    text = Text(no_wrap=True)
    width = min(width, _WIDEST)
    for line in lines:
        text.append(_wrap_line(line, width), line.style or None)
        text.append("\n")
    text.right_crop(1)
    return text
