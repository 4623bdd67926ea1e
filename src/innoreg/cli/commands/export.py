"""`innoreg export`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from innoreg.cli.calendar_export import (
    Calendars,
    CalendarStyle,
    write_calendar,
    write_calendars,
)
from innoreg.cli.command_context import (
    Call,
    CallContext,
    load_registry,
    load_whole_records,
    print_remark,
    show,
)
from innoreg.cli.filter_options import Wanted
from innoreg.cli.output_place import refuse_in_open_repository
from innoreg.cli.screen import unguarded
from innoreg.errors import CannotGoOn, WrongUsage, os_error_text
from innoreg.export.calendar_writer import require_icalendar
from innoreg.export.exporter import (
    ExportResult,
    Progress,
    check_target,
    export_folder,
    export_registry,
)
from innoreg.i18n import N_, T, _, ngettext
from innoreg.queries.filters import Filters, as_options
from innoreg.report.failed_files import failed_fields


def export(
    call: Call,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar=N_("DIR"),
            help=N_("a new folder, or that of an earlier export; of one calendar FILE.ics"),
        ),
    ],
    format: Annotated[
        Literal["parquet", "sqlite", "xlsx", "ics"],
        typer.Option(
            "--format",
            help=N_(
                "folders of Parquet by kind and region, one SQLite database, a workbook, or a calendar"
            ),
        ),
    ] = "parquet",
    public: Annotated[
        bool,
        typer.Option(
            "--public",
            help=N_("only what anybody may see: no results, pairs or people unnamed by documents"),
        ),
    ] = False,
    with_results: Annotated[
        bool,
        typer.Option(
            "--with-results",
            help=N_("with --public: sums of results by district, without small numbers"),
        ),
    ] = False,
    each: Annotated[
        bool, typer.Option("--each", help=N_("a calendar for each who answers, in a folder"))
    ] = False,
    alarm: Annotated[
        list[int] | None,
        typer.Option(
            "--alarm",
            min=0,
            max=365,
            metavar=N_("DAYS"),
            help=N_("of calendars: remind so many days before; repeatable"),
        ),
    ] = None,
    todos: Annotated[
        bool, typer.Option("--todos", help=N_("of calendars: to-dos instead of events"))
    ] = False,
    *,
    wanted: Wanted,
) -> None:
    if not public:
        refuse_in_open_repository(call, to)
    if format == "ics":
        if with_results:
            raise WrongUsage(T("--with-results goes with tables, not with calendars"))
        style = CalendarStyle(tuple(sorted(set(alarm or ()), reverse=True)), todos)
        _export_calendars(call, to, wanted, style, each=each, public=public)
        return
    given = [
        *(
            name
            for name, value in (("--each", each), ("--alarm", alarm), ("--todos", todos))
            if value
        ),
        *as_options(wanted),
    ]
    if given:
        raise WrongUsage(T("{option} goes with --format ics", option=given[0].partition(" ")[0]))
    if with_results and not public:
        raise WrongUsage(T("--with-results goes with --public"))
    # Refused before the registry is read, which takes long.
    with _disk_errors_told(to):
        if export_folder(to).clear_interrupted():
            print_remark(_("what an interrupted export left beside {path} is gone", path=to))
        check_target(to, format)
    registry = load_whole_records(call).registry
    with _disk_errors_told(to), _progress_line() as progress:
        lacks = failed_fields(call.failed)
        done = export_registry(
            registry,
            call.day,
            to,
            format,
            progress,
            public=public,
            with_results=with_results,
            lacks=lacks,
        )
    if done.unknown:
        print_remark(_unknown_region_text(done.unknown))
    show(_summary(done, to))


def _export_calendars(
    call: CallContext,
    to: Path,
    wanted: Filters,
    style: CalendarStyle,
    *,
    each: bool,
    public: bool,
) -> None:
    # Refused before the registry is read.
    require_icalendar()
    if each:
        with _disk_errors_told(to):
            if export_folder(to).clear_interrupted():
                print_remark(_("what an interrupted export left beside {path} is gone", path=to))
            export_folder(to).check_free()
    registry = load_registry(call)
    calendars = Calendars(call, registry, style, public=public)
    rows = calendars.rows(wanted)
    with _disk_errors_told(to):
        if each:
            n = write_calendars(to, calendars, rows, wanted, call.day, registry.settings.title)
            show(ngettext("{n} calendar: {path}", "{n} calendars: {path}", n, path=to))
            return
        write_calendar(to, calendars.bytes_of(rows))
    undated = sum(not row.is_dated for row in rows)
    parts = [ngettext("{n} entry", "{n} entries", len(rows))]
    if undated:
        parts.append(ngettext("{n} without a date", "{n} without a date", undated))
    show(f"{', '.join(parts)}: {to}")


@contextmanager
def _disk_errors_told(to: Path) -> Iterator[None]:
    """Errors of the disk raised as CannotGoOn; an earlier export is still there."""
    try:
        yield
    except OSError as error:
        raise CannotGoOn(
            T("cannot write {path}: {reason}", path=to, reason=os_error_text(error)),
            T("an earlier export is as it was; make room there, or name another folder"),
        ) from None


@contextmanager
def _progress_line() -> Iterator[Progress]:
    """A callback for each table and its rows so far: one line on a terminal, nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _table, _rows: None
        return

    screen = unguarded(sys.stderr)

    # Carriage return and «erase to the end of line» of ANSI terminals.
    def say(table: str, rows: int) -> None:
        print(f"\r\033[K{table} {rows or ''}", end="", file=screen, flush=True)

    try:
        yield say
    finally:
        print("\r\033[K", end="", file=screen, flush=True)


def _summary(done: ExportResult, to: Path) -> str:
    tables = ngettext("{n} table", "{n} tables", len(done.tables))
    rows = ngettext("{n} row", "{n} rows", done.rows)
    return f"{tables}, {rows}: {to}"


def _unknown_region_text(rows: int) -> str:
    return ngettext(
        "{n} row belongs to no known region and is in region=unknown",
        "{n} rows belong to no known region and are in region=unknown",
        rows,
    )
