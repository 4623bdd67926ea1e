"""One document for each of many: a table of what was written, and who could not be served."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import typer

from innoreg.cli.command_context import show
from innoreg.cli.error_handler import complain_of
from innoreg.errors import Refused
from innoreg.i18n import ngettext
from innoreg.report.tables import Column, table_as_plain

R = TypeVar("R")
NOTHING = "–"
"""Stands in the last column of who gets no file."""

_WIDEST = 50


def deliver_to_each(
    receivers: Iterable[R],
    deliver: Callable[[R], tuple[str, ...]],
    heads: Sequence[str],
    name: Callable[[R], str],
    *,
    draft: bool,
) -> None:
    """Deliver to each; a table of the cells that `deliver` returns, the file last.

    name: what to call a receiver in a message. Where one is refused, that is told and the others are served; the exit code is then 1.
    """
    table: list[tuple[str, ...]] = []
    refused = 0
    for receiver in receivers:
        try:
            *said, file = deliver(receiver)
            table.append((*(_short(each) for each in said), file))
        except Refused as error:
            refused += 1
            complain_of(error, f"{name(receiver)}: ")
    if not draft:
        show(table_as_plain([Column(head) for head in heads], table).rstrip("\n"))
        written = sum(row[-1] != NOTHING for row in table)
        show(ngettext("{n} document written", "{n} documents written", written))
    if refused:
        raise typer.Exit(1)


def _short(text: str) -> str:
    """Names of organisations would push the files out of sight."""
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1].rstrip()}…"
