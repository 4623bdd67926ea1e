"""`innoreg accept`: findings that stand, each with the reason why."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call, path_in_registry
from innoreg.cli.reference_lookup import find_target
from innoreg.diagnostics import Diagnostic
from innoreg.errors import Refused
from innoreg.i18n import N_, T, ngettext
from innoreg.model.base import Record
from innoreg.model.registry import Registry
from innoreg.rules import check
from innoreg.rules.acceptance import facts_in, records_by_file
from innoreg.store.record_change import Raw


class Spot(NamedTuple):
    """What was asked for: a file of the registry, perhaps with a line of it."""

    file: str
    line: int | None


def accept(
    call: Call,
    places: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("PLACE"), help=N_("a record, or FILE:LINE as `innoreg validate` prints it")
        ),
    ],
    reason: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("why they stand, in words"))],
    code: Annotated[
        list[str] | None, typer.Option(metavar=N_("CODE"), help=N_("only findings of this code"))
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    if not reason.strip():
        raise Refused(T("a finding is accepted with a reason"), T("--reason: why it stands"))
    with change_session(call, dry_run=mode.dry_run) as session:
        spots = [_spot(session, place) for place in places]
        found = check(session.registry)
        wanted = [
            each
            for each in found
            if any(_lies_at(each, spot) for spot in spots) and (not code or each.code in code)
        ]
        _refuse_what_cannot_be(wanted, places)
        new = [each for each in wanted if not each.accepted]
        records = records_by_file(session.registry)
        keepers = {id(records[each.place.file]): records[each.place.file] for each in new}
        changes = [
            session.edit_record(
                record, _entry_adder(_entries(session.registry, record, new, reason))
            )
            for record in keepers.values()
        ]
        n = len(new)
        said = ngettext("{n} finding accepted: {reason}", "{n} findings accepted: {reason}",
                        n, reason=reason)  # fmt: skip
        session.carry_out(changes, said, mode)


def _spot(session: ChangeSession, place: str) -> Spot:
    """The file (and line) that a place or a reference names."""
    words = place.split(":")
    if words[0].endswith((".yaml", ".yml", ".csv")):
        root = session.root
        path = next((p for p in (Path(words[0]), root / words[0]) if p.exists()), Path(words[0]))
        line = words[1] if len(words) > 1 else ""
        return Spot(path_in_registry(root, path), int(line) if line.isdecimal() else None)
    record: Record = find_target(session.registry, place).record
    return Spot(session.registry.source(record).file, None)


def _lies_at(found: Diagnostic, spot: Spot) -> bool:
    return found.place.file == spot.file and spot.line in (None, found.place.line)


def _refuse_what_cannot_be(wanted: list[Diagnostic], places: list[str]) -> None:
    where = ", ".join(places)
    if not wanted:
        raise Refused(
            T("there is no finding at {place}", place=where),
            T("`innoreg validate` shows where they are"),
        )
    if error := next((each for each in wanted if each.severity == "error"), None):
        raise Refused(
            T("an error cannot be accepted: {place}: {message}",
              place=error.place, message=error.message),
            error.hint or T("`innoreg validate` explains it"),
        )  # fmt: skip


def _entries(
    registry: Registry, record: Record, found: Iterable[Diagnostic], reason: str
) -> list[Raw]:
    """One entry for each finding of the record's file, the same code and facts once."""
    records = records_by_file(registry)
    mine = (each for each in found if records.get(each.place.file) is record)
    pairs = dict.fromkeys((each.code, facts_in(registry, record, each)) for each in mine)
    return [
        {"code": code, **({"facts": facts} if facts else {}), "reason": reason}
        for code, facts in pairs
    ]


def _entry_adder(entries: list[Raw]) -> Callable[[Raw], Raw]:
    """A function that adds the entries at the end of a record's mapping."""
    return lambda data: {**data, "accepted": [*(data.get("accepted") or ()), *entries]}
