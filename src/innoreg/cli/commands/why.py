"""`innoreg why`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, CallContext, load_registry, show
from innoreg.cli.criteria_lookup import find_criteria, find_year
from innoreg.cli.life_of_record import life_lines
from innoreg.cli.output import show_cards, show_json
from innoreg.cli.reference_lookup import find_ref, find_target
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T
from innoreg.ledger import State, replay
from innoreg.queries.reasons import find_reasons
from innoreg.report import provenance as report
from innoreg.report.tables import Line


def why(
    call: Call,
    ref: Annotated[
        str,
        typer.Argument(
            metavar=N_("REF"),
            help=N_("a record, or an item, clause, project or report"),
        ),
    ],
    criteria: Annotated[
        str | None,
        typer.Option(
            "--criteria", metavar="ID", help=N_("why a school is on the list of a year, or is not")
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar=N_("YEAR"), help=N_("of criteria: the year of the results")),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    registry = load_registry(call)
    state = replay(registry, call.day)
    if criteria is not None:
        _explain_verdict(call, state, ref, criteria, year, format)
        return
    if year is not None:
        raise WrongUsage(T("--year goes with --criteria"))
    name = find_ref(registry, ref)
    reasons = find_reasons(state, name)
    if format == "json":
        show_json(call, report.as_document(state, name, reasons))
        return
    heading, ends = report.heading(state, name), list(report.final_terms(state, name))
    target = registry.find(name)
    life = life_lines(state, target) if target else []
    notes = [*life, *report.notes(state, name, reasons)]
    if call.is_on_terminal:
        last = [Line(""), *(Line(text, 2 if index else 0) for index, text in enumerate(ends))]
        show_cards(
            call,
            [
                Line(heading, style="bold"),
                *(Line(note) for note in notes),
                *report.cards(state, reasons),
                *(last if ends else []),
            ],
        )
    else:
        show("\n".join([heading, *notes, *report.plain_lines(state, reasons), *ends]))


def _explain_verdict(
    call: CallContext, state: State, ref: str, criteria: str, year: int | None, format: str
) -> None:
    from innoreg.queries.yearly_list import yearly_list
    from innoreg.report import yearly_list as report

    registry = state.registry
    school = find_target(registry, ref)
    chosen = find_criteria(registry, criteria)
    found = yearly_list(state, chosen, find_year(registry, year))
    row = next((each for each in found.rows if each.verdict.school == school.ref), None)
    if row is None:
        raise WrongUsage(
            T("“{id}” is no school that results are asked of", id=school.ref),
            T("`innoreg list {criteria}` has all that are", criteria=chosen.id),
        )
    if format == "json":
        show_json(call, report.row_as_document(found, row))
    else:
        show_cards(call, report.verdict_lines(found, row))
