"""Rows shown in the form asked for."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from innoreg.cli.command_context import CallContext, show
from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.report.tables import (
    Cells,
    Column,
    Line,
    as_csv,
    as_markdown,
    cards_as_rich,
    table_as_plain,
    table_as_rich,
)


def show_table(
    call: CallContext,
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
        show(heading + ("\n\n" if call.is_on_terminal or form == "md" else "\n"))
    if not rows:
        return
    if form == "md":
        show(as_markdown(heads, rows))
    elif call.is_on_terminal:
        call.draw(table_as_rich(columns, rows, call.width, styles))
    else:
        show(table_as_plain(columns, rows))


def show_cards(call: CallContext, lines: Iterable[Line]) -> None:
    """Cards for a terminal."""
    call.draw(cards_as_rich(lines, call.width))


def answer_json_lines(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Answer every line of stdin; a line that is no JSON object stops with its number."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except ValueError as error:
            raise WrongUsage(T("line {n} is not JSON: {reason}", n=number, reason=error)) from None
        if not isinstance(request, dict):
            raise WrongUsage(T("line {n} is not a JSON object", n=number))
        sys.stdout.write(json.dumps(answer(request), ensure_ascii=False) + "\n")
