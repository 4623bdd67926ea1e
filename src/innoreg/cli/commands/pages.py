"""`innoreg pages`."""

from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.command_context import (
    Call,
    CallContext,
    print_remark,
    report_failed_files,
    show,
    without_hidden_samples,
)
from innoreg.cli.output_place import refuse_in_open_repository
from innoreg.cli.progress import progress_line
from innoreg.cli.registry_check import check_registry, last_commit
from innoreg.cli.site_serving import serve_site
from innoreg.errors import CannotGoOn, WrongUsage, os_error_text
from innoreg.i18n import N_, T, _, ngettext
from innoreg.ledger import replay
from innoreg.pages.site_context import SiteContext
from innoreg.pages.site_writer import site_folder, write_site
from innoreg.queries.day_overview import build_overview
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.public_registry import public_registry
from innoreg.render.template_files import TemplateFiles
from innoreg.report.day_overview import Check
from innoreg.report.failed_files import as_lines


def pages(
    call: Call,
    *,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar=N_("DIR"), help=N_("a new folder, or that of an earlier site")
        ),
    ] = None,
    serve: Annotated[
        bool,
        typer.Option("--serve", help=N_("show them on this computer instead, until Ctrl+C")),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=N_("with --serve: anew with each change of a file"))
    ] = False,
    port: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=65535, help=N_("with --serve: the port, 0 for any")),
    ] = 8765,
    public: Annotated[
        bool,
        typer.Option("--public", help=N_("only what anybody may see; the rest is in no page")),
    ] = False,
) -> None:
    if serve == (to is not None) or (watch and not serve):
        raise WrongUsage(
            T("the pages go into a folder, or are shown on this computer"),
            T("give --to DIR, or --serve with or without --watch"),
        )
    if to is None:
        serve_site(
            call, lambda each: (_context(each, public), _templates(each)), port, watched=watch
        )
    else:
        _write(call, to, public)


def _write(call: CallContext, to: Path, public: bool) -> None:
    if not public:
        refuse_in_open_repository(call, to)
    target = site_folder(to)
    try:
        if target.clear_interrupted():
            print_remark(_("what an interrupted writing left beside {path} is gone", path=to))
        target.check_free()
        context, files = _context(call, public), _templates(call)
        with progress_line() as line:
            written = write_site(context, to, files, line or (lambda _done, _all: None))
    except OSError as error:
        raise CannotGoOn(
            T("cannot write {path}: {reason}", path=to, reason=os_error_text(error)),
            T("an earlier site is as it was; make room there, or name another folder"),
        ) from None
    first = to / "index.html"
    show(ngettext("{n} page: open {path}", "{n} pages: open {path}", written, path=first))


def _context(call: CallContext, public: bool) -> SiteContext:
    from innoreg.store.loader import load_tree

    whole = call.read_in_one_state(lambda: load_tree(call.tree, salvage=True))
    report_failed_files(call, whole.failed_files)
    registry = without_hidden_samples(call, whole).readable
    if public:
        registry = public_registry(registry)
    rows = RegistryRows(registry, call.day)
    findings = check_registry(whole)
    check = Check(findings.count("error"), findings.count("warning"), findings.accepted)
    overview = build_overview(replay(registry, call.day), rows)
    commit = last_commit(call.tree)
    if public:
        # Findings and the names of files quote what is not public; how many there are does not.
        missing = len(call.failed)
        lacks = (
            [_("{n} files of the register are not in these pages", n=missing)] if missing else []
        )
        return SiteContext(overview, rows, check, (), commit, tuple(lacks))
    return SiteContext(
        overview, rows, check, findings.diagnostics, commit, tuple(as_lines(call.failed))
    )


def _templates(call: CallContext) -> TemplateFiles:
    if call.options.rev is not None:
        return TemplateFiles()
    folder = call.folder
    from innoreg.store.loader import read_settings

    return TemplateFiles(folder / read_settings(call.tree).templates, folder)
