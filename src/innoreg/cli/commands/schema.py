"""`innoreg schema`."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry, show, show_as_it_is
from innoreg.cli.reference_lookup import find_kind
from innoreg.errors import WrongUsage, writing_to
from innoreg.i18n import N_, T, _
from innoreg.report import json_schema as report
from innoreg.report.jsonio import dumps
from innoreg.store.tree import SCHEMAS


def schema(
    call: Call,
    kind: Annotated[
        str | None,
        typer.Argument(metavar=N_("KIND"), help=N_("district, person, order, …; absent: all")),
    ] = None,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help=N_("write schemas/ anew, from which an editor offers ids with names")
        ),
    ] = False,
) -> None:
    if write:
        _write_schemas(call, kind)
    elif kind is None:
        show_as_it_is(dumps({"format": 1, "kinds": report.record_schemas()}))
    else:
        show_as_it_is(dumps(report.record_schema(find_kind(kind))))


def _write_schemas(call: Call, kind: str | None) -> None:
    from innoreg.cli.editor_files import write_editor_files

    if kind is not None:
        raise WrongUsage(
            T("{names} do not go together", names="KIND, --write"), T("keep one of them")
        )
    folder = call.working_folder
    with writing_to(folder):
        write_editor_files(folder, load_registry(call))
    show(_("Schemas written to {path}", path=folder / SCHEMAS))
