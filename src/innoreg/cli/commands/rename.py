"""`innoreg rename`."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Annotated

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.errors import Refused
from innoreg.i18n import N_, T, _, ngettext
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.indicator import Indicator
from innoreg.model.indicator_table import values_file, with_district
from innoreg.model.profile import Profile
from innoreg.model.registry import Registry
from innoreg.model.results import Results
from innoreg.model.results_book import read_year
from innoreg.model.results_table import table_text
from innoreg.model.school import School
from innoreg.queries.rename_plan import Renaming, plan_renaming
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.record_change import table_change, with_texts
from innoreg.store.reminder_log import renamed_logs


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
        elif name := _new_name_of_profile(session.registry, record, plan):
            # Its file is called by its school.
            yield Change(str(PurePosixPath(change.file).with_name(name)), None, change.after)
            yield Change(change.file, change.before, None)
        else:
            yield change
    yield from _table_changes(session, plan)
    yield from renamed_logs(session.root, partial(_followed, plan))
    yield from _value_changes(session, plan)
    if plan.name == plan.record.id:
        if own:
            yield own
        return
    file = session.registry.source(plan.record).file
    before = read_bytes(session.root, file)
    new = str(PurePosixPath(file).with_name(f"{plan.name}.yaml"))
    yield Change(new, None, own.after if own else before)
    yield Change(file, before, None)


def _followed(plan: Renaming, ref: str) -> str:
    """An id or a reference of the log of reminders, as it is after the renaming."""
    head, slash, key = ref.partition("/")
    return f"{plan.name}{slash}{plan.parts.get(key, key)}" if head == plan.record.id else ref


def _new_name_of_profile(registry: Registry, record: Record, plan: Renaming) -> str | None:
    """The new name of the file of a profile of the school that is renamed; None of other records."""
    if not isinstance(record, Profile) or plan.name == plan.record.id:
        return None
    is_its = registry.get(School, record.school) is plan.record
    return f"{plan.name}-{record.year}.yaml" if is_its else None


def _table_changes(session: ChangeSession, plan: Renaming) -> Iterator[Change]:
    """The tables of results that name the school that is renamed; Refused where one cannot be read."""
    if not isinstance(plan.record, School) or plan.name == plan.record.id:
        return
    for head in session.registry.all(Results):
        year = read_year(session.registry, head)
        old = {name for name, ref in year.schools.items() if ref == plan.record.id}
        if not year.is_whole:
            raise Refused(
                T("the rows of {year} cannot be read: {file}", year=year.year, file=year.file),
                T("`innoreg validate` says why"),
            )
        if old:
            rows = [
                row._replace(school=plan.name) if row.school in old else row for row in year.rows
            ]
            yield table_change(session.registry, year.file, table_text(rows))


def _value_changes(session: ChangeSession, plan: Renaming) -> Iterator[Change]:
    """The values of the indicator that is renamed under its new name; those of a renamed district."""
    registry, record = session.registry, plan.record
    if not isinstance(record, Indicator | District) or plan.name == record.id:
        return
    for indicator in registry.all(Indicator):
        file = values_file(registry, indicator)
        held = registry.tables.get(file)
        if isinstance(held, T):
            raise Refused(
                T("{file} cannot be read: {reason}", file=file, reason=held),
                T("nothing was written; `innoreg validate` says more"),
            )
        if held is None:
            continue
        if indicator is record:
            yield Change(str(PurePosixPath(file).with_name(f"{plan.name}.csv")), None, held)
            yield Change(file, held, None)
        elif isinstance(record, District):
            new = with_district(
                held, lambda name: registry.get(District, name) is record, plan.name
            )
            if new != held:
                yield Change(file, held, new)
