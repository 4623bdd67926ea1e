"""`innoreg today`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import (
    Call,
    CallContext,
    report_failed_files,
    show,
    show_as_it_is,
    without_hidden_samples,
)
from innoreg.cli.common_options import parse_day
from innoreg.cli.output import show_json
from innoreg.cli.registry_check import count_findings, last_commit
from innoreg.i18n import N_, _
from innoreg.ledger import replay
from innoreg.queries.day_overview import DayOverview, build_overview
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.report import day_overview as report
from innoreg.report import display_texts
from innoreg.report.due_columns import heads_and_rows
from innoreg.report.due_table import rows_as_rich, undated_table
from innoreg.report.tables import table_as_plain, table_as_rich


def today(
    call: Call,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar=N_("DATE"), help=N_("what is new from this day (absent: last Monday)")
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    from innoreg.store.loader import load_tree

    day, first = call.day, parse_day(since) if since else None
    whole = call.read_in_one_state(lambda: load_tree(call.tree, salvage=True))
    read = without_hidden_samples(call, whole)
    state = replay(read.readable, day)
    found = build_overview(state, RegistryRows(read.readable, day), first)
    check, revision = count_findings(whole), last_commit(call.tree)
    report_failed_files(call, read.failed_files)
    if format == "json":
        show_json(call, report.as_document(found, check, revision))
        return
    head = f"{report.weekday(day)}, {display_texts.day(day)}: {report.sentence(found)}"
    show(head[:1].upper() + head[1:])
    _show_sections(call, found)
    show("\n" + report.foot(check, revision))


def _show_sections(call: CallContext, found: DayOverview) -> None:
    for section in report.sections(found):
        if not section.rows:
            continue
        show(f"\n{section.title}: {len(section.rows)}")
        if section.key == "long_late":
            # Of another year's plans, and many: they would hide the work of this week.
            show(_("`innoreg overdue` lists them"))
            continue
        show("\n" if call.is_on_terminal else "")
        if section.key == "undated":
            heads, cells = undated_table(section.rows)
            call.draw(
                table_as_rich(heads, cells, call.width)
                if call.is_on_terminal
                else table_as_plain(heads, cells)
            )
        elif call.is_on_terminal:
            call.draw(rows_as_rich(section.rows, call.width, late=False))
        else:
            show_as_it_is(table_as_plain(*heads_and_rows("pipe", section.rows, late=False)))
    for title, lines in report.line_sections(found):
        show(f"\n{title}: {len(lines)}\n\n" + "\n".join(lines))
