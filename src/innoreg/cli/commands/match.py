"""`innoreg match`: who is to help whom in a year, proposed and explained; with --draft as records."""

from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call, load_whole_records
from innoreg.cli.filter_options import SchoolOption
from innoreg.cli.output import show_cards, show_json
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _, ngettext


def match(
    call: Call,
    year: Annotated[
        str, typer.Argument(metavar=N_("YEAR"), help=N_("the year, or the id of the matching"))
    ],
    *,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar=N_("KEY=VALUE"),
            help=N_("with another value, only for this answer: capacity.ID=3, hard.max_km=100"),
        ),
    ] = None,
    school: SchoolOption = None,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar=N_("ORDER"),
            help=N_("write the pairs, and an order of this id that assigns them, as a draft"),
        ),
    ] = None,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "table",
    mode: WriteOptions,
) -> None:
    from innoreg.ledger import replay
    from innoreg.model.school import School
    from innoreg.queries.match_answer import match as find_plan
    from innoreg.queries.match_request import find_matching, with_what_if
    from innoreg.queries.match_table_builder import build_match_table
    from innoreg.queries.record_names import find_by_words
    from innoreg.report import matching as report
    from innoreg.report.tables import Line

    if draft is not None:
        if what_if or school or format == "json":
            raise WrongUsage(
                T("--draft writes what the record of the matching says"),
                T("leave --what-if, --school and --format out, or change the record"),
            )
        with change_session(call, dry_run=mode.dry_run) as session:
            _write_draft(session, year, draft, mode)
        return
    # Of a part of the records another plan would follow.
    registry = load_whole_records(call).registry
    matching = find_matching(registry, year)
    for words in what_if or ():
        matching = with_what_if(registry, matching, words)
    state = replay(registry, matching.on)
    answer = find_plan(build_match_table(state, matching))
    if format == "json":
        show_json(call, report.as_document(answer))
        return
    lines = [Line(report.heading(answer), style="bold")]
    if asked := find_by_words(registry, School, school):
        lines += report.school_lines(state, answer, asked.id)
    else:
        lines += report.cards(state, answer)
    show_cards(call, lines)


def _write_draft(session: ChangeSession, year: str, order: str, mode: WriteOptions) -> None:
    from innoreg.ledger import replay
    from innoreg.model.record_models import MODELS
    from innoreg.queries.distribution_draft import draft_records
    from innoreg.queries.match_answer import match as find_plan
    from innoreg.queries.match_request import find_matching
    from innoreg.queries.match_table_builder import build_match_table
    from innoreg.store.file_writer import Change
    from innoreg.store.record_change import file_of
    from innoreg.store.record_form import form_text

    session.refuse_taken_id(order)
    registry = session.registry
    matching = find_matching(registry, year)
    state = replay(registry, matching.on)
    answer = find_plan(build_match_table(state, matching))
    changes = []
    for kind, name, data in draft_records(state, answer, order):
        text = form_text(data, MODELS[kind])
        changes.append(Change(file_of(registry, kind, name, data), None, text.encode()))
    done = ngettext(
        "{order}: draft of an order with {n} pair",
        "{order}: draft of an order with {n} pairs",
        len(answer.pairs),
        order=order,
    )
    lines = [
        _(
            "  next: `innoreg render {order} --draft`, then"
            " `innoreg sign {order} --number NUMBER --on DATE`",
            order=order,
        )
    ]
    if answer.left:
        lines.insert(0, _("  without a mentor: {n}", n=len(answer.left)))
    session.carry_out(changes, done, mode, lines=lines)
