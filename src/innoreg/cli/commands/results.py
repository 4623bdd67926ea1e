"""`innoreg results`: results of schools by year, from a workbook into the register and back."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import (
    ChangeSession,
    CommitOption,
    DryRunOption,
    WriteMode,
    change_session,
)
from innoreg.cli.command_context import Call, load_registry, print_remark, show
from innoreg.cli.common_options import parse_day, spread_groups
from innoreg.cli.document_output import ForceOption
from innoreg.cli.filter_options import DistrictOption, FormatOption
from innoreg.cli.lazy_group import Command, Group
from innoreg.cli.output import show_cards, show_json, show_table
from innoreg.cli.output_place import refuse_in_open_repository
from innoreg.errors import Refused, WrongUsage
from innoreg.export.results_workbook import workbook_bytes
from innoreg.i18n import N_, T, _, ngettext
from innoreg.importing.results_sheet import read_results_sheet
from innoreg.model.district import District
from innoreg.model.registry import Registry
from innoreg.model.results import Procedure, Results
from innoreg.model.results_book import ResultsBook, YearResults, rows_file
from innoreg.model.results_table import ResultRow, table_text
from innoreg.queries.lacking_records import refuse_if_lacking
from innoreg.queries.record_names import find_by_words
from innoreg.queries.results_import import RowReader, merge_rows
from innoreg.queries.results_sums import Grouping, sum_results
from innoreg.render.output_file import write_document
from innoreg.report import results_texts as report
from innoreg.report.sheets import Sheet
from innoreg.report.tables import Line
from innoreg.store.file_writer import Change
from innoreg.store.record_change import Raw, file_of, table_change
from innoreg.store.record_form import form_text
from innoreg.store.tree import TABLE

app = typer.Typer(name="results", cls=Group, rich_markup_mode=None, no_args_is_help=True)
ResultsYear = Annotated[
    int, typer.Option("--year", metavar=N_("YEAR"), help=N_("the year of the results"))
]


@app.command(
    "show", cls=Command, help=N_("sums of a year with shares, by district, procedure or school")
)
@spread_groups
def show_(
    call: Call,
    year: ResultsYear,
    by: Annotated[
        Literal["district", "procedure", "school"],
        typer.Option("--by", help=N_("what each line of the answer is")),
    ] = "district",
    district: DistrictOption = None,
    format: FormatOption = "table",
) -> None:
    registry = load_registry(call)
    found = _year_of(registry, year)
    grouping: Grouping = by
    chosen = find_by_words(registry, District, district)
    sums = sum_results(registry, found, grouping, chosen.id if chosen else None)
    if format == "json":
        show_json(call, report.as_document(found, sums, grouping))
        return
    if format == "table" and by == "school" and call.is_on_terminal:
        head = Line(report.heading(found, sums))
        show_cards(call, [head, *report.school_lines(registry, found, sums)])
        return
    heads, rows = report.columns(grouping), report.table_rows(registry, found, sums, grouping)
    if format == "table":
        heads, rows = report.without_empty(heads, rows)
    sheet = Sheet(_("Results of {year}", year=year), (), (), sums=by != "procedure")
    show_table(call, heads, rows, format, report.heading(found, sums), sheet=sheet)


def _year_of(registry: Registry, year: int) -> YearResults:
    book = ResultsBook(registry)
    found = book.year(year)
    if found is None:
        refuse_if_lacking(registry)
        known = ", ".join(map(str, book.heads))
        raise Refused(
            T("the register has no results of {year}", year=year),
            T("there are: {years}", years=known)
            if known
            else T("`innoreg results import FILE --year {year}` takes them in", year=year),
        )
    if found.table is None or found.table.defects:
        raise Refused(
            T("the rows of {year} cannot be read: {file}", year=year, file=found.file),
            T("`innoreg validate` says why"),
        )
    return found


@app.command("import", cls=Command, help=N_("an Excel or CSV table of results into the register"))
@spread_groups
def import_(
    call: Call,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("an Excel or CSV file"))],
    year: ResultsYear,
    replace: Annotated[
        bool,
        typer.Option("--replace", help=N_("drop the rows of the year that the file does not have")),
    ] = False,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar=N_("TEXT"), help=N_("where the rows are from, with days")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=N_("DATE"), help=N_("the day whose state the rows give")),
    ] = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=N_("form of what --dry-run shows"))
    ] = "table",
) -> None:
    if not file.is_file():
        raise WrongUsage(
            T("{path} is not a file", path=file)
            if file.exists()
            else T("no such file or folder: {path}", path=file)
        )
    day = parse_day(as_of) if as_of else None
    sheet = read_results_sheet(file)
    with change_session(call, dry_run=dry_run) as session:
        before, head = _before(session, year)
        reader = RowReader(session.registry, _procedures(head), before)
        read = (reader.read(each.cells, each.columns, each.spot) for each in sheet)
        fresh = [row for row in read if row]
        change = merge_rows(before, fresh, replace=replace)
        if dry_run and format == "json":
            show_json(call, report.change_fields(year, change, reader.problems))
            if reader.problems:
                raise typer.Exit(1)
            return
        if reader.problems:
            for line in report.problem_lines(reader.problems):
                print_remark(line)
            n = len({problem.spot for problem in reader.problems})
            said = ngettext("{n} row cannot be taken", "{n} rows cannot be taken", n)
            raise Refused(
                T("{file}: {said}", file=file.name, said=said),
                T("correct the document or the register; nothing was written"),
            )
        if not fresh:
            raise Refused(T("{file} has no rows of results", file=file.name))
        facts = {"source": source, "as_of": day.isoformat() if day else None}
        given = {name: value for name, value in facts.items() if value}
        changes = [*_head_changes(session, year, head, change.rows, given)]
        table = _table_of(session.registry, year, head)
        changes.append(table_change(session.registry, table, table_text(change.rows)))
        done = report.import_summary(year, change)
        lines = list(report.import_lines(change))
        preview = "\n".join([done, *lines])
        session.carry_out(changes, done, WriteMode(dry_run, commit), None, lines, preview)


def _before(session: ChangeSession, year: int) -> tuple[tuple[ResultRow, ...], Results | Raw]:
    """The rows of the year, and its record; a new one takes over the procedures of the last year."""
    registry = session.registry
    if str(year) in registry.broken:
        session.refuse_unknown_reference(str(year))
    book = ResultsBook(registry)
    found = book.year(year)
    if found:
        if found.table and found.table.defects:
            raise Refused(
                T("the rows of {year} cannot be read: {file}", year=year, file=found.file),
                T("`innoreg validate` says why; correct them first, or delete the file"),
            )
        return found.rows, found.head
    earlier = [head for known, head in book.heads.items() if known < year]
    if not earlier:
        refuse_if_lacking(registry)
        raise Refused(
            T("what was held in {year} is not known yet", year=year),
            T(
                "write it first: `innoreg new results {year} year={year}`, then its procedures",
                year=year,
            ),
        )
    session.refuse_taken_id(str(year))
    if (orphan := _table_of(registry, year, {})) in registry.tables:
        raise Refused(
            T("rows of {year} lie there without a record: {file}", year=year, file=orphan),
            T("write the record, or delete the table; nothing was written"),
        )
    kept = earlier[-1].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    sample = {"sample": True} if earlier[-1].sample else {}
    return (), {"schema": 1, **sample, "year": year, "procedures": kept["procedures"]}


def _procedures(head: Results | Raw) -> list[Procedure]:
    if isinstance(head, Results):
        return list(head.procedures)
    return [Procedure.model_validate(each) for each in head["procedures"]]


def _head_changes(
    session: ChangeSession,
    year: int,
    head: Results | Raw,
    rows: tuple[ResultRow, ...],
    given: dict[str, str],
) -> list[Change]:
    if isinstance(head, Results):
        return [session.edit_record(head, lambda old: {**old, **given})] if given else []
    held = {row.procedure for row in rows}
    procedures = [each for each in head["procedures"] if each["id"] in held]
    order = ("schema", "sample", "note", "year", "source", "as_of", "procedures")
    made = {**head, **given, "procedures": procedures}
    raw = {name: made[name] for name in order if name in made}
    file = file_of(session.registry, "results", str(year))
    return [Change(file, None, form_text(raw, Results).encode())]


def _table_of(registry: Registry, year: int, head: Results | Raw) -> str:
    """The file of the rows of a year that has a record, or is to have one."""
    if isinstance(head, Results):
        return rows_file(registry, head)
    return file_of(registry, "results", str(year)).removesuffix(".yaml") + TABLE


@app.command("export", cls=Command, help=N_("the rows of a year as an Excel workbook"))
@spread_groups
def export_(
    call: Call,
    year: ResultsYear,
    xlsx: Annotated[
        Path, typer.Option("--xlsx", metavar=N_("FILE"), help=N_("the workbook to write"))
    ],
    force: ForceOption = False,
) -> None:
    refuse_in_open_repository(call, xlsx)
    registry = load_registry(call)
    write_document(xlsx, workbook_bytes(registry, _year_of(registry, year)), force=force)
    show(_("written: {path}", path=xlsx))
