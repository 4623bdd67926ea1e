"""`innoreg show`."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.life_of_record import life_fields, life_lines
from innoreg.cli.output import show_cards, show_json
from innoreg.cli.reference_lookup import AnyRefArgument, find_target
from innoreg.i18n import N_, _
from innoreg.ledger import replay
from innoreg.model.group import NamedGroup
from innoreg.queries.dossier import build_dossier
from innoreg.queries.standings import build_entry
from innoreg.report import dossier as report
from innoreg.report import group_members, record_card, standings
from innoreg.report.known_days import day_notes, known_fields
from innoreg.report.tables import Line


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
    standing = None if target.path else state.standing(target.ref)
    lines = [Line(record_card.heading(registry, target), style="bold")]
    lines += (Line(text) for text in day_notes(state, target.ref))
    life = life_lines(state, target)
    if standing:
        # The life of a site tells of its reports too.
        lines += standings.card_lines(state, build_entry(state, standing), reports=not life)
    lines += (Line(text) for text in life)
    if found:
        lines += report.cards(found)
    elif group:
        lines += group_members.lines(state, group)
    lines += record_card.term_section(registry, target, day)
    lines += [Line(""), Line(_("Record"), style="bold"), *record_card.record_lines(target)]
    show_cards(call, lines)
