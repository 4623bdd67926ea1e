"""`innoreg paper`: reminders, memos and reports as documents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from innoreg.cli.certificates import add_certificates
from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.common_options import spread_groups
from innoreg.cli.council_papers import add_council_papers
from innoreg.cli.document_output import (
    PrintingOptions,
    load_whole_registry,
)
from innoreg.cli.document_pictures import discipline_picture, term_pictures
from innoreg.cli.file_output import output_folder
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
from innoreg.cli.letter_options import (
    AddresseeOption,
    GroupOption,
    LetterheadOptions,
    PdfOption,
    PicturesOption,
    RequisiteOptions,
)
from innoreg.cli.letter_receivers import Receiver, addressees_of, receiver_of, wanted_rows
from innoreg.cli.mail_merge import NOTHING, deliver_to_each
from innoreg.cli.order_sheets import add_order_sheets
from innoreg.cli.paper_data import (
    duty_rows,
    history_rows,
    post_of,
    site_row,
    site_rows,
)
from innoreg.cli.paper_delivery import (
    deliver_paper,
    executor_lines,
    find_sender,
    in_russian,
    name_word,
)
from innoreg.cli.plan_fact_workbook import write_plan_fact
from innoreg.cli.reference_lookup import find_target
from innoreg.deadlines import Period
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.ledger import replay
from innoreg.model.base import Record
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.site import Site
from innoreg.queries.due_row import DueRow, RowList
from innoreg.queries.execution_scores import score_discipline
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows, find_around, find_rows, find_undated
from innoreg.queries.period_choice import PeriodRequest, choose_period
from innoreg.queries.record_names import find_by_words
from innoreg.queries.standings import build_entry
from innoreg.render.paper_context import (
    PaperContext,
    Requisites,
    Sender,
    letter_context,
    memo_context,
    plan_fact_context,
    site_context,
    sites_context,
)
from innoreg.render.svg_picture import Picture
from innoreg.report.nothing_found import nothing_hint

app = typer.Typer(name="paper", cls=Group, rich_markup_mode=None, no_args_is_help=True)
add_certificates(app)
add_order_sheets(app)
add_council_papers(app)


@app.command("letter", cls=Command, help=N_("a reminder: all that one addressee has on control"))
@spread_groups
def letter(
    call: Call,
    who: Annotated[
        str | None,
        typer.Argument(metavar=N_("WHO"), help=N_("a person, school, authority, district or site")),
    ] = None,
    *,
    to: GroupOption = None,
    month: MonthOption = None,
    year: YearOption = None,
    quarter: QuarterOption = None,
    pdf: PdfOption = False,
    requisites: RequisiteOptions,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    if (who is None) == (to is None):
        raise WrongUsage(T("a letter needs an addressee or --to, one of them"))
    registry, day = load_whole_registry(call, how), call.day
    asked = PeriodRequest(month=month, year=year, quarter=quarter)
    period = _letter_period(registry, asked, day) if any((month, year, quarter)) else None
    sender = find_sender(registry, letterhead, day)
    requisites = replace(requisites, executor=executor_lines(registry, requisites.executor))
    suffix = ".pdf" if pdf else ".docx"
    if who is not None:
        receiver = receiver_of(registry, find_target(registry, who).record, day, period)
        if not receiver.rows and not receiver.undated:
            wanted = wanted_rows(find_target(registry, who).record)
            nothing = find_around(RegistryRows(registry, day), wanted, day, day, day)
            message = T("“{ref}” has nothing on control on that day", ref=receiver.id)
            raise Refused(message, nothing_hint(nothing))
        context = _letter_to(sender, receiver, day, requisites)
        deliver_paper(call, sender, context, "letter", day, f"letter-{receiver.id}{suffix}", how)
        return
    assert to is not None
    folder = output_folder(how.output, f"letters-{day.isoformat()}")
    if not how.draft:
        folder.mkdir(parents=True, exist_ok=True)

    def deliver(record: Record) -> tuple[str, ...]:
        receiver = receiver_of(registry, record, day, period)
        number = len(receiver.rows) + len(receiver.undated)
        file = f"letter-{receiver.id}{suffix}" if number else NOTHING
        if number:
            context = _letter_to(sender, receiver, day, requisites)
            placed = replace(how, output=folder / file)
            deliver_paper(call, sender, context, "letter", day, file, placed, tell=False)
        return receiver.name.text, str(number), str(receiver.overdue), file

    heads = (_("Addressee"), _("On control"), _("Overdue"), _("File"))
    receivers = list(addressees_of(registry, to, day))
    deliver_to_each(receivers, deliver, heads, lambda record: record.id, draft=how.draft)


def _letter_to(sender: Sender, receiver: Receiver, day: date, given: Requisites) -> PaperContext:
    bearing = replace(given, address=receiver.address)
    return letter_context(
        sender, receiver.name, receiver.rows, day, receiver.post, receiver.undated, bearing
    )


def _letter_period(registry: Registry, asked: PeriodRequest, day: date) -> Period:
    rows = find_rows(RegistryRows(registry, day), Filters(), day)
    return choose_period(asked, RowList(rows), day).period


@app.command("memo", cls=Command, help=N_("a memo on all that was not done in time"))
@spread_groups
def memo(
    call: Call,
    *,
    for_: AddresseeOption,
    wanted: Duties,
    pictures: PicturesOption = False,
    requisites: RequisiteOptions,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_whole_registry(call, how), call.day
    rows, overdue = RegistryRows(registry, day), wanted._replace(status="overdue")
    late = find_rows(rows, overdue, day)
    found = duty_rows(registry, late, day)
    undated = duty_rows(registry, find_undated(rows, wanted, day), day)
    if not found:
        nothing = find_around(rows, wanted, day, day, day)
        raise Refused(T("nothing is overdue on that day"), nothing_hint(nothing))
    person = find_by_words(registry, Person, for_)
    assert person is not None
    requisites = replace(requisites, executor=executor_lines(registry, requisites.executor))
    sender = find_sender(registry, letterhead, day)
    post = post_of(person, day)
    context = memo_context(
        sender, name_word(registry, person.id), found, day, post, undated, requisites
    )
    drawn = term_pictures(late, _spanned(late, day), day) if pictures else []
    deliver_paper(call, sender, context, "memo", day, "memo.docx", how, pictures=drawn)


def _spanned(rows: Sequence[DueRow], day: date) -> Period:
    """From the first day of any of the rows to the day."""
    return Period(min(each.begins for each in rows), day)


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
    pictures: PicturesOption = False,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_whole_registry(call, how), call.day
    rows = RegistryRows(registry, day)
    everything = find_rows(rows, wanted, day)
    asked = PeriodRequest(month=month, year=year, quarter=quarter, start=days[0], end=days[1])
    period = choose_period(asked, RowList(everything), day).period
    # What goes on all the time is never due: it belongs to every period that it runs through.
    planned = [o for o in everything if (o.touches(period) if o.is_continuous else o.due in period)]
    if planned and how.output and how.output.suffix.lower() == ".xlsx":
        write_plan_fact(registry, planned, period, wanted, day, how)
        return
    found = duty_rows(registry, planned, day)
    if not found:
        nothing = find_around(rows, wanted, day, period.start, period.end)
        raise Refused(T("nothing was due in that period"), nothing_hint(nothing))
    sender = find_sender(registry, letterhead, day)
    undated = duty_rows(registry, find_undated(rows, wanted, day), day)
    context = plan_fact_context(sender, found, (period.start, period.end), day, undated)
    drawn: list[Picture] = []
    if pictures:
        scores = score_discipline(registry, period, wanted, day, "responsible", rows)
        drawn = [*discipline_picture(scores), *term_pictures(planned, period, day)]
    deliver_paper(call, sender, context, "plan-fact", day, "plan-fact.docx", how, pictures=drawn)


@app.command("sites", cls=Command, help=N_("the register of sites on the day"))
@spread_groups
def sites(
    call: Call,
    *,
    program: ProgramOption = None,
    district: DistrictOption = None,
    reports: Annotated[
        bool, typer.Option("--reports", help=N_("with their reports: handed in, assessed, overdue"))
    ] = False,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_whole_registry(call, how), call.day
    state = replay(registry, day)
    wanted = Filters(program=program, district=district)
    found = in_russian(lambda: site_rows(state, wanted, reports=reports))
    if not found:
        raise Refused(T("no site acts on that day"))
    sender = find_sender(registry, letterhead, day)
    context = sites_context(sender, found, day)
    deliver_paper(call, sender, context, "sites", day, "sites.docx", how)


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
    card = in_russian(lambda: site_row(state, build_entry(state, state.sites[record.id])))
    happened = in_russian(lambda: history_rows(state, record))
    sender = find_sender(registry, letterhead, day)
    context = site_context(sender, card, happened, day)
    deliver_paper(call, sender, context, "site", day, f"site-{record.id}.docx", how)
