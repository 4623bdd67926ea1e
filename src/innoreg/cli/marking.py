"""How an event is recorded: found what it is about, asked whether it may be, put into the file."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from innoreg.cli.changing import Desk, carry_out, desk, nothing_called
from innoreg.cli.common import complain_lightly
from innoreg.i18n import N_
from innoreg.model.registry import Registry
from innoreg.queries.markable import Markable, markable
from innoreg.queries.marking import Marking, Raw, inserted
from innoreg.report.happened import happened
from innoreg.store.edit import edited, placed

OccurrenceOption = Annotated[
    int | None,
    typer.Option("--occurrence", min=1, metavar="N", help=N_("which of its days, counted from 1")),
]
ForOption = Annotated[
    str | None,
    typer.Option("--for", metavar=N_("ADDRESSEE"), help=N_("only this one of its addressees")),
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("why, in words"))
]
Events = Callable[[Marking], Sequence[Raw]]


def record(ctx: typer.Context, ref: str, events: Events, *, dry_run: bool, commit: bool) -> None:
    """Add the events that `events` makes for the thing `ref` names."""
    with desk(ctx) as at:
        marking = Marking(at.registry, _thing(at, ref), at.today)
        new = events(marking)
        for remark in (remark for event in new for remark in marking.remarks(event)):
            complain_lightly(str(remark))
        thing = marking.thing
        carry_out(
            at,
            [edited(at.root, at.registry, thing.record, _with(thing, new))],
            happened(thing, new),
            dry_run=dry_run,
            commit=commit,
            intended=lambda after: _check(after, at, thing.ref, new),
        )


def _thing(at: Desk, ref: str) -> Markable:
    thing = markable(at.registry, ref, at.today)
    return thing if thing else nothing_called(at, ref)


def _with(thing: Markable, new: Sequence[Raw]) -> Callable[[Raw], Raw]:
    """The change of the record's mapping."""

    def change(data: Raw) -> Raw:
        part: Any = data
        for step in thing.path:
            part = part[step]
        events = list(part.get("events") or ())
        for event in new:
            events = inserted(events, event)
        return placed(data, thing.path, thing.model, events=events)

    return change


def _check(after: Registry, at: Desk, ref: str, new: Sequence[Raw]) -> None:
    """Whether the register then says what was meant."""
    thing = markable(after, ref, at.today)
    assert thing is not None
    marking = Marking(after, thing, at.today)
    for event in new:
        marking.check_took_effect(event)
