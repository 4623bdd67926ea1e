"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.output import show_cards
from innoreg.cli.reference_lookup import AnyRefArgument, find_target
from innoreg.i18n import N_
from innoreg.queries.dossier import build_dossier
from innoreg.report import dossier as report
from innoreg.report import record_card


def show(
    call: Call,
    ref: AnyRefArgument,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    registry, day = load_registry(call).registry, call.day
    target = find_target(registry, ref)
    found = None if target.path else build_dossier(registry, target, day)
    if format == "json":
        more = report.dossier_fields(found) if found else {}
        call.draw(record_card.as_json(registry, target, day, more))
        return
    call.draw(record_card.as_text(registry, target, day, call.width))
    if found:
        show_cards(call, report.cards(found))
