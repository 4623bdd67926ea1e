"""`innoreg list`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark
from innoreg.cli.filter_options import FormatOption
from innoreg.cli.output import show_json, show_table
from innoreg.cli.reference_lookup import find_kind
from innoreg.i18n import N_, _, ngettext
from innoreg.ledger import replay
from innoreg.report import record_list


def list_(
    call: Call,
    kind: Annotated[
        str, typer.Argument(metavar=N_("KIND"), help=N_("districts, people, orders, …"))
    ],
    format: FormatOption = "table",
) -> None:
    name = find_kind(kind)
    state = replay(load_registry(call), call.day)
    rows = record_list.rows(state, name)
    if not rows:
        invented = sum(record.kind_name == name for record in state.registry.left_out)
        print_remark(
            ngettext(
                "only {n} invented record of this kind: --samples shows it",
                "only {n} invented records of this kind: --samples shows them",
                invented,
            )
            if invented
            else _("the register has no records of this kind")
        )
    if format == "json":
        show_json(call, record_list.as_document(state, name))
    else:
        show_table(call, record_list.columns(name), rows, format)
