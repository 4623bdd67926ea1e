"""`innoreg apply`: an application for the status of a site is received, completed or corrected."""

from datetime import date
from typing import Annotated, Any

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.model.application import Application
from innoreg.model.site_rules import SiteRules
from innoreg.report import display_texts
from innoreg.store.file_writer import Change
from innoreg.store.record_change import Raw, file_of, with_values
from innoreg.store.record_form import form_text


def apply(
    call: Call,
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help=N_("the application: a new id, or one that is there")),
    ],
    organisations: Annotated[
        list[str] | None,
        typer.Option("--by", metavar=N_("ORG"), help=N_("who asks for the status; repeatable")),
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar=N_("TEXT"), help=N_("the theme, word for word"))
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option("--rules", metavar="ID", help=N_("by which rules; absent: the only ones")),
    ] = None,
    program: Annotated[
        str | None, typer.Option("--program", metavar="ID", help=N_("in which programme"))
    ] = None,
    papers: Annotated[
        list[str] | None,
        typer.Option("--paper", metavar="ID", help=N_("a paper that came; repeatable")),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="N", help=N_("number of the registration"))
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason", metavar=N_("TEXT"), help=N_("why it is taken though it came out of time")
        ),
    ] = None,
    corrected: Annotated[
        bool, typer.Option("--corrected", help=N_("it came back corrected on that day"))
    ] = False,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=N_("DATE"), help=N_("the day it came; absent: today")),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on) if on else call.day
    if day > call.day:
        raise Refused(
            T("{on} lies in the future: today is {today}", on=day, today=call.day),
            T("correct the day"),
        )
    with change_session(call, dry_run=mode.dry_run) as session:
        one = session.registry.get(Application, name)
        known = {"theme": theme, "program": program, "number": number, "reason": reason}
        values: Raw = {key: value for key, value in known.items() if value is not None}
        if one is None:
            if corrected:
                session.refuse_unknown_reference(name)
            change = _new(session, name, organisations, rules, papers or (), day, values)
            done = _("{id}: received {day}", id=name, day=display_texts.day(day))
        else:
            if organisations or rules:
                raise Refused(
                    T("{id} is there already: --by and --rules are for a new one", id=one.id),
                    T("`innoreg edit {id}` changes what it says", id=one.id),
                )
            change = session.edit_record(
                one, lambda data: _changed(data, papers or (), day, values, corrected)
            )
            done = _("{id}: supplemented {day}", id=one.id, day=display_texts.day(day))
            if corrected:
                done = _("{id}: came back corrected {day}", id=one.id, day=display_texts.day(day))
        session.carry_out([change], done, mode, lines=[])


def _new(
    session: ChangeSession,
    name: str,
    organisations: list[str] | None,
    rules: str | None,
    papers: Any,
    day: date,
    values: Raw,
) -> Change:
    session.refuse_taken_id(name)
    if not organisations or "theme" not in values:
        raise WrongUsage(
            T("a new application needs --by and --theme"),
            T("for example: innoreg apply {id} --by ORG --theme '…' --paper application", id=name),
        )
    chosen = _rules(session, rules)
    raw: Raw = {
        "schema": 1,
        "rules": chosen.id,
        "organisations": organisations,
        **values,
        "received": day.isoformat(),
        "papers": _handed(papers, day),
    }
    if chosen.sample:
        raw["sample"] = True
    order = [info.alias or key for key, info in Application.model_fields.items()]
    raw = dict(sorted(raw.items(), key=lambda pair: order.index(pair[0])))
    return Change(
        file_of(session.registry, "application", name), None, form_text(raw, Application).encode()
    )


def _rules(session: ChangeSession, rules: str | None) -> SiteRules:
    if rules is not None:
        return session.registry.get(SiteRules, rules) or session.refuse_unknown_reference(rules)
    every = session.registry.all(SiteRules)
    if len(every) != 1:
        raise WrongUsage(
            T("by which rules the application is taken is not said"),
            T("say it: --rules, one of {ids}", ids=", ".join(each.id for each in every) or "–"),
        )
    return every[0]


def _handed(papers: Any, day: date) -> list[Raw]:
    return [{"id": paper, "on": day.isoformat()} for paper in papers]


def _changed(data: Raw, papers: Any, day: date, values: Raw, corrected: bool) -> Raw:
    new = dict(values)
    if papers:
        new["papers"] = [*(data.get("papers") or ()), *_handed(papers, day)]
    before = list(data.get("corrected") or ())
    if corrected and day.isoformat() not in before:
        new["corrected"] = [*before, day.isoformat()]
    return with_values(data, (), Application, **new)
