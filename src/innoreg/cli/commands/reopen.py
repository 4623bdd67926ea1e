"""`innoreg reopen`."""

from innoreg.cli.change_session import DayOption, RefArgument, WriteOptions
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.cli.event_recording import (
    ForceOption,
    ForOption,
    MarkRequest,
    OccurrenceOption,
    ReasonOption,
    record_event,
)


def reopen(
    call: Call,
    ref: RefArgument,
    on: DayOption = None,
    occurrence: OccurrenceOption = None,
    for_: ForOption = None,
    reason: ReasonOption = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on) if on else None
    request = MarkRequest(
        ref, occurrence, lambda thing, n: [thing.reopened_event(day, n, for_, reason)]
    )
    record_event(call, request, mode, force=force)
