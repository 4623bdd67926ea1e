"""`innoreg paper protocol`, `protocol-extract`, `opinion`, `scores`, `council`, `council-year`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from innoreg.cli.command_context import Call, CallContext
from innoreg.cli.common_options import spread_groups
from innoreg.cli.document_output import PrintingOptions, PrintSettings, load_whole_registry
from innoreg.cli.filter_options import YearOption
from innoreg.cli.lazy_group import Command
from innoreg.cli.letter_options import Letterhead, LetterheadOptions
from innoreg.cli.paper_delivery import deliver_paper, find_sender, in_russian
from innoreg.cli.reference_lookup import find_application, find_target
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T
from innoreg.model.protocol import Protocol
from innoreg.model.registry import Registry
from innoreg.render.council_context import council_context

if TYPE_CHECKING:
    from innoreg.ledger import State
    from innoreg.render.council_context import Section

ProtocolArgument = Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("a protocol"))]


def add_council_papers(app: typer.Typer) -> None:
    """Add the papers of a council to the command `paper`."""
    for name, command, summary in (
        ("protocol", _protocol, N_("the protocol of a meeting of a council")),
        (
            "protocol-extract",
            _extract,
            N_("an extract from a protocol: what was decided on one thing"),
        ),
        ("opinion", _opinion, N_("an expert's opinion on an application")),
        ("scores", _scores, N_("the scores of all experts on the applications of a day")),
        ("council", _council, N_("the note for a council: what it has to decide on the day")),
        ("council-year", _council_year, N_("a year for the council: sites, reports, indicators")),
    ):
        app.command(name, cls=Command, help=summary)(spread_groups(command))


def _find_protocol(registry: Registry, ref: str) -> Protocol:
    record = find_target(registry, ref).record
    if not isinstance(record, Protocol):
        raise WrongUsage(
            T("“{ref}” is no protocol", ref=ref), T("`innoreg list protocols` shows the ids")
        )
    return record


def _protocol(
    call: Call, ref: ProtocolArgument, *, letterhead: LetterheadOptions, how: PrintingOptions
) -> None:
    from innoreg.cli.council_paper_data import protocol_sections, protocol_title

    registry, day = load_whole_registry(call, how), call.day
    record = _find_protocol(registry, ref)
    sections = in_russian(lambda: protocol_sections(registry, record))
    sender = find_sender(registry, letterhead, day)
    title, people = protocol_title(registry, record), (record.chair or "", record.secretary or "")
    context = council_context(sender, title, sections, record.on, *people)
    file = f"protocol-{record.id}.docx"
    deliver_paper(call, sender, context, "protocol", record.on, file, how)


def _extract(
    call: Call,
    ref: ProtocolArgument,
    subject: Annotated[
        str, typer.Argument(metavar=N_("SUBJECT"), help=N_("what was decided on: its id"))
    ],
    *,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    from innoreg.cli.council_paper_data import extract_sections, protocol_title

    registry, day = load_whole_registry(call, how), call.day
    record = _find_protocol(registry, ref)
    sections = in_russian(lambda: extract_sections(registry, record, subject))
    if not sections:
        raise Refused(
            T("{id} decides nothing on “{subject}”", id=record.id, subject=subject),
            T("`innoreg show {id}` shows its decisions", id=record.id),
        )
    sender = find_sender(registry, letterhead, day)
    title = f"Выписка из протокола. {protocol_title(registry, record)}"
    people = (record.chair or "", record.secretary or "")
    context = council_context(sender, title, sections, record.on, *people)
    file = f"extract-{record.id}-{sections[0].title and subject.replace('/', '-')}.docx"
    deliver_paper(call, sender, context, "protocol-extract", record.on, file, how)


def _opinion(
    call: Call,
    ref: Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("the application"))],
    expert: Annotated[
        str, typer.Argument(metavar=N_("PERSON"), help=N_("the expert, by id or by name"))
    ],
    *,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    from innoreg.cli.council_paper_data import opinion_sections
    from innoreg.model.person import Person
    from innoreg.queries.record_names import find_by_words

    registry, day = load_whole_registry(call, how), call.day
    record = find_application(registry, ref)
    person = find_by_words(registry, Person, expert)
    assert person is not None
    sections = in_russian(lambda: opinion_sections(registry, record, person, day))
    if not sections:
        raise Refused(
            T("{expert} has given no opinion on {id}", expert=person.id, id=record.id),
            T("the form to fill in: `innoreg review {id} {expert} --form FILE.xlsx`",
              id=record.id, expert=person.id),
        )  # fmt: skip
    sender = find_sender(registry, letterhead, day)
    context = council_context(sender, "Экспертное заключение", sections, day)
    file = f"opinion-{record.id}-{person.id}.docx"
    deliver_paper(call, sender, context, "opinion", day, file, how)


class _DayPaper(NamedTuple):
    """A paper on what stands before a council on a day, and what is said where nothing does."""

    template: str
    title: str
    file: str
    nothing: T
    hint: T


def _deliver_day_paper(
    call: CallContext,
    paper: _DayPaper,
    make_sections: "Callable[[State], list[Section]]",
    letterhead: Letterhead,
    how: PrintSettings,
) -> None:
    from innoreg.ledger import replay
    from innoreg.queries.lacking_records import refuse_if_lacking
    from innoreg.render.document_text import short_date

    registry, day = load_whole_registry(call, how), call.day
    refuse_if_lacking(registry)
    state = replay(registry, day)
    sections = in_russian(lambda: make_sections(state))
    if not sections:
        raise Refused(paper.nothing, paper.hint)
    sender = find_sender(registry, letterhead, day)
    context = council_context(sender, paper.title.format(day=short_date(day)), sections, day)
    deliver_paper(call, sender, context, paper.template, day, paper.file, how)


def _scores(call: Call, *, letterhead: LetterheadOptions, how: PrintingOptions) -> None:
    from innoreg.cli.council_paper_data import score_sections

    paper = _DayPaper(
        "scores",
        "Сводная ведомость экспертных оценок на {day}",
        "scores.docx",
        T("no expert has assessed an application by that day"),
        T("`innoreg list applications` shows where they stand"),
    )
    _deliver_day_paper(call, paper, score_sections, letterhead, how)


def _council(call: Call, *, letterhead: LetterheadOptions, how: PrintingOptions) -> None:
    from innoreg.cli.council_brief import brief_sections

    paper = _DayPaper(
        "council",
        "Справка к заседанию совета на {day}",
        f"council-{call.day.isoformat()}.docx",
        T("a council has nothing to decide on that day"),
        T("`innoreg council` shows what is before it"),
    )
    _deliver_day_paper(call, paper, brief_sections, letterhead, how)


def _council_year(
    call: Call, *, year: YearOption = None, letterhead: LetterheadOptions, how: PrintingOptions
) -> None:
    from datetime import date

    from innoreg.cli.council_paper_data import year_sections
    from innoreg.ledger import replay

    registry = load_whole_registry(call, how)
    wanted = year or call.day.year
    # Of a year that is over as it ended; of the current one as it stands.
    day = min(call.day, date(wanted, 12, 31))
    state = replay(registry, day)
    sections = in_russian(lambda: year_sections(state, wanted))
    sender = find_sender(registry, letterhead, day)
    title = f"Справка об инновационной деятельности за {wanted} год"
    context = council_context(sender, title, sections, day)
    deliver_paper(call, sender, context, "council-year", day, f"council-{wanted}.docx", how)
