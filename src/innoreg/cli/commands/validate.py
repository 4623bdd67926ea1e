"""`innoreg validate`: read everything, ask every rule, change nothing."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from innoreg.cli.command_context import (
    Call,
    CallContext,
    answer_from_cache,
    path_in_registry,
    show_as_it_is,
    show_painted,
)
from innoreg.cli.progress import progress_line
from innoreg.cli.registry_check import check_registry
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T

if TYPE_CHECKING:
    from innoreg.diagnostics import Diagnostic
    from innoreg.report.findings import Findings, Lines
    from innoreg.store.tree import Tree

# With nothing changed the answer is in the cache: neither the rules nor the records come in.

Form = Literal["text", "json", "github", "gitlab", "sarif", "junit"]


def validate(
    call: Call,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("PATH"), help=N_("show only findings in these files or folders")),
    ] = None,
    format: Annotated[
        Form,
        typer.Option("--format", help=N_("form of the report")),
    ] = "text",
    errors_only: Annotated[
        bool, typer.Option("--errors-only", help=N_("show errors only; all are counted"))
    ] = False,
    accepted: Annotated[
        bool, typer.Option("--accepted", help=N_("show accepted findings too, with their reasons"))
    ] = False,
) -> None:
    from innoreg.cache.findings import KeptFindings

    # First, so that a missing registry is reported before a wrong day.
    here = call.tree
    findings = answer_from_cache(call, KeptFindings(check_registry))
    if findings is None:
        findings = call.read_in_one_state(lambda: _check_files(here))
    findings = _with_stray_files(findings, here)
    if paths:
        findings = replace(
            findings, diagnostics=_findings_within(findings.diagnostics, here, paths)
        )
    findings = replace(findings, errors_only=errors_only, with_accepted=accepted)
    text = _report_text(call, findings, here, format)
    (show_painted if format == "text" else show_as_it_is)(text)
    if findings.count("error"):
        raise typer.Exit(1)


def _with_stray_files(findings: "Findings", here: "Tree") -> "Findings":
    """The findings with those files that no answer is kept of: they are no part of the tree."""
    from innoreg.store.stray_files import find_stray_files

    root = _folder_of(here)
    strays = find_stray_files(root, _folder_of_records(here)) if root else []
    if not strays:
        return findings
    from innoreg.diagnostics import by_place
    from innoreg.store.file_diagnostics import SYNTAX_CODES

    advice = {**findings.advice, **{each.code: SYNTAX_CODES[each.code] for each in strays}}
    return replace(findings, diagnostics=by_place([*findings.diagnostics, *strays]), advice=advice)


def _check_files(here: "Tree") -> "Findings":
    """The findings worked out from the files, without a cache."""
    from innoreg.store.loader import build_registry, read_files, read_settings_file
    from innoreg.store.prefetch import NO_PREFETCH, parsing_ahead
    from innoreg.store.tree import file_kind

    root = _folder_of(here)
    with (
        parsing_ahead(root) if root else nullcontext(NO_PREFETCH) as ahead,
        progress_line() as line,
    ):
        # Files are parsed in other processes meanwhile, where that pays.
        settings, found = read_settings_file(here)
        outcomes = read_files(here, settings, salvage=True, known=ahead.take)
        if line:
            outcomes = line.count_items(outcomes, sum(1 for _file in here.files(settings.data)))
        papers = partial(file_kind, here)
        return check_registry(
            build_registry(settings, outcomes, file_kind=papers, tables=here, found=found)
        )


def _folder_of_records(here: "Tree") -> str:
    """The folder of the records, without the models where the settings are plain."""
    from innoreg.store.tree import MARK
    from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

    plain = parse_plain_bytes(here.read(MARK).removeprefix(b"\xef\xbb\xbf"))
    if plain is not None and isinstance(folder := plain.get("data", "data"), str):
        return folder
    from innoreg.store.loader import read_settings

    return read_settings(here).data


def _report_text(call: CallContext, findings: "Findings", here: "Tree", form: Form) -> str:
    if form == "text":
        from innoreg.report.findings import as_text

        if not call.is_on_terminal:
            return as_text(findings, _line_reader(here))
        colour = not os.environ.get("NO_COLOR")
        return as_text(findings, _line_reader(here), colour, call.width)
    from innoreg.report.ci_formats import FORMS

    return FORMS[form](replace(findings, folder=_folder_in_repository(here)))


def _folder_in_repository(here: "Tree") -> str:
    """The registry's folder, counted from the top of the working tree it lies in."""
    from innoreg.store.tree import top_of_repository

    root = _folder_of(here)
    if root is None:
        return ""
    root = root.resolve()
    top = top_of_repository(root) or root
    return "" if top == root else root.relative_to(top).as_posix()


def _folder_of(here: "Tree") -> Path | None:
    """The folder of a tree on disk; None of one in git."""
    from innoreg.store.tree import DiskTree

    return here.root if isinstance(here, DiskTree) else None


def _findings_within(
    found: Sequence["Diagnostic"], here: "Tree", paths: Sequence[Path]
) -> list["Diagnostic"]:
    """Those that lie in one of the files or folders; the rules still see the whole tree."""
    wanted = [_path_in_registry(here, path) for path in paths]
    return [
        d
        for d in found
        if any(w == "." or d.place.file == w or d.place.file.startswith(f"{w}/") for w in wanted)
    ]


def _path_in_registry(here: "Tree", path: Path) -> str:
    """The path from the registry's root, where a path given with --rev begins already."""
    root = _folder_of(here)
    if root is None:
        name = path.as_posix()
        if not any(Path(file.path).is_relative_to(name) for file in here.files(".")):
            raise WrongUsage(
                T("no such file or folder in that revision: {path}", path=path),
                T("the path begins at the registry's root: data/orders"),
            )
        return name
    # With -C people name files as they would inside the registry.
    path = next((p for p in (path, root / path) if p.exists()), path)
    return path_in_registry(root, path)


def _line_reader(here: "Tree") -> "Lines":
    @cache
    def lines(file: str) -> Sequence[str]:
        try:
            return here.read(file).decode("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return ()

    return lines
