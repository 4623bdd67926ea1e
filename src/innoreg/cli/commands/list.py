"""`innoreg list`: the records of a kind, or the schools that belong on the list of a year."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import typer

from innoreg.cli.command_context import Call, CallContext, load_registry, print_remark, show
from innoreg.cli.common_options import parse_day
from innoreg.cli.criteria_lookup import find_criteria, find_year
from innoreg.cli.filter_options import FormatOption, FromOption, SortOption, ToOption
from innoreg.cli.output import refuse_sort, show_cards, show_json, show_table
from innoreg.cli.reference_lookup import find_kind
from innoreg.cli.write_options import WriteMode, WriteOptions
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _, ngettext
from innoreg.ledger import replay
from innoreg.model.authority import Authority
from innoreg.model.order import Order
from innoreg.model.record_models import kind_of
from innoreg.model.registry import Registry
from innoreg.record_kinds import NAMES
from innoreg.report import record_list
from innoreg.report.sheets import Sheet
from innoreg.report.tables import Cells, Line


def list_(
    call: Call,
    kind: Annotated[
        str,
        typer.Argument(
            metavar=N_("KIND|CRITERIA"),
            help=N_("districts, people, orders, …; or the id of criteria for the list of a year"),
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option("--year", metavar=N_("YEAR"), help=N_("of criteria: the year of the results")),
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft", metavar=N_("ORDER"), help=N_("write a draft order with this id and the list")
        ),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer", metavar="ID", help=N_("the authority that issues the draft order")
        ),
    ] = None,
    from_: FromOption = None,
    to: ToOption = None,
    sort: SortOption = None,
    format: FormatOption = "table",
    *,
    mode: WriteOptions,
) -> None:
    options = {"--year": year, "--draft": draft, "--issuer": issuer, "--from": from_, "--to": to}
    if kind_of(kind):
        _refuse(options, T("goes with criteria, not with a kind of record"))
        _list_records(call, kind, format, sort)
        return
    if draft is None:
        writing = {key: value for key, value in options.items() if key != "--year"}
        _refuse(writing, T("goes with --draft"))
        _show_yearly_list(call, kind, year, format, sort)
        return
    refuse_sort(sort)
    days = (parse_day(from_) if from_ else None, parse_day(to) if to else None)
    _write_draft(call, kind, year, draft, issuer, days, mode)


def _write_draft(
    call: CallContext,
    name: str,
    year: int | None,
    draft: str,
    issuer: str | None,
    days: tuple[date | None, date | None],
    mode: WriteMode,
) -> None:
    # A question pays for nothing that only a change needs.
    from innoreg.cli.change_session import change_session
    from innoreg.queries.yearly_list import draft_order, yearly_list
    from innoreg.store.file_writer import Change
    from innoreg.store.record_change import file_of
    from innoreg.store.record_form import form_text

    with change_session(call, dry_run=mode.dry_run) as session:
        session.refuse_taken_id(draft)
        registry = session.registry
        criteria = find_criteria(registry, name)
        found = yearly_list(replay(registry, call.day), criteria, find_year(registry, year))
        if found.order:
            raise Refused(
                T(
                    "the list of {year} is approved already: {order}",
                    year=found.year,
                    order=found.order.id,
                ),
                T("an order that changes it is written by hand"),
            )
        raw = draft_order(found, _issuer(registry, issuer), call.day, days)
        change = Change(file_of(registry, "order", draft), None, form_text(raw, Order).encode())
        done = _(
            "draft {id}: {n} on the list, {unknown} not known",
            id=draft,
            n=found.count(True),
            unknown=found.count(None),
        )
        lines = [_("  next: look at it, then `innoreg sign {id} --number N --on DATE`", id=draft)]
        session.carry_out([change], done, mode, lines=lines)


def _refuse(options: Mapping[str, object], why: T) -> None:
    given = [name for name, value in options.items() if value is not None]
    if given:
        raise WrongUsage(T("{option} {why}", option=given[0], why=why))


def _list_records(call: CallContext, kind: str, format: str, sort: str | None) -> None:
    name = find_kind(kind)
    state = replay(load_registry(call), call.day)
    rows: list[Cells] = list(record_list.rows(state, name))
    columns = record_list.columns(name)
    if not rows:
        told = (
            _("what could be read has no records of this kind")
            if call.failed
            else _("the register has no records of this kind")
        )
        if not call.hidden_count:
            print_remark(told)
    if format == "json":
        show_json(call, record_list.as_document(state, name), sort)
    else:
        sheet = Sheet(_(NAMES[name]).capitalize(), (), ())
        show_table(call, columns, rows, format, sheet=sheet, sort=sort)
        if rows and format == "table" and call.is_on_terminal:
            show("\n" + ngettext("{n} record", "{n} records", len(rows)))


def _show_yearly_list(
    call: CallContext, name: str, year: int | None, format: str, sort: str | None
) -> None:
    from innoreg.queries.yearly_list import yearly_list
    from innoreg.report import yearly_list as report

    registry = load_registry(call)
    criteria = find_criteria(registry, name)
    found = yearly_list(replay(registry, call.day), criteria, find_year(registry, year))
    if format == "json":
        show_json(call, report.as_document(found, call.day), sort)
        return
    if format == "table" and sort is None:
        head = [Line(report.heading(found), style="bold")]
        head += [Line(text) for text in report.notes(found)]
        show_cards(call, [*head, *report.district_lines(registry, found)])
        return
    rows = [report.table_row(registry, row) for row in found.rows]
    sheet = Sheet(_("List of {year}", year=found.year), (), ())
    show_table(call, report.columns(), rows, format, report.heading(found), sheet=sheet, sort=sort)


def _issuer(registry: Registry, name: str | None) -> str:
    """The authority named, else the only committee of the register."""
    if name:
        found = registry.get(Authority, name)
        if found is None:
            raise WrongUsage(T("no authority is called “{id}”", id=name))
        return found.id
    committees = [each.id for each in registry.all(Authority) if each.type == "committee"]
    if len(committees) != 1:
        raise WrongUsage(
            T("who issues the order is not known"), T("say it: --issuer ID of an authority")
        )
    return committees[0]
