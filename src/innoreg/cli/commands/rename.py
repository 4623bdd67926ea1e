"""`innoreg rename`."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Annotated

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.i18n import N_, _, ngettext
from innoreg.queries.rename_plan import Renaming, plan_renaming
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.record_change import with_texts


def rename(
    call: Call,
    ref: Annotated[
        str, typer.Argument(metavar=N_("REF"), help=N_("id, plan/number, order/clause, …"))
    ],
    new: Annotated[str, typer.Argument(metavar=N_("NEW"), help=N_("the new id or number"))],
    *,
    mode: WriteOptions,
) -> None:
    with change_session(call, dry_run=mode.dry_run) as session:
        target = session.registry.find(ref)
        if target is None:
            session.refuse_unknown_reference(ref)
        plan = plan_renaming(session.registry, target, new)
        done = _("{old} is now {new}", old=target.ref, new=_new_ref(plan))
        done += ", " + ngettext("{n} reference followed", "{n} references followed", plan.followed)
        session.carry_out(_changes(session, plan), done, mode)


def _new_ref(plan: Renaming) -> str:
    return f"{plan.name}/{next(iter(plan.parts.values()))}" if plan.parts else plan.name


def _changes(session: ChangeSession, plan: Renaming) -> Iterator[Change]:
    """The files whose references change; then, for a new id, the record's file under its new name."""
    own: Change | None = None
    for record, texts in plan.texts:
        change = session.edit_record(record, partial(with_texts, texts))
        if record is plan.record:
            # Kept back: these bytes go to the new path, if the id changes.
            own = change
        else:
            yield change
    if plan.name == plan.record.id:
        if own:
            yield own
        return
    file = session.registry.source(plan.record).file
    before = read_bytes(session.root, file)
    new = str(PurePosixPath(file).with_name(f"{plan.name}.yaml"))
    yield Change(new, None, own.after if own else before)
    yield Change(file, before, None)
