"""`innoreg pair`: what happens in a mentoring pair, noted without opening its file."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import (
    ChangeSession,
    DayOption,
    WriteMode,
    WriteOptions,
    change_session,
)
from innoreg.cli.command_context import Call, CallContext, print_remark
from innoreg.cli.common_options import parse_day, spread_groups
from innoreg.cli.event_recording import ForceOption
from innoreg.cli.lazy_group import Command, Group
from innoreg.errors import Refused
from innoreg.i18n import N_, T, _, ngettext
from innoreg.ledger import replay
from innoreg.model.pair import Pair, PairPlan
from innoreg.queries.pair_facts import approved_plan, check_meeting, consents_of
from innoreg.report import display_texts
from innoreg.store.record_change import Raw, insert_by_day, with_values

app = typer.Typer(name="pair", cls=Group, rich_markup_mode=None, no_args_is_help=True)
PairsArgument = Annotated[
    list[str], typer.Argument(metavar=N_("PAIR"), help=N_("one pair or several"))
]
Edit = Callable[[ChangeSession, Pair], Callable[[Raw], Raw]]


@app.command("consent", cls=Command, help=N_("who of a pair gave consent, or refused it"))
@spread_groups
def consent(
    call: Call,
    pairs: PairsArgument,
    of: Annotated[
        list[str] | None,
        typer.Option(
            "--of", metavar=N_("WHO"), help=N_("school or person, by id or words; repeatable")
        ),
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help=N_("all whom the pair asks"))] = False,
    refused: Annotated[bool, typer.Option("--refused", help=N_("consent was refused"))] = False,
    on: DayOption = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = _day(call, on)

    def edit(session: ChangeSession, pair: Pair) -> Callable[[Raw], Raw]:
        rows = consents_of(
            session.registry, pair, of or (), day, given=not refused, everyone=everyone
        )
        return lambda data: _with_rows(data, "consents", rows)

    said = _("consent refused {day}") if refused else _("consent given {day}")
    _note(call, pairs, day, edit, said.format(day=display_texts.day(day)), mode, force=force)


@app.command("meeting", cls=Command, help=N_("a meeting of the two sides"))
@spread_groups
def meeting(
    call: Call,
    pairs: PairsArgument,
    form: Annotated[
        Literal["visit", "online", "lesson", "consultation"],
        typer.Option("--form", help=N_("in which form")),
    ],
    on: DayOption = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar=N_("TEXT"), help=N_("what it was about"))
    ] = None,
    people: Annotated[
        int | None, typer.Option("--people", min=0, metavar="N", help=N_("how many took part"))
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar=N_("TEXT"), help=N_("what shows it: «протокол № 1»")),
    ] = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = _day(call, on)
    every = {"on": day.isoformat(), "form": form, "topic": topic, "people": people,
             "evidence": evidence}  # fmt: skip
    row = {key: value for key, value in every.items() if value is not None}

    def edit(session: ChangeSession, pair: Pair) -> Callable[[Raw], Raw]:
        standing = replay(session.registry, day).pairs.get(pair.id)
        start = (standing.start if standing else None) or pair.from_
        if (doubt := check_meeting(pair, start, row)) and not force:
            raise Refused(doubt, T("correct the day, or insist with --force"))
        return lambda data: _with_rows(data, "meetings", [row])

    said = _("meeting {day}", day=display_texts.day(day))
    _note(call, pairs, day, edit, said, mode, force=force)


@app.command("plan", cls=Command, help=N_("the plan of a pair was approved; from then on it binds"))
@spread_groups
def plan(
    call: Call,
    pairs: PairsArgument,
    approved: Annotated[
        str, typer.Option("--approved", metavar=N_("DATE"), help=N_("the day of the approval"))
    ],
    like: Annotated[
        str | None,
        typer.Option(
            "--like", metavar=N_("PAIR"), help=N_("with the rows of this pair's plan, nothing done")
        ),
    ] = None,
    force: ForceOption = False,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(approved)

    def edit(session: ChangeSession, pair: Pair) -> Callable[[Raw], Raw]:
        new = approved_plan(pair, day, _find_pair(session, like) if like else None)
        if "rows" not in new:
            print_remark(_("the plan of {pair} has no rows yet", pair=pair.id))
        return lambda data: _with_plan(data, new)

    said = _("plan approved {day}", day=display_texts.day(day))
    _note(call, pairs, day, edit, said, mode, force=force)


def _note(
    call: CallContext,
    refs: Sequence[str],
    day: date,
    edit: Edit,
    said: str,
    mode: WriteMode,
    *,
    force: bool,
) -> None:
    """Change the files of all the pairs, or none."""
    if day > call.day and not force:
        raise Refused(
            T("{on} lies in the future: today is {today}", on=day, today=call.day),
            T("correct the day, or insist with --force"),
        )
    with change_session(call, dry_run=mode.dry_run) as session:
        pairs = list(
            {pair.id: pair for pair in (_find_pair(session, ref) for ref in refs)}.values()
        )
        changes = [session.edit_record(pair, edit(session, pair)) for pair in pairs]
        names = [f"{pair.id}: {said}" for pair in pairs]
        if len(names) == 1:
            session.carry_out(changes, names[0], mode)
            return
        head = ngettext("{n} pair: {said}", "{n} pairs: {said}", len(names), said=said)
        lines = [f"  {name}" for name in names]
        session.carry_out(changes, "\n\n".join([head, "\n".join(names)]), mode, lines=lines)


def _find_pair(session: ChangeSession, ref: str) -> Pair:
    found = session.registry.get(Pair, ref)
    if found is None and (other := session.registry.find(ref)):
        raise Refused(
            T("“{ref}” is no pair", ref=other.ref), T("`innoreg list pairs` shows the ids")
        )
    return found or session.refuse_unknown_reference(ref)


def _day(call: CallContext, on: str | None) -> date:
    """The day typed, else today, which is said."""
    if on is None:
        print_remark(_("no --on: the day is today, {day}", day=display_texts.day(call.day)))
    return parse_day(on) if on else call.day


def _with_rows(data: Raw, key: str, rows: Sequence[Raw]) -> Raw:
    listed = list(data.get(key) or ())
    for row in rows:
        listed = insert_by_day(listed, row)
    return with_values(data, (), Pair, **{key: listed})


def _with_plan(data: Raw, new: Raw) -> Raw:
    if "plan" not in data or "rows" not in (data["plan"] or {}):
        return with_values(data, (), Pair, plan=new)
    # The rows stay as they are written.
    return with_values(data, ("plan",), PairPlan, approved=new["approved"])
