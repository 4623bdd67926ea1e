"""`innoreg paper`: reminders, memos and reports as documents."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from innoreg.cli.command_context import Call, CallContext, load_registry
from innoreg.cli.common_options import OptionGroup, spread_groups
from innoreg.cli.document_output import (
    PrintingOptions,
    PrintSettings,
    deliver_document,
    registry_press,
)
from innoreg.cli.filter_options import (
    Days,
    DistrictOption,
    Duties,
    MonthOption,
    ProgramOption,
    QuarterOption,
    YearOption,
)
from innoreg.cli.lazy_group import Command, Group
from innoreg.cli.paper_data import (
    duty_rows,
    history_rows,
    on_control,
    post_of,
    site_row,
    site_rows,
)
from innoreg.cli.reference_lookup import find_target
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, use_language
from innoreg.ledger import replay
from innoreg.model.authority import Authority
from innoreg.model.order import Signatory
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.due_row import RowList
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows, find_around, find_rows, find_undated
from innoreg.queries.period_choice import PeriodRequest, choose_period
from innoreg.queries.record_names import find_by_words
from innoreg.queries.standings import build_entry
from innoreg.render.declinable_words import Remarks, Word
from innoreg.render.document_kinds import KINDS
from innoreg.render.document_names import Namer
from innoreg.render.paper_context import (
    PaperContext,
    Sender,
    letter_context,
    memo_context,
    plan_fact_context,
    site_context,
    sites_context,
)
from innoreg.render.renderer import render_paper
from innoreg.report.nothing_found import nothing_hint

M = TypeVar("M")
app = typer.Typer(name="paper", cls=Group, rich_markup_mode=None, no_args_is_help=True)
IssuerOption = Annotated[
    str | None,
    typer.Option("--issuer", metavar="ID", help=N_("the authority whose letterhead it bears")),
]
SignedOption = Annotated[
    str | None, typer.Option("--signed", metavar="ID", help=N_("the person who signs"))
]
AddresseeOption = Annotated[
    str, typer.Option("--for", metavar="ID", help=N_("the person it is for"))
]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is and who signs."""

    issuer: str | None
    signed: str | None


def _make_letterhead(issuer: IssuerOption = None, signed: SignedOption = None) -> Letterhead:
    return Letterhead(issuer, signed)


LetterheadOptions = Annotated[Letterhead, OptionGroup(_make_letterhead)]


@app.command("letter", cls=Command, help=N_("a reminder: all that one addressee has on control"))
@spread_groups
def letter(
    call: Call,
    who: Annotated[
        str, typer.Argument(metavar=N_("WHO"), help=N_("a person, school or authority"))
    ],
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    record = find_target(registry, who).record
    if not isinstance(record, Person | School | Authority):
        raise WrongUsage(
            T("a letter is for a person, a school or an authority, “{ref}” is none", ref=who)
        )
    rows, wanted = RegistryRows(registry, day), on_control(record)
    found = duty_rows(registry, find_rows(rows, wanted, day), day)
    undated = duty_rows(registry, find_undated(rows, wanted, day), day)
    if not found and not undated:
        nothing = find_around(rows, wanted, day, day, day)
        message = T("“{ref}” has nothing on control on that day", ref=record.id)
        raise Refused(message, nothing_hint(nothing))
    post = post_of(record, day)
    sender = _find_sender(registry, letterhead, day)
    context = letter_context(sender, _name_word(registry, record.id), found, day, post, undated)
    _deliver_paper(call, sender, context, "letter", day, f"letter-{record.id}.docx", how)


@app.command("memo", cls=Command, help=N_("a memo on all that was not done in time"))
@spread_groups
def memo(
    call: Call,
    *,
    for_: AddresseeOption,
    wanted: Duties,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    rows, overdue = RegistryRows(registry, day), wanted._replace(status="overdue")
    found = duty_rows(registry, find_rows(rows, overdue, day), day)
    undated = duty_rows(registry, find_undated(rows, wanted, day), day)
    if not found:
        nothing = find_around(rows, wanted, day, day, day)
        raise Refused(T("nothing is overdue on that day"), nothing_hint(nothing))
    person = find_by_words(registry, Person, for_)
    assert person is not None
    sender = _find_sender(registry, letterhead, day)
    post = post_of(person, day)
    context = memo_context(sender, _name_word(registry, person.id), found, day, post, undated)
    _deliver_paper(call, sender, context, "memo", day, "memo.docx", how)


@app.command("plan-fact", cls=Command, help=N_("plan and fact of a period, with the discipline"))
@spread_groups
def plan_fact(
    call: Call,
    *,
    month: MonthOption = None,
    year: YearOption = None,
    quarter: QuarterOption = None,
    days: Days,
    wanted: Duties,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    rows = RegistryRows(registry, day)
    everything = find_rows(rows, wanted, day)
    asked = PeriodRequest(month=month, year=year, quarter=quarter, start=days[0], end=days[1])
    period = choose_period(asked, RowList(everything), day).period
    # What goes on all the time is never due: it belongs to every period that it runs through.
    planned = [o for o in everything if (o.touches(period) if o.is_continuous else o.due in period)]
    found = duty_rows(registry, planned, day)
    if not found:
        nothing = find_around(rows, wanted, day, period.start, period.end)
        raise Refused(T("nothing was due in that period"), nothing_hint(nothing))
    sender = _find_sender(registry, letterhead, day)
    undated = duty_rows(registry, find_undated(rows, wanted, day), day)
    context = plan_fact_context(sender, found, (period.start, period.end), day, undated)
    _deliver_paper(call, sender, context, "plan-fact", day, "plan-fact.docx", how)


@app.command("sites", cls=Command, help=N_("the register of sites on the day"))
@spread_groups
def sites(
    call: Call,
    *,
    program: ProgramOption = None,
    district: DistrictOption = None,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    state = replay(registry, day)
    found = _in_russian(lambda: site_rows(state, Filters(program=program, district=district)))
    if not found:
        raise Refused(T("no site acts on that day"))
    sender = _find_sender(registry, letterhead, day)
    context = sites_context(sender, found, day)
    _deliver_paper(call, sender, context, "sites", day, "sites.docx", how)


@app.command("site", cls=Command, help=N_("the card of one site"))
@spread_groups
def site(
    call: Call,
    ref: Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("a site"))],
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    record = find_target(registry, ref).record
    if not isinstance(record, Site):
        raise WrongUsage(T("“{ref}” is no site", ref=ref))
    state = replay(registry, day)
    card = _in_russian(lambda: site_row(state, build_entry(state, state.sites[record.id])))
    happened = _in_russian(lambda: history_rows(state, record))
    sender = _find_sender(registry, letterhead, day)
    context = site_context(sender, card, happened, day)
    _deliver_paper(call, sender, context, "site", day, f"site-{record.id}.docx", how)


def _deliver_paper(
    call: CallContext,
    sender: Sender,
    context: PaperContext,
    kind: str,
    day: date,
    file: str,
    how: PrintSettings,
) -> None:
    letterhead = sender.issuer.letterhead if sender.issuer else None
    name = how.template or KINDS[kind].template
    press_ = registry_press(call, sender.registry)
    made = render_paper(press_, context, name, day, letterhead)
    deliver_document(made, how.output or Path(file), how)


def _find_sender(registry: Registry, letterhead: Letterhead, day: date) -> Sender:
    person = find_by_words(registry, Person, letterhead.signed)
    post = post_of(person, day) if person else ""
    if person and not post:
        raise Refused(
            T("{person} has no post in the register on that day", person=person.ref),
            T("give the person `positions:`"),
        )
    signatory = Signatory(person=person.id, post=post[:1].upper() + post[1:]) if person else None
    return Sender(registry, find_by_words(registry, Authority, letterhead.issuer), signatory)


def _name_word(registry: Registry, ref: str) -> Word:
    naming = Namer(registry, Remarks())
    return naming.person(ref) if registry.get(Person, ref) else naming.organisation(ref)


def _in_russian(make: Callable[[], M]) -> M:
    """Call `make` with Russian texts: documents are Russian, whatever the reader's language."""

    def run() -> M:
        use_language("ru")
        return make()

    # In a copy of the context, so that the messages after it keep the reader's language.
    return copy_context().run(run)
