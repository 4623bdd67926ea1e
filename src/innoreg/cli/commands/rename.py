"""`innoreg rename`."""

from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from pathlib import PurePosixPath
from typing import Annotated, Any

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.i18n import N_, _, ngettext
from innoreg.model.registry import Path
from innoreg.queries.rename_plan import Renaming, Texts, plan_renaming
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.record_change import Raw


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
        change = session.edit_record(record, partial(_with_texts, texts))
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


def _with_texts(texts: Texts, data: Raw) -> Raw:
    """The mapping with each text at its path."""
    new: Any = deepcopy(data)
    for path, text in texts.items():
        steps = list(_steps_there(new, path))
        part = new
        for step in steps[:-1]:
            part = part[step]
        part[steps[-1]] = text
    return new  # type: ignore[no-any-return]


def _steps_there(data: Any, path: Path) -> Iterator[str | int]:
    """The path as the file has it: one group may stand where a list of them could, or its name alone."""
    for step in path:
        if step == 0 and not isinstance(data, list):
            continue
        if isinstance(data, str):
            return
        yield step
        data = data[step]
