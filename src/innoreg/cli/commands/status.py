"""`innoreg status`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import (
    Call,
    CallContext,
    load_registry,
    print_remark,
    show,
    show_as_it_is,
)
from innoreg.cli.filter_options import FormatOption, Places, StandingOption
from innoreg.cli.life_of_record import has_life, life_fields, life_lines
from innoreg.cli.output import show_cards, show_json, show_table
from innoreg.cli.reference_lookup import find_ref
from innoreg.cli.workbook_output import write_sheets
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T
from innoreg.ledger import State, replay
from innoreg.queries.due import Answer
from innoreg.queries.filters import Filters
from innoreg.queries.obligation import obligation_at
from innoreg.queries.occurrence_rows import printed_number
from innoreg.queries.standings import Entry, entries_around, register_entries
from innoreg.report import standings as report
from innoreg.report.citations import reference_title
from innoreg.report.display_texts import cited_number
from innoreg.report.due_sheets import due_sheets
from innoreg.report.due_table import as_document, as_table
from innoreg.report.known_days import absence, day_notes, known_fields
from innoreg.report.nothing_found import asked_of_standings
from innoreg.report.record_card import term_lines, term_rows
from innoreg.report.tables import Line, as_csv


def status(
    call: Call,
    ref: Annotated[
        str | None,
        typer.Argument(metavar=N_("REF"), help=N_("one of them; absent: all programmes and sites")),
    ] = None,
    *,
    places: Places,
    status: StandingOption = None,
    format: FormatOption = "table",
) -> None:
    registry, day = load_registry(call), call.day
    state = replay(registry, day)
    wanted = places._replace(status=status)
    if ref is None:
        found = register_entries(state, wanted)
        if not found:
            every = len(register_entries(state, Filters()))
            print_remark(asked_of_standings(wanted, every))
        _show(call, state, found, format)
    elif standing := state.standing(find_ref(registry, ref)):
        _show(call, state, entries_around(state, standing), format)
    elif (target := registry.find(ref)) and has_life(target):
        if format == "json":
            fields = {"format": 1, "today": day, "ref": target.ref, **life_fields(state, target)}
            show_json(call, fields)
        else:
            name = f"{target.ref}  {reference_title(registry, target.ref)}"
            show("\n".join([name, *life_lines(state, target)]))
    else:
        _show_terms(call, state, find_ref(registry, ref), format)


def _show(call: CallContext, state: State, entries: tuple[Entry, ...], form: str) -> None:
    if form == "json":
        show_json(call, report.as_document(state, entries))
    elif form == "csv":
        show_as_it_is(as_csv(report.FIELDS, [report.csv_row(state, entry) for entry in entries]))
    elif form == "xlsx":
        write_sheets(call, [report.sheet(state, entries)])
    elif form == "table" and call.is_on_terminal:
        head = report.heading(state, entries)
        show_cards(call, [Line(head), *report.cards(state, entries)])
    else:
        rows = [row for entry in entries for row in report.rows(state, entry)]
        show_table(call, report.columns(), rows, form, report.heading(state, entries))


def _show_terms(call: CallContext, state: State, ref: str, form: str) -> None:
    """Print the days of an item, a clause or a report, and what became of each."""
    found = obligation_at(state.registry, ref, state.day)
    notes = day_notes(state, ref)
    if found is None and absence(state, ref):
        if form == "json":
            show_json(call, as_document(Answer(state.day, ()), known_fields(state, ref)))
        else:
            show("\n".join([ref, *notes]))
        return
    if found is None:
        raise WrongUsage(
            T("“{ref}” has no state of its own", ref=ref),
            T("`innoreg show {ref}` shows all there is", ref=ref),
        )
    rows = term_rows([found])
    if form == "json":
        show_json(call, as_document(Answer(state.day, tuple(rows)), known_fields(state, ref)))
    elif form == "csv":
        show_as_it_is(as_table(Answer(state.day, tuple(rows)), form))
    elif form == "xlsx":
        (sheet,) = due_sheets(Answer(state.day, tuple(rows)))
        write_sheets(call, [sheet._replace(heading=[f"{found.ref}  {found.title}", *notes])])
    else:
        printed = printed_number(state.registry, ref)
        cited = f"{cited_number(printed)}. " if printed and printed.section else ""
        show("\n".join([f"{found.ref}  {cited}{found.title}", *notes, *term_lines(found)]))
