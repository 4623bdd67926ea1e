"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.life_of_record import life_fields, life_lines
from innoreg.cli.output import show_cards, show_json
from innoreg.cli.reference_lookup import AnyRefArgument, find_target
from innoreg.i18n import N_
from innoreg.ledger import replay
from innoreg.model.group import NamedGroup
from innoreg.queries.dossier import build_dossier
from innoreg.report import dossier as report
from innoreg.report import group_members, record_card
from innoreg.report.known_days import day_notes, known_fields


def show(
    call: Call,
    ref: AnyRefArgument,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    registry, day = load_registry(call), call.day
    target = find_target(registry, ref)
    found = None if target.path else build_dossier(registry, target, day)
    state = found.state if found else replay(registry, day)
    group = target.record if isinstance(target.record, NamedGroup) else None
    if format == "json":
        if found:
            more = report.dossier_fields(found)
        elif group:
            more = group_members.group_fields(state, group)
        else:
            more = known_fields(state, target.ref) | life_fields(state, target)
        show_json(call, record_card.as_document(registry, target, day, more))
        return
    notes = [*day_notes(state, target.ref), *life_lines(state, target)]
    call.draw(record_card.as_text(registry, target, day, call.width, notes))
    if found:
        show_cards(call, report.cards(found))
    elif group:
        show_cards(call, group_members.lines(state, group))
