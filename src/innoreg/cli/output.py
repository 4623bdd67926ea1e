"""Tables and cards printed in the form asked for; requests answered line by line."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from innoreg.cli.command_context import CallContext, show, show_as_it_is
from innoreg.errors import WrongUsage
from innoreg.i18n import T, _
from innoreg.report.escaping import escape_markdown
from innoreg.report.failed_files import failed_fields
from innoreg.report.jsonio import dumps
from innoreg.report.sheets import Sheet, typed_rows
from innoreg.report.tables import (
    Cells,
    Column,
    Line,
    as_csv,
    as_markdown,
    cards_as_rich,
    cards_as_text,
    table_as_plain,
    table_as_rich,
)

# A width that no line reaches: programs that read a pipe expect each text on one line.
_UNWRAPPED = 10_000


def show_table(
    call: CallContext,
    columns: Sequence[Column],
    rows: Sequence[Cells],
    form: str,
    heading: str = "",
    styles: Sequence[str] = (),
    sheet: Sheet | None = None,
    sort: str | None = None,
    sums: int = 0,
) -> None:
    """Print a table as text, `md` or `csv`, or write it as `xlsx`; CSV has no heading.

    sheet: what a workbook says of it besides, without its table and heading. sort: the column of
    `--sort`. sums: so many rows at the end are sums, which stay there.
    """
    if sort is not None:
        kept = len(rows) - sums
        order = [*sorted_places(columns, rows[:kept], sort), *range(kept, len(rows))]
        rows = [rows[at] for at in order]
        styles = [styles[at] for at in order] if styles else ()
    heads = [column.head for column in columns]
    if form == "xlsx":
        from innoreg.cli.workbook_output import write_sheets

        about = sheet or Sheet(_("Answer"), (), ())
        values, lines = typed_rows(columns, rows), heading.splitlines()
        write_sheets(call, [about._replace(columns=columns, rows=values, heading=lines)])
        return
    if form == "csv":
        show_as_it_is(as_csv(heads, rows))
        return
    if heading:
        shown = escape_markdown(heading) if form == "md" else heading
        show(shown + ("\n\n" if call.is_on_terminal or form == "md" else "\n"))
    if not rows:
        return
    if form == "md":
        show_as_it_is(as_markdown(heads, rows))
    elif call.is_on_terminal:
        call.draw(table_as_rich(columns, rows, call.width, styles))
    else:
        show_as_it_is(table_as_plain(columns, rows))


def sorted_places(
    columns: Sequence[Column], rows: Sequence[Cells], wanted: str, keys: Sequence[str] = ()
) -> list[int]:
    """The numbers of the rows by the column `wanted` names, `-COLUMN` backwards.

    keys: other names of the columns, in their order. WrongUsage where no column is called so.
    """
    from innoreg.report.table_order import find_column, order_of

    name = wanted.removeprefix("-")
    at = find_column([column.head for column in columns], name)
    if at is None:
        at = find_column(keys, name)
    if at is None:
        raise WrongUsage(
            T("the table has no column “{name}”", name=name),
            T("one of: {expected}", expected=", ".join(column.head for column in columns)),
        )
    return order_of([row[at] for row in rows], backwards=wanted.startswith("-"))


def show_json(call: CallContext, document: Mapping[str, Any], sort: str | None = None) -> None:
    """Print a document of docs/json.md; `failed` lists the files that it lacks or has in part.

    `hidden_samples` counts the invented records that would have had a place in it. WrongUsage where `--sort` was
    given: the order of the document is part of its format.
    """
    refuse_sort(sort)
    hidden = {"hidden_samples": n} if (n := call.hidden_count) else {}
    show_as_it_is(dumps({**document, **hidden, **failed_fields(call.failed)}))


def refuse_sort(sort: str | None) -> None:
    """WrongUsage where `--sort` was given to what is no table."""
    if sort is not None:
        raise WrongUsage(T("{option} {why}", option="--sort", why=T("goes with a table")))


def show_cards(call: CallContext, lines: Iterable[Line]) -> None:
    """Print cards: wrapped on a terminal, line by line in a pipe."""
    if call.is_on_terminal:
        call.draw(cards_as_rich(lines, call.width))
    else:
        show_as_it_is(cards_as_text(lines, _UNWRAPPED))


def answer_json_lines(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Print an answer to each line of stdin, a JSON object; WrongUsage with the number of a bad one."""
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
