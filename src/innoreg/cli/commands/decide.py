"""`innoreg decide`: a decision of a council is written into the protocol of its meeting."""

import re
from datetime import date
from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.model.authority import Authority
from innoreg.model.early_end import SiteEnd
from innoreg.model.event import is_report
from innoreg.model.protocol import Protocol
from innoreg.report import display_texts
from innoreg.report.council_agenda import RULING_WORDS
from innoreg.store.file_writer import Change
from innoreg.store.record_change import Raw, file_of, with_values
from innoreg.store.record_form import form_text


def decide(
    call: Call,
    ref: Annotated[
        str,
        typer.Argument(
            metavar=N_("REF"), help=N_("an application, a site, a report site/2026, a draft order")
        ),
    ],
    decision: Annotated[
        Literal[
            "recommend", "revise", "reject", "accept", "prolong", "complete", "end_early", "approve"
        ],
        typer.Argument(
            metavar=N_("DECISION"),
            help=N_("recommend, revise, reject; accept; prolong, complete, end_early; approve"),
        ),
    ],
    protocol: Annotated[
        str,
        typer.Option("--protocol", metavar="ID", help=N_("the protocol; a new id begins one")),
    ],
    council: Annotated[
        str | None,
        typer.Option("--council", metavar="ID", help=N_("whose meeting; absent: the only council")),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="N", help=N_("number of a new protocol"))
    ] = None,
    present: Annotated[
        int | None,
        typer.Option("--present", metavar="N", min=1, help=N_("how many members were there")),
    ] = None,
    vote: Annotated[
        str | None,
        typer.Option(
            "--vote", metavar=N_("FOR:AGAINST:ABSTAINED"), help=N_("the vote, for example 9:0:1")
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar=N_("DATE"), help=N_("of revise: the last day")),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar=N_("DATE"), help=N_("of recommend and prolong: last day of the status")
        ),
    ] = None,
    reason: Annotated[
        SiteEnd | None, typer.Option("--reason", help=N_("of end_early: why"))
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", metavar=N_("TEXT"), help=N_("what was said of it"))
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=N_("DATE"), help=N_("day of a new protocol; absent: today")),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    with change_session(call, dry_run=mode.dry_run) as session:
        subject, report = _subject(session, ref)
        raw: Raw = {
            "subject": subject,
            "report": report,
            "decision": decision,
            "vote": _vote(vote) if vote else None,
            "until": parse_day(until).isoformat() if until else None,
            "to": parse_day(to).isoformat() if to else None,
            "reason": reason,
            "words": words,
        }
        raw = {key: value for key, value in raw.items() if value is not None}
        known = session.registry.get(Protocol, protocol)
        if known:
            change = session.edit_record(
                known,
                lambda data: with_values(
                    data, (), Protocol, decisions=[*(data.get("decisions") or ()), raw]
                ),
            )
            day = known.on
        else:
            day = parse_day(on) if on else call.day
            change = _new(session, protocol, council, number, present, day, raw)
        if day > call.day:
            raise Refused(
                T("{on} lies in the future: today is {today}", on=day, today=call.day),
                T("correct the day"),
            )
        _refuse_second(known, subject, report)
        done = f"{ref}: {_(RULING_WORDS[decision])}, {display_texts.day(day)} ({protocol})"
        session.carry_out([change], done, mode)


def _subject(session: ChangeSession, ref: str) -> tuple[str, str | None]:
    """The subject as it is written down, and the report where one is meant."""
    head, _slash, tail = ref.rpartition("/")
    if head and is_report(tail) and (site := session.registry.find(head, ("site",))):
        return site.ref, tail
    target = session.registry.find(ref, ("application", "site", "order"))
    if target is None:
        session.refuse_unknown_reference(ref)
    return target.ref, None


def _vote(words: str) -> Raw:
    if not re.fullmatch(r"[0-9]{1,4}:[0-9]{1,4}:[0-9]{1,4}", words):
        raise WrongUsage(T("“{words}” is not FOR:AGAINST:ABSTAINED", words=words),
                         T("for example: --vote 9:0:1"))  # fmt: skip
    return dict(zip(("for", "against", "abstained"), map(int, words.split(":")), strict=True))


def _refuse_second(protocol: Protocol | None, subject: str, report: str | None) -> None:
    """One meeting decides once on one thing."""
    for each in protocol.decisions if protocol else ():
        if (each.subject, each.report) == (subject, report):
            raise Refused(
                T("{protocol} has decided on {subject} already", protocol=protocol.id if protocol else "",
                  subject=subject),
                T("`innoreg edit {id}` corrects it", id=protocol.id if protocol else ""),
            )  # fmt: skip


def _new(
    session: ChangeSession,
    name: str,
    council: str | None,
    number: str | None,
    present: int | None,
    day: date,
    decision: Raw,
) -> Change:
    session.refuse_taken_id(name)
    registry = session.registry
    whose = registry.get(Authority, council) if council else None
    if whose is None:
        councils = [each for each in registry.all(Authority) if each.type == "council"]
        if council or len(councils) != 1:
            raise WrongUsage(
                T("whose meeting it was is not known"),
                T(
                    "say it: --council, one of {ids}",
                    ids=", ".join(each.id for each in councils) or "–",
                ),
            )
        whose = councils[0]
    raw: Raw = {
        "schema": 1,
        "council": whose.id,
        "number": number,
        "on": day.isoformat(),
        "present": present,
        "decisions": [decision],
        "sample": True if whose.sample else None,
    }
    raw = {key: value for key, value in raw.items() if value is not None}
    return Change(file_of(registry, "protocol", name), None, form_text(raw, Protocol).encode())
