"""`innoreg validate`: read everything, ask every rule, change nothing."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import typer

from innoreg.cli.common import on_terminal, show, tree
from innoreg.diagnostics import Diagnostic, by_place
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T
from innoreg.report.ci import FORMS
from innoreg.report.findings import Findings, Lines, as_text
from innoreg.rules import RULES, check
from innoreg.store.codes import SYNTAX_CODES
from innoreg.store.load import load_tree
from innoreg.store.tree import DiskTree, Tree


def validate(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("PATH"), help=N_("show only findings in these files or folders")),
    ] = None,
    format: Annotated[
        Literal["text", "json", "github", "gitlab", "sarif", "junit"],
        typer.Option("--format", help=N_("form of the report")),
    ] = "text",
) -> None:
    here = tree(ctx)
    read = load_tree(here, salvage=True)
    found = by_place([*read.diagnostics, *check(read.registry)])
    if paths:
        found = _within(found, here, paths)
    advice = {**SYNTAX_CODES, **{rule.code: rule.advice for rule in RULES}}
    findings = Findings(
        found, read.files, read.records, read.ignored, _folder_in_repository(here), advice
    )
    if format == "text":
        show(
            as_text(
                findings,
                _lines_of(here),
                colour=on_terminal() and not os.environ.get("NO_COLOR"),
            )
        )
    else:
        show(FORMS[format](findings))
    if findings.count("error"):
        raise typer.Exit(1)


def _folder_in_repository(here: Tree) -> str:
    """The registry's folder, counted from the top of the working tree it lies in."""
    if not isinstance(here, DiskTree):
        return ""
    root = here.root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else root.relative_to(top).as_posix()


def _within(found: list[Diagnostic], here: Tree, paths: Sequence[Path]) -> list[Diagnostic]:
    """Those that lie in one of the files or folders; the rules still see the whole tree."""
    wanted = [_inside(here, path) for path in paths]
    return [
        d
        for d in found
        if any(w == "." or d.place.file == w or d.place.file.startswith(f"{w}/") for w in wanted)
    ]


def _inside(here: Tree, path: Path) -> str:
    """The path from the registry's root; at a revision the path begins there."""
    if not isinstance(here, DiskTree):
        name = path.as_posix()
        if not any(file.path.is_relative_to(name) for file in here.files(".")):
            raise WrongUsage(
                T("no such file or folder in that revision: {path}", path=path),
                T("the path begins at the registry's root: data/orders"),
            )
        return name
    # With -C people name files as they would inside the registry.
    path = next((p for p in (path, here.root / path) if p.exists()), path)
    if not path.exists():
        raise WrongUsage(T("no such file or folder: {path}", path=path))
    try:
        return path.resolve().relative_to(here.root.resolve()).as_posix()
    except ValueError:
        raise WrongUsage(
            T("{path} is not in the registry {root}", path=path, root=here.root),
            T("name a file or folder of the registry"),
        ) from None


def _lines_of(here: Tree) -> Lines:
    @cache
    def lines(file: str) -> Sequence[str]:
        try:
            return here.read(file).decode("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return ()

    return lines
