"""Recording an event (done, extended, cancelled, reopened) in its record, and its summary in words."""

import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from innoreg.cli.change_session import ChangeSession, WriteMode, change_session
from innoreg.cli.command_context import CallContext, print_remark
from innoreg.i18n import N_, _
from innoreg.model.registry import Registry
from innoreg.queries.event_checks import Marking, Raw, insert_by_day
from innoreg.queries.event_targets import Markable, find_markable
from innoreg.report.display_texts import day
from innoreg.store.record_change import with_values


def event_summary(thing: Markable, events: Sequence[dict[str, Any]]) -> str:
    """The message of the commit: «loiro-2022/3: исполнено 22.02.2022», then title and reasons."""
    first = events[0]
    numbers = ", ".join(str(e["occurrence"]) for e in events if "occurrence" in e)
    name = f"{thing.ref} [{numbers}]" if numbers else thing.ref
    name += f" ({first['for']})" if "for" in first else ""
    # Bounds a line of the commit's message: titles of items may be paragraphs.
    title = textwrap.shorten(thing.title, 200, placeholder="…")
    more = (first.get(key) for key in ("evidence", "reason"))
    return "\n\n".join([f"{name}: {_event_text(first)}", title, *filter(None, more)])


def _event_text(event: dict[str, Any]) -> str:
    on = day(date.fromisoformat(event["on"]))
    basis = event.get("basis")
    if event["event"] == "done":
        return _("done on {day}", day=on)
    if event["event"] == "reopened":
        return _("on control again from {day}", day=on)
    if event["event"] == "extended":
        return _("term extended: {to} ({basis}, {day})", to=event["to"], basis=basis, day=on)
    said = _("taken off control on {day}", day=on)
    return f"{said} ({basis})" if basis else said


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
EventMaker = Callable[[Marking], Sequence[Raw]]


def record_event(call: CallContext, ref: str, events: EventMaker, mode: WriteMode) -> None:
    """Add the events that `events` makes to the record of what `ref` names, checked and saved."""
    with change_session(call, dry_run=mode.dry_run) as session:
        marking = Marking(session.registry, _find_thing(session, ref), session.today)
        new = events(marking)
        for remark in (remark for event in new for remark in marking.remarks(event)):
            print_remark(str(remark))
        thing = marking.thing
        session.carry_out(
            [session.edit_record(thing.record, _event_adder(thing, new))],
            event_summary(thing, new),
            mode,
            check_intent=lambda after: _check_took_effect(after, session, thing.ref, new),
        )


def _find_thing(session: ChangeSession, ref: str) -> Markable:
    thing = find_markable(session.registry, ref, session.today)
    return thing if thing else session.refuse_unknown_reference(ref)


def _event_adder(thing: Markable, new: Sequence[Raw]) -> Callable[[Raw], Raw]:
    """A function that adds the events, by day, to the part of the record's mapping."""

    def change(data: Raw) -> Raw:
        part: Any = data
        for step in thing.path:
            part = part[step]
        events = list(part.get("events") or ())
        for event in new:
            events = insert_by_day(events, event)
        return with_values(data, thing.path, thing.model, events=events)

    return change


def _check_took_effect(
    after: Registry, session: ChangeSession, ref: str, new: Sequence[Raw]
) -> None:
    """Raise Refused where a later event undoes one of these: asked of the registry after them."""
    thing = find_markable(after, ref, session.today)
    assert thing is not None
    marking = Marking(after, thing, session.today)
    for event in new:
        marking.check_took_effect(event)
