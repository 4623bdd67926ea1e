"""Tables and cards as text, for a terminal (rich), a pipe, CSV and Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from innoreg.report.escaping import disarm_formula, escape_markdown
from innoreg.report.table_layout import lay_out
from innoreg.report.wrapping import fill_lines


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
    """A table as a rich text for a terminal `width` columns wide; `styles` one per row."""
    from rich.text import Text

    laid = lay_out(columns, rows, width)
    text = Text(no_wrap=True)
    text.append("\n".join(laid.head), "bold")
    text.append(f"\n{laid.rule}")
    for index, lines in enumerate(laid.rows):
        text.append("\n" + "\n".join(lines), (styles[index] if styles else "") or None)
    return text


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
