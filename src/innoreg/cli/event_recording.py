"""Recording an event (done, extended, cancelled, reopened) in its record, and its summary in words."""

import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from innoreg.cli.change_session import ChangeSession, WriteMode, change_session
from innoreg.cli.command_context import CallContext, print_remark
from innoreg.cli.error_handler import complain_of
from innoreg.cli.reference_lookup import find_target
from innoreg.errors import InnoregError, Refused, WrongUsage
from innoreg.i18n import N_, TN, T, _, ngettext
from innoreg.model.registry import Registry
from innoreg.queries.event_checks import Marking, Raw
from innoreg.queries.event_targets import Markable, find_markable
from innoreg.queries.printed_reference import find_bare_numbers, split_reference
from innoreg.report.display_texts import day
from innoreg.store.record_change import insert_by_day, with_values


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
        said = _("term extended: {to}", to=event["to"])
        return f"{said} ({', '.join(filter(None, (basis, on)))})"
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
ForceOption = Annotated[
    bool,
    typer.Option("--force", help=N_("also a day before the document, or after today")),
]
EventMaker = Callable[[Marking, int | None], Sequence[Raw]]


class MarkRequest(NamedTuple):
    """What is to be marked: a reference as people type or copy it, and what makes its events.

    place: where it was asked for, if not in the command itself: `line 3: `.
    """

    ref: str
    occurrence: int | None
    events: EventMaker
    place: str = ""


class _Mark(NamedTuple):
    thing: Markable
    events: Sequence[Raw]


def record_event(
    call: CallContext,
    request: MarkRequest,
    mode: WriteMode,
    *,
    force: bool = False,
) -> None:
    """Add the events of one thing to its record, checked and saved."""
    record_events(call, [request], mode, force=force)


def record_events(
    call: CallContext,
    requests: Sequence[MarkRequest],
    mode: WriteMode,
    *,
    force: bool = False,
) -> None:
    """Add the events of all these things to their records, or of none, in one change."""
    with change_session(call, dry_run=mode.dry_run) as session:
        marks = _make_marks(session, requests, force)
        edits: dict[int, list[_Mark]] = {}
        for mark in marks:
            edits.setdefault(id(mark.thing.record), []).append(mark)
        session.carry_out(
            [session.edit_record(own[0].thing.record, _event_adder(own)) for own in edits.values()],
            _summary_of_all(marks),
            mode,
            check_intent=lambda after: _check_took_effect(after, session, marks),
            lines=[] if len(marks) == 1 else [f"  {_first_line(mark)}" for mark in marks],
        )


def _make_marks(
    session: ChangeSession, requests: Sequence[MarkRequest], force: bool
) -> list[_Mark]:
    """What each request adds. Raises the error of the first that cannot be, after telling of all."""
    marks: list[_Mark] = []
    failed: list[InnoregError] = []
    for request in requests:
        try:
            mark = _make_mark(session, request, force)
            _refuse_twice(mark, marks)
            marks.append(mark)
        except InnoregError as error:
            if not request.place:
                raise
            complain_of(error, request.place)
            failed.append(error)
    if failed:
        raise Refused(
            TN(
                "{n} line cannot be recorded",
                "{n} lines cannot be recorded",
                len(failed),
            ),
            T("nothing was written; correct them and run the command again"),
        )
    return marks


def _make_mark(session: ChangeSession, request: MarkRequest, force: bool) -> _Mark:
    ref, printed = split_reference(request.ref)
    # `due` prints «plan/2 (3/4)», and so it may be pasted: that names the window already.
    if None not in (printed, request.occurrence) and printed != request.occurrence:
        raise WrongUsage(
            T(
                "“{ref}” names day {one}, --occurrence says {other}",
                ref=request.ref,
                one=printed,
                other=request.occurrence,
            ),
            T("keep one of them"),
        )
    thing = _find_thing(session, ref)
    marking = Marking(session.registry, thing, session.today)
    events = request.events(marking, request.occurrence or printed)
    for event in events:
        doubts = marking.doubts(event)
        if doubts and not marking.is_known_on(event):
            raise Refused(
                doubts[0], T("before its order there was nothing to mark: correct the day")
            )
        if doubts and not force:
            raise Refused(doubts[0], T("correct the day, or insist with --force"))
        for remark in (*doubts, *marking.remarks(event)):
            print_remark(request.place + str(remark))
    return _Mark(thing, events)


def _refuse_twice(mark: _Mark, others: Sequence[_Mark]) -> None:
    """Refused where another of these marks speaks of the same day and addressee."""
    told = [
        event for other in others if other.thing.ref == mark.thing.ref for event in other.events
    ]
    for event in mark.events:
        if any(_overlap(event, other) for other in told):
            raise Refused(T("{ref} is named twice", ref=mark.thing.ref), T("name it once"))


def _overlap(one: Raw, other: Raw) -> bool:
    """Whether both speak of one day and one addressee; an event without one speaks of all."""
    return all(
        None in (one.get(key), other.get(key)) or one[key] == other[key]
        for key in ("occurrence", "for")
    )


def _find_thing(session: ChangeSession, ref: str) -> Markable:
    thing = find_markable(session.registry, ref, session.today)
    # A number alone, as it stands on paper, where only one plan has such an item.
    if thing is None and "/" not in ref and find_bare_numbers(session.registry, ref):
        full = find_target(session.registry, ref).ref
        thing = find_markable(session.registry, full, session.today)
    return thing if thing else session.refuse_unknown_reference(ref)


def _event_adder(marks: Sequence[_Mark]) -> Callable[[Raw], Raw]:
    """A function that adds the events of each, by day, to its part of the record's mapping."""

    def change(data: Raw) -> Raw:
        for thing, new in marks:
            part: Any = data
            for step in thing.path:
                part = part[step]
            events = list(part.get("events") or ())
            for event in new:
                events = insert_by_day(events, event)
            data = with_values(data, thing.path, thing.model, events=events)
        return data

    return change


def _check_took_effect(after: Registry, session: ChangeSession, marks: Sequence[_Mark]) -> None:
    """Raise Refused where a later event undoes one of these: asked of the registry after them."""
    for mark in marks:
        thing = find_markable(after, mark.thing.ref, session.today)
        assert thing is not None
        marking = Marking(after, thing, session.today)
        for event in mark.events:
            marking.check_took_effect(event)


def _first_line(mark: _Mark) -> str:
    return event_summary(mark.thing, mark.events).partition("\n")[0]


def _summary_of_all(marks: Sequence[_Mark]) -> str:
    """The message of the commit: of one mark its own, of several a line for each."""
    if len(marks) == 1:
        return event_summary(marks[0].thing, marks[0].events)
    head = ngettext("{n} mark", "{n} marks", len(marks))
    return "\n\n".join([head, "\n".join(map(_first_line, marks))])
