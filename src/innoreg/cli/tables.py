"""Showing rows in the form that was asked for: a table, a line each, CSV, Markdown."""

from collections.abc import Iterable, Sequence

from innoreg.cli.common import on_terminal, show, width
from innoreg.report.cards import Line, cards_as_rich
from innoreg.report.table import Cells, Column, as_csv, as_markdown, plain, table_as_rich


def show_table(
    columns: Sequence[Column],
    rows: Sequence[Cells],
    form: str,
    heading: str = "",
    styles: Sequence[str] = (),
) -> None:
    """One table; CSV has nothing but its rows."""
    heads = [column.head for column in columns]
    if form == "csv":
        show(as_csv(heads, rows))
        return
    if heading:
        show(heading + ("\n\n" if on_terminal() or form == "md" else "\n"))
    if not rows:
        return
    if form == "md":
        show(as_markdown(heads, rows))
    elif on_terminal():
        show(table_as_rich(columns, rows, width(), styles))
    else:
        show(plain(columns, rows))


def show_cards(lines: Iterable[Line]) -> None:
    """Cards for a terminal."""
    show(cards_as_rich(lines, width()))
