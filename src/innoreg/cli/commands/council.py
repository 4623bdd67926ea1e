"""`innoreg council`: what a council has before it on a day; its decisions as the draft of an order."""

from datetime import date
from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import ChangeSession, WriteMode, WriteOptions, change_session
from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.common_options import parse_day
from innoreg.cli.output import show_cards, show_json
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _, ngettext


def council(
    call: Call,
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=N_("DATE"), help=N_("the day of the meeting; absent: today")),
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar=N_("ORDER"),
            help=N_("write what was decided as the draft of an order of this id, with new sites"),
        ),
    ] = None,
    protocol: Annotated[
        str | None,
        typer.Option("--protocol", metavar="ID", help=N_("of a draft: only what this one decided")),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option("--issuer", metavar="ID", help=N_("of a draft: whose order it is")),
    ] = None,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "table",
    mode: WriteOptions,
) -> None:
    from innoreg.ledger import replay
    from innoreg.queries.council_agenda import council_agenda
    from innoreg.queries.lacking_records import refuse_if_lacking
    from innoreg.report import council_agenda as report

    day = parse_day(on) if on else call.day
    if draft is not None:
        with change_session(call, dry_run=mode.dry_run) as session:
            _write_draft(session, day, draft, protocol, issuer, mode)
        return
    if protocol or issuer:
        raise WrongUsage(T("--protocol and --issuer go with --draft"))
    registry = load_registry(call)
    # Of applications that are not at hand nobody knows whether there are any.
    refuse_if_lacking(registry)
    state = replay(registry, day)
    agenda = council_agenda(state)
    if format == "json":
        show_json(call, report.as_document(state, agenda))
    else:
        show_cards(call, report.lines(state, agenda))


def _write_draft(
    session: ChangeSession,
    day: date,
    order: str,
    protocol: str | None,
    issuer: str | None,
    mode: WriteMode,
) -> None:
    from innoreg.ledger import replay
    from innoreg.model.record_models import MODELS
    from innoreg.queries.ruling_draft import draft_records, waiting_rulings
    from innoreg.store.file_writer import Change
    from innoreg.store.record_change import file_of
    from innoreg.store.record_form import form_text

    session.refuse_taken_id(order)
    registry = session.registry
    if protocol and registry.find(protocol, ("protocol",)) is None:
        session.refuse_unknown_reference(protocol)
    if issuer and registry.find(issuer, ("authority",)) is None:
        session.refuse_unknown_reference(issuer)
    state = replay(registry, day)
    found = waiting_rulings(state, protocol)
    changes = [
        Change(file_of(registry, kind, name), None, form_text(data, MODELS[kind]).encode())
        for kind, name, data in draft_records(state, found, order, issuer)
    ]
    done = ngettext(
        "{order}: draft of an order with {n} decision",
        "{order}: draft of an order with {n} decisions",
        len(found),
        order=order,
    )
    lines = [
        _("  next: `innoreg render {order} --draft`, then `innoreg sign {order}`", order=order)
    ]
    session.carry_out(changes, done, mode, lines=lines)
