"""`innoreg check-layout`: the thirty checks of a Word document."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from innoreg.cli.command_context import (
    Call,
    CallContext,
    load_registry,
    show,
    show_as_it_is,
)
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _, ngettext
from innoreg.model.authority import Authority
from innoreg.queries.record_names import find_by_words
from innoreg.render.layout_check.flaw import Finding
from innoreg.render.layout_check.layout_checker import CHECKS
from innoreg.render.layout_check.layout_checker import check_layout as findings_of
from innoreg.render.layout_check.layout_profiles import PROFILES, profile_for
from innoreg.report.jsonio import dumps

# Enough to see what is meant; a wrong font would else be told for every paragraph.
_EXAMPLES = 3


def check_layout(
    call: Call,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("FILE"), help=N_("Word documents, .docx")),
    ] = None,
    profile: Annotated[
        Literal["gost-2025", "gost-2016"], typer.Option("--profile", help=N_("layout profile"))
    ] = "gost-2025",
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer", metavar="ID", help=N_("whose letterhead of the register outranks it")
        ),
    ] = None,
    as_: Annotated[
        Literal["order", "resolutions", "letter", "memo", "certificate", "other"] | None,
        typer.Option("--as", help=N_("what it is; absent, it says so itself")),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help=N_("show the checks and stop"))] = False,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    if list_:
        show("\n".join(f"{c.number:>2}  {c.name:<22}  {_(c.summary)}" for c in CHECKS))
        return
    if not files:
        raise WrongUsage(
            T("no file was named"), T("`innoreg check-layout --list` shows the checks")
        )
    letterhead = _find_letterhead(call, issuer) if issuer else None
    meant = profile_for(letterhead, PROFILES[profile])
    author = letterhead.lines if letterhead else ()
    found = {str(file): findings_of(file, meant, document=as_, author=author) for file in files}
    if format == "json":
        show_as_it_is(_as_json(found))
    else:
        show(_as_text(found))
    if any(f.severity == "error" for findings in found.values() for f in findings):
        raise typer.Exit(1)


def _find_letterhead(call: CallContext, words: str) -> Any:
    authority = find_by_words(load_registry(call), Authority, words)
    return authority.letterhead if authority else None


def _as_text(found: dict[str, list[Finding]]) -> str:
    lines = [line for file, findings in found.items() for line in _finding_lines(file, findings)]
    errors = sum(f.severity == "error" for findings in found.values() for f in findings)
    warnings = sum(map(len, found.values())) - errors
    counts = [
        ngettext("{n} error", "{n} errors", errors),
        ngettext("{n} warning", "{n} warnings", warnings),
    ]
    return "\n".join([*lines, ", ".join(counts)])


def _finding_lines(file: str, findings: list[Finding]) -> Iterator[str]:
    """Findings with the same message as one: the first `_EXAMPLES` places and how many more."""
    # Neighbours only: findings come check by check, and their order stays.
    for _key, alike in groupby(findings, key=lambda f: (f.check, str(f.message))):
        same = list(alike)
        first = same[0]
        severity = _("error") if first.severity == "error" else _("warning")
        yield f"{file}: {severity}[{first.check} {first.name}] {first.message}"
        yield from (f"    {_place_text(f)}" for f in same[:_EXAMPLES] if f.text)
        if len(same) > _EXAMPLES:
            more = len(same) - _EXAMPLES
            yield "    " + ngettext("… and {n} more", "… and {n} more", more)


def _place_text(finding: Finding) -> str:
    """The words it is about, with the number of their paragraph where it is known."""
    at = finding.paragraph
    return _("paragraph {at}: {text}", at=at, text=finding.text) if at else finding.text


def _as_json(found: dict[str, list[Finding]]) -> str:
    files = [
        {
            "file": file,
            "findings": [
                {
                    "check": f.check,
                    "name": f.name,
                    "severity": f.severity,
                    "message": str(f.message),
                    "text": f.text,
                    "paragraph": f.paragraph,
                }
                for f in findings
            ],
        }
        for file, findings in found.items()
    ]
    return dumps({"format": 1, "files": files})
