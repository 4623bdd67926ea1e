"""`innoreg behind`: who of a duty's addressees is done, late, open or overdue."""

from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import RefArgument
from innoreg.cli.command_context import Call, load_registry, show
from innoreg.cli.reference_lookup import find_ref
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T


def behind(
    call: Call,
    ref: RefArgument,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "table",
) -> None:
    from innoreg.cli.output import show_json
    from innoreg.queries.addressee_progress import addressee_progress
    from innoreg.queries.lacking_records import refuse_if_lacking
    from innoreg.queries.obligation import obligation_at
    from innoreg.report import addressees as report
    from innoreg.report.tables import table_as_plain, table_as_rich

    registry = load_registry(call)
    name = find_ref(registry, ref)
    thing = obligation_at(registry, name, call.day)
    if thing and thing.duty.lacks_addressees:
        refuse_if_lacking(registry)
    found = addressee_progress(thing, call.day) if thing else []
    if not found:
        raise WrongUsage(
            T("{ref} has no addressees who report one by one", ref=name),
            T("`innoreg show {ref}` shows who answers", ref=name),
        )
    if format == "json":
        show_json(call, report.as_document(name, found))
        return
    show(report.heading(registry, name, found, call.day))
    heads, rows = report.table(registry, found)
    if call.is_on_terminal:
        call.draw(table_as_rich(heads, rows, call.width))
    else:
        show(table_as_plain(heads, rows))
