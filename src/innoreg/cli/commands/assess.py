"""`innoreg assess`: experts assessed a report of a site."""

from datetime import date
from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import DayOption, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.ledger import replay
from innoreg.model.registry import Registry
from innoreg.model.site import Site
from innoreg.queries.event_targets import find_markable
from innoreg.report import display_texts
from innoreg.report.site_lives import RESULT_WORDS
from innoreg.store.record_change import Raw, insert_by_day, with_values


def assess(
    call: Call,
    ref: Annotated[
        str, typer.Argument(metavar=N_("REF"), help=N_("the report: site/2026, site/final"))
    ],
    outcome: Annotated[
        Literal["positive", "remarks", "negative"],
        typer.Argument(metavar=N_("OUTCOME"), help=N_("positive, remarks or negative")),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar=N_("DATE"), help=N_("of remarks: the last day for the corrected one")
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar=N_("TEXT"), help=N_("what is remarked"))
    ] = None,
    on: DayOption = None,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on) if on else call.day
    last = parse_day(until) if until else None
    if last and outcome != "remarks":
        raise WrongUsage(T("--until goes with remarks"), T("leave it out"))
    if last and last < day:
        raise WrongUsage(T("{until} is before {on}", until=last, on=day), T("correct the day"))
    with change_session(call, dry_run=mode.dry_run) as session:
        found = find_markable(session.registry, ref, call.day)
        site = found.record if found else session.refuse_unknown_reference(ref)
        if found is None or not isinstance(site, Site) or not found.duty.report:
            raise Refused(
                T("“{ref}” is no report of a site", ref=ref),
                T("`innoreg sites` shows the reports"),
            )
        _refuse_not_handed_in(session.registry, found.ref, day)
        event: Raw = {"event": "assessed", "on": day.isoformat(), "report": found.duty.report}
        event |= {"outcome": outcome}
        event |= {"until": last.isoformat()} if last else {}
        event |= {"note": note} if note else {}
        change = session.edit_record(
            site,
            lambda data: with_values(
                data, (), Site, events=insert_by_day(list(data.get("events") or ()), event)
            ),
        )
        done = f"{found.ref}: {_(RESULT_WORDS[outcome])}, {display_texts.day(day)}"
        session.carry_out([change], done, mode)


def _refuse_not_handed_in(registry: Registry, ref: str, day: date) -> None:
    """Raise Refused where the report was not handed in by the day, or is accepted already."""
    duty = replay(registry, day).duties.get(ref)
    one = duty.occurrences[-1] if duty else None
    if one is None or one.done is None:
        raise Refused(
            T("{ref} was not handed in by {day}", ref=ref, day=display_texts.day(day)),
            T("record it first: `innoreg done {ref} --on DATE`", ref=ref),
        )
    assessed = [step for step in duty.steps if step.kind == "assessed"] if duty else []
    if assessed and assessed[-1].day == day:
        raise Refused(
            T("{ref} was assessed on {day} already", ref=ref, day=display_texts.day(day)),
            T("`innoreg edit` corrects it"),
        )
    if one.accepted:
        raise Refused(
            T("{thing} was accepted on {day}", thing=ref, day=one.accepted),
            T("`innoreg show {ref}` lists what happened", ref=ref),
        )
