"""`innoreg why`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry, show
from innoreg.cli.output import show_cards, show_json
from innoreg.cli.reference_lookup import find_ref
from innoreg.i18n import N_
from innoreg.ledger import replay
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
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    registry = load_registry(call)
    state = replay(registry, call.day)
    name = find_ref(registry, ref)
    reasons = find_reasons(state, name)
    if format == "json":
        show_json(call, report.as_document(state, name, reasons))
        return
    heading, ends = report.heading(state, name), list(report.final_terms(state, name))
    notes = report.notes(state, name, reasons)
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
