"""`innoreg validate`: read everything, ask every rule, change nothing."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from innoreg.cli.command_context import from_index, on_terminal, show, tree, width
from innoreg.cli.progress import progress
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T

if TYPE_CHECKING:
    from innoreg.diagnostics import Diagnostic
    from innoreg.report.findings import Findings, Lines
    from innoreg.store.prefetch import Ahead
    from innoreg.store.tree import Tree

# With nothing changed the answer is in the index: neither the rules nor the records come in.

Form = Literal["text", "json", "github", "gitlab", "sarif", "junit"]


def validate(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("PATH"), help=N_("show only findings in these files or folders")),
    ] = None,
    format: Annotated[
        Form,
        typer.Option("--format", help=N_("form of the report")),
    ] = "text",
) -> None:
    from innoreg.index.findings import FINDINGS, read_findings

    here = tree(ctx)
    findings = from_index(ctx, FINDINGS, read_findings) or _over_files(here)
    if paths:
        findings = replace(findings, diagnostics=_within(findings.diagnostics, here, paths))
    show(_report(findings, here, format))
    if findings.count("error"):
        raise typer.Exit(1)


def _over_files(here: "Tree") -> "Findings":
    """The same from the files and the rules themselves."""
    from innoreg.index.use import MANY_FILES
    from innoreg.store.prefetch import NOTHING, parsing_ahead

    root = _disk(here)
    with parsing_ahead(root, MANY_FILES) if root else nullcontext(NOTHING) as ahead:
        return _checked(here, ahead)


def _checked(here: "Tree", ahead: "Ahead") -> "Findings":
    from innoreg.diagnostics import by_place
    from innoreg.index.findings import advice_on
    from innoreg.report.findings import Findings
    from innoreg.rules import check
    from innoreg.store.loader import gathered, read_each, read_settings_file

    settings, found = read_settings_file(here)
    with progress() as told:
        outcomes = read_each(here, settings, salvage=True, known=ahead.take)
        if told:
            outcomes = told.through(outcomes, sum(1 for _file in here.files(settings.data)))
        read = gathered(settings, outcomes, found=found)
        diagnostics = by_place([*read.diagnostics, *check(read.registry)])
    advice = advice_on(d.code for d in diagnostics)
    return Findings(diagnostics, read.files, read.records, read.ignored, advice=advice)


def _report(findings: "Findings", here: "Tree", form: Form) -> str:
    if form == "text":
        from innoreg.report.findings import as_text

        if not on_terminal():
            return as_text(findings, _lines_of(here))
        colour = not os.environ.get("NO_COLOR")
        return as_text(findings, _lines_of(here), colour, width())
    from innoreg.report.ci_formats import FORMS

    return FORMS[form](replace(findings, folder=_folder_in_repository(here)))


def _folder_in_repository(here: "Tree") -> str:
    """The registry's folder, counted from the top of the working tree it lies in."""
    from innoreg.store.tree import top_of_repository

    root = _disk(here)
    if root is None:
        return ""
    root = root.resolve()
    top = top_of_repository(root) or root
    return "" if top == root else root.relative_to(top).as_posix()


def _disk(here: "Tree") -> Path | None:
    """The folder of a tree on disk; None of one in git."""
    from innoreg.store.tree import DiskTree

    return here.root if isinstance(here, DiskTree) else None


def _within(
    found: Sequence["Diagnostic"], here: "Tree", paths: Sequence[Path]
) -> list["Diagnostic"]:
    """Those that lie in one of the files or folders; the rules still see the whole tree."""
    wanted = [_inside(here, path) for path in paths]
    return [
        d
        for d in found
        if any(w == "." or d.place.file == w or d.place.file.startswith(f"{w}/") for w in wanted)
    ]


def _inside(here: "Tree", path: Path) -> str:
    """The path from the registry's root; at a revision the path begins there."""
    root = _disk(here)
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
    if not path.exists():
        raise WrongUsage(T("no such file or folder: {path}", path=path))
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise WrongUsage(
            T("{path} is not in the registry {root}", path=path, root=root),
            T("name a file or folder of the registry"),
        ) from None


def _lines_of(here: "Tree") -> "Lines":
    @cache
    def lines(file: str) -> Sequence[str]:
        try:
            return here.read(file).decode("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return ()

    return lines
