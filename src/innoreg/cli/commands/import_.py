"""`innoreg import`: a document into records; shown first, written only whole and checked."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from innoreg.cli import import_preview as preview
from innoreg.cli.change_session import ChangeSession, CommitOption, WriteMode, change_session
from innoreg.cli.command_context import Call, CallContext, load_registry, print_remark, show
from innoreg.cli.term_context import parse_context
from innoreg.deadlines import Calendar, Period
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.importing.drafts import DraftTable, Imported
from innoreg.importing.proposal.order_record import build_consultants, build_order_record
from innoreg.importing.proposal.party_matching import People, UnknownNames
from innoreg.importing.proposal.plan_period import find_period
from innoreg.importing.proposal.plan_record import PLANS, build_plan_record
from innoreg.importing.proposal.plan_update import merge_printed_plan
from innoreg.importing.reader import import_document
from innoreg.model.program import Program
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.term_reading import registry_calendar
from innoreg.queries.record_names import find_by_words
from innoreg.report.jsonio import dumps
from innoreg.report.tables import table_as_plain, table_as_rich
from innoreg.store.file_writer import Change
from innoreg.store.record_change import file_of
from innoreg.store.record_form import form_text

Raw = dict[str, Any]


def import_(
    call: Call,
    file: Annotated[
        Path,
        typer.Argument(metavar=N_("FILE"), help=N_("a Word, Excel, PDF, OpenDocument or RTF file")),
    ],
    kind: Annotated[
        Literal["roadmap", "order"],
        typer.Option("--as", help=N_("a plan; or a whole order with its plan and consultants")),
    ] = "roadmap",
    name: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help=N_("id of the new record (or of the one to update)")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar=N_("START..END"),
            help=N_("the period of the plan, where the document does not name it"),
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar=N_("TEXT"),
            help=N_("the title of the plan or order, where the document has no heading"),
        ),
    ] = None,
    program: Annotated[
        str | None, typer.Option("--program", metavar="ID", help=N_("the programme of the plan"))
    ] = None,
    table: Annotated[
        int | None,
        typer.Option("--table", metavar="N", help=N_("which of several plans, counted from 1")),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help=N_("change an existing plan, row by row by its number"))
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=N_("show what was understood and what was not; write nothing")
        ),
    ] = False,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of what --dry-run shows"))
    ] = "table",
    commit: CommitOption = False,
) -> None:
    if not file.exists():
        raise WrongUsage(T("no such file or folder: {path}", path=file))
    if not file.is_file():
        raise WrongUsage(
            T("{path} is no file, so no document can be read from it", path=file),
            T("name one document: a Word, Excel, PDF, OpenDocument or RTF file"),
        )
    found = import_document(file)
    # What was read of the document alone: this needs no registry.
    if dry_run and format == "json":
        show(dumps({"format": 1, **found.as_json()}))
        return
    if dry_run and not update:
        _show_preview(call, found, period)
        return
    if name is None:
        raise WrongUsage(
            T("{name} is missing", name="--id"), T("give the new record an id: --id loiro-2027")
        )
    with change_session(call, dry_run=dry_run) as session:
        made = _RecordMaker(session, found, period, title, program, table)
        changes = (
            made.update(name)
            if update
            else made.order(name)
            if kind == "order"
            else made.plan(name)
        )
        for note in preview.note_lines(found.notes):
            print_remark(note)
        for person, post in made.unknown.posts.items():
            print_remark(_("not in the register: {person}", person=f"{person} {post}".strip()))
        done = _("{file} imported as {id}", file=file.name, id=name)
        session.carry_out(changes, done, WriteMode(dry_run, commit))


class _RecordMaker:
    """Makes changes of one registry from one document; what found no place is told on stderr."""

    def __init__(
        self,
        session: ChangeSession,
        found: Imported,
        period: str | None,
        title: str | None,
        program: str | None,
        table: int | None,
    ) -> None:
        self.session, self.found, self.words, self.number = session, found, period, table
        self.title = title
        self.registry: Registry = session.registry
        self.people, self.unknown = People(session.registry), UnknownNames()
        chosen = find_by_words(session.registry, Program, program)
        self.program = chosen.id if chosen else None

    def plan(self, name: str) -> list[Change]:
        """A new plan under the id `name`."""
        self.session.refuse_taken_id(name)
        return [self._file("roadmap", name, self._raw_plan(self._table()))]

    def _raw_plan(self, table: DraftTable) -> Raw:
        table = replace(table, heading=self.title or table.heading)
        if not table.heading:
            raise Refused(
                T("the document has no heading that names the plan"),
                T("say it: --title «План работы на 2027 год»"),
            )
        period = _find_period(
            self.words, table, self.found, registry_calendar(self.registry.settings)
        )
        if period is None:
            raise Refused(
                T("the document does not say which period it plans"),
                T("say it: --period 2027 or --period 2026-2027"),
            )
        # Said aloud: a period guessed wrongly moves every date of the plan.
        if self.words is None:
            print_remark(
                _(
                    "the period is taken from the document: {start}..{end}",
                    start=period.start,
                    end=period.end,
                )
            )
        return build_plan_record(table, period, self.people, self.unknown, self.program)

    def order(self, name: str) -> list[Change]:
        """A new order under the id `name`, its plans (`name`-plan) and consultants as appendices."""
        if self.found.order is None:
            raise Refused(T("this document is no order: it has no clauses"), T("try --as roadmap"))
        self.session.refuse_taken_id(name)
        raw = build_order_record(self.found.order, self.registry, self.people)
        changes: list[Change] = []
        appendices: list[Raw] = []
        for number, table in enumerate(self._appended(), 1):
            appendix: Raw = {"number": str(number), "title": table.heading or "?"}
            if table.kind in PLANS:
                plan_name = f"{name}-plan" if not changes else f"{name}-plan-{number}"
                self.session.refuse_taken_id(plan_name)
                changes.append(self._file("roadmap", plan_name, self._raw_plan(table)))
                appendix |= {"kind": "roadmap", "roadmap": plan_name}
            else:
                appendix |= self._consultants(table)
            appendices.append(appendix)
        if appendices:
            raw["appendices"] = appendices
        return [*changes, self._file("order", name, raw)]

    def _appended(self) -> list[DraftTable]:
        known = [t for t in self.found.tables if t.kind in (*PLANS, "consultants")]
        for table in self.found.tables:
            if table not in known:
                what = preview.table_heading(table).replace("\n", " · ")
                print_remark(_("not written: {what}", what=what))
        return known

    def _consultants(self, table: DraftTable) -> Raw:
        rows, lost = build_consultants(table, self.registry, self.people)
        for line in lost:
            print_remark(_("no district or person of the register: {line}", line=line))
        period = _find_period(
            self.words, table, self.found, registry_calendar(self.registry.settings)
        )
        term = {"from": period.start.isoformat(), "to": period.end.isoformat()} if period else {}
        program = {"program": self.program} if self.program else {}
        return {"kind": "assignments", "role": "consultant", **program, **term, "assignments": rows}

    def update(self, name: str) -> list[Change]:
        """The changes of an existing plan, row by row by its number."""
        record = self.registry.get(Roadmap, name)
        if record is None:
            raise Refused(
                T("there is no plan “{id}” to update", id=name),
                T("leave out --update to make a new one"),
            )
        fresh = self._raw_plan(self._table())
        return [self.session.edit_record(record, lambda old: merge_printed_plan(old, fresh))]

    def _table(self) -> DraftTable:
        plans = [table for table in self.found.tables if table.kind in PLANS]
        if not plans:
            raise Refused(
                T("no plan was recognised in the document"),
                T(
                    "`--dry-run` shows what was read; a plan needs a head with columns such as «Мероприятие», «Срок»"
                ),
            )
        if self.number is None and len(plans) > 1:
            listed = "; ".join(f"{n}: {table.spot}" for n, table in enumerate(plans, 1))
            raise Refused(
                T("the document holds {n} plans", n=len(plans)),
                T("say which with --table: {listed}", listed=listed),
            )
        number = self.number or 1
        if not 1 <= number <= len(plans):
            raise WrongUsage(T("there is no plan {n}, only {count}", n=number, count=len(plans)))
        return plans[number - 1]

    def _file(self, kind: str, name: str, raw: Raw) -> Change:
        return Change(
            file_of(self.registry, kind, name), None, form_text(raw, MODELS[kind]).encode()
        )


def _find_period(
    words: str | None, table: DraftTable, found: Imported, rules: Calendar
) -> Period | None:
    if words:
        return parse_context(words, rules)
    title = found.order.title if found.order else ""
    return find_period((table.heading, *table.heads, title), rules)


def _show_preview(call: CallContext, found: Imported, words: str | None) -> None:
    """Print the tables as the calendar of this registry reads them, and what found no place."""
    rules = registry_calendar(load_registry(call).settings)
    for table in found.tables:
        period = _find_period(words, table, found, rules)
        show(preview.table_heading(table))
        if period:
            show(_("Period: {start}..{end}", start=period.start, end=period.end))
        columns, cells = preview.preview_columns(), preview.preview_rows(table, period, rules)
        on_terminal = call.is_on_terminal
        call.draw(
            table_as_rich(columns, cells, call.width)
            if on_terminal
            else table_as_plain(columns, cells)
        )
        show("\n")
    if not found.tables:
        show(_("No table and no list of decisions was recognised."))
    if found.order:
        show(_order_text(found.order.as_json()))
    if notes := preview.note_lines(found.notes):
        show(_("Look at:"))
        show("\n".join(f"  {note}" for note in notes))


def _order_text(order: Mapping[str, Any]) -> str:
    parts = (
        order["kind"],
        order["date"],
        order["number"] and f"№ {order['number']}",
        order["title"],
    )
    return _("Order: {words}", words=" ".join(part for part in parts if part))
