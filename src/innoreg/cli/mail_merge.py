"""One document for each of many: a table of what was written, and who could not be served."""

from collections.abc import Callable, Iterable, Sequence

import typer

from innoreg.cli.command_context import show
from innoreg.cli.error_handler import complain_of
from innoreg.errors import Refused
from innoreg.i18n import ngettext
from innoreg.model.base import Record
from innoreg.report.tables import Column, table_as_plain

NOTHING = "–"
"""Stands in the last column of who gets no file."""


def deliver_to_each(
    records: Iterable[Record],
    deliver: Callable[[Record], tuple[str, ...]],
    heads: Sequence[str],
    *,
    draft: bool,
) -> None:
    """Deliver to each record; a table of the cells that `deliver` returns, the file last.

    Where one is refused, that is told and the others are served; the exit code is then 1.
    """
    table: list[tuple[str, ...]] = []
    refused = 0
    for record in records:
        try:
            table.append(deliver(record))
        except Refused as error:
            refused += 1
            complain_of(error, f"{record.id}: ")
    if not draft:
        show(table_as_plain([Column(head) for head in heads], table).rstrip("\n"))
        written = sum(row[-1] != NOTHING for row in table)
        show(ngettext("{n} document written", "{n} documents written", written))
    if refused:
        raise typer.Exit(1)
