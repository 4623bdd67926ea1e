"""`innoreg new`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import (
    CommitOption,
    Desk,
    DryRunOption,
    carry_out,
    check_free,
    desk,
    difference,
)
from innoreg.cli.command_context import show
from innoreg.cli.reference_lookup import named_kind
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.model.record_models import MODELS
from innoreg.store.file_writer import Change, write
from innoreg.store.record_change import file_of
from innoreg.store.record_form import as_text, empty, skeleton


def new(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar=N_("KIND"), help=N_("district, person, order, …"))],
    name: Annotated[
        str, typer.Argument(metavar="ID", help=N_("the new id: Latin letters, digits, hyphens"))
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("KEY=VALUE"), help=N_("fills a key in: name=… period.from=…")),
    ] = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
) -> None:
    model = MODELS[named_kind(kind)]
    data = skeleton(model, [_pair(one) for one in values or ()])
    with desk(ctx) as at:
        check_free(at, name)
        file = file_of(at.registry, model.kind_name, name)
        change = Change(file, None, as_text(data, model).encode())
        blanks = [".".join(str(step) for step in path) for path in empty(data)]
        if not blanks:
            carry_out(at, [change], _("{id} is new", id=name), dry_run=dry_run, commit=commit)
        elif dry_run:
            show(difference([(file, None, change.after)]))
        else:
            _begin(at, change, blanks, name, commit=commit)


def _pair(words: str) -> tuple[str, str]:
    key, equals, value = words.partition("=")
    if not (equals and key and value):
        raise WrongUsage(
            T("“{words}” is not KEY=VALUE", words=words), T("for example: name='Образцова А.А.'")
        )
    return key, value


def _begin(at: Desk, change: Change, blanks: list[str], name: str, *, commit: bool) -> None:
    """Write a form that is not filled in yet: `validate` shows what is left to do."""
    if commit:
        raise Refused(
            T("still to be filled in: {keys}", keys=", ".join(blanks)),
            T("give them as KEY=VALUE, or leave out --commit; nothing was written"),
        )
    write(at.root, [change])
    lines = [
        _("{id} is new", id=name),
        f"  {change.file}",
        _("  to be filled in: {keys}", keys=", ".join(blanks)),
        _("  next: `innoreg edit {id}`", id=name),
    ]
    show("\n".join(lines))
