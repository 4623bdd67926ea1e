"""`innoreg new`."""

from typing import Annotated

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session, diff_of_changes
from innoreg.cli.command_context import Call, show, show_as_it_is
from innoreg.cli.reference_lookup import find_kind
from innoreg.errors import Refused, WrongUsage
from innoreg.hidden_signs import find_hidden_sign
from innoreg.i18n import N_, T, _
from innoreg.model.record_models import MODELS
from innoreg.store.file_writer import Change, write_changes
from innoreg.store.record_change import file_of
from innoreg.store.record_form import blank_record, empty_paths, form_text


def new(
    call: Call,
    kind: Annotated[str, typer.Argument(metavar=N_("KIND"), help=N_("district, person, order, …"))],
    name: Annotated[
        str, typer.Argument(metavar="ID", help=N_("the new id: Latin letters, digits, hyphens"))
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("KEY=VALUE"), help=N_("fills a key in: name=… period.from=…")),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    model = MODELS[find_kind(kind)]
    data = blank_record(model, [_parse_pair(one) for one in values or ()])
    with change_session(call, dry_run=mode.dry_run) as session:
        session.refuse_taken_id(name)
        file = file_of(session.registry, model.kind_name, name, data)
        change = Change(file, None, form_text(data, model).encode())
        blanks = [".".join(str(step) for step in path) for path in empty_paths(data)]
        if not blanks:
            session.carry_out([change], _("{id} is new", id=name), mode)
        elif mode.dry_run:
            show_as_it_is(diff_of_changes([(file, None, change.after)]))
        else:
            _write_blank_form(session, change, blanks, name, commit=mode.commit)


def _parse_pair(words: str) -> tuple[str, str]:
    key, equals, value = words.partition("=")
    if not (equals and key and value):
        raise WrongUsage(
            T("“{words}” is not KEY=VALUE", words=words), T("for example: name='Образцова А.А.'")
        )
    if find_hidden_sign(value):
        raise Refused(
            T("the value of {key} holds a sign that nobody sees", key=key),
            T("type the words anew, or delete the sign"),
        )
    return key, value


def _write_blank_form(
    session: ChangeSession, change: Change, blanks: list[str], name: str, *, commit: bool
) -> None:
    """Write a record with empty keys, unchecked; `validate` then shows what is left to do."""
    if commit:
        raise Refused(
            T("still to be filled in: {keys}", keys=", ".join(blanks)),
            T("give them as KEY=VALUE, or leave out --commit; nothing was written"),
        )
    write_changes(session.root, [change])
    lines = [
        _("{id} is new", id=name),
        f"  {change.file}",
        _("  to be filled in: {keys}", keys=", ".join(blanks)),
        _("  next: `innoreg edit {id}`", id=name),
    ]
    show("\n".join(lines))
