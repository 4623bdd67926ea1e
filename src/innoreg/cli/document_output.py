"""What commands that make documents share: options, templates, remarks, writing the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from innoreg.cli.command_context import (
    CallContext,
    load_registry,
    print_remark,
    show_as_it_is,
)
from innoreg.cli.common_options import OptionGroup
from innoreg.cli.file_output import STDOUT, write_output
from innoreg.errors import Refused
from innoreg.i18n import N_, TN, T, _, ngettext
from innoreg.model.registry import Registry
from innoreg.render.layout_check.flaw import Finding
from innoreg.render.output_file import draft_text as as_draft
from innoreg.render.renderer import RenderedDocument, Renderer
from innoreg.store.tree import DiskTree

OutOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar=N_("FILE"),
        help=N_("where to: .docx or .pdf; -: to standard output"),
    ),
]
TemplateOption = Annotated[
    str | None,
    typer.Option("--template", metavar=N_("NAME"), help=N_("another template, .md.j2 or .docx")),
]
DraftOption = Annotated[bool, typer.Option("--draft", help=N_("show the text here; write nothing"))]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("write over a file that is there"))]
StrictOption = Annotated[
    bool, typer.Option("--strict", help=N_("refuse where a word or the layout should be looked at"))
]


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How a document is printed: to which file, from which template, whether only as a draft."""

    output: Path | None
    template: str | None
    draft: bool
    force: bool
    strict: bool


def _print_settings(
    output: OutOption = None,
    template: TemplateOption = None,
    draft: DraftOption = False,
    force: ForceOption = False,
    strict: StrictOption = False,
) -> PrintSettings:
    return PrintSettings(output, template, draft, force, strict)


PrintingOptions = Annotated[PrintSettings, OptionGroup(_print_settings)]


def load_whole_registry(call: CallContext, how: PrintSettings) -> Registry:
    """The registry for a document with rows from all of it, or Refused where files have errors.

    Whoever gets the document sees no stderr, so what could lack rows is only shown as a draft.
    """
    registry = load_registry(call)
    if call.failed and not how.draft:
        number = len(call.failed)
        raise Refused(
            TN(
                "{n} file of the register has errors, so the document could lack something: {files}",
                "{n} files of the register have errors, so the document could lack something: {files}",
                number,
                n=number,
                files=", ".join(each.place.file for each in call.failed),
            ),
            T("mend what `innoreg validate` says of it; --draft shows the text as it is"),
        )
    return registry


def registry_press(call: Any, registry: Registry) -> Renderer:
    """The templates of the registry and of innoreg; with --rev only those of innoreg."""
    files = call.tree
    if not isinstance(files, DiskTree):
        return Renderer()
    return Renderer(files.root / registry.settings.templates, files.root)


def print_remarks(made: RenderedDocument, *, strict: bool) -> None:
    """Print on stderr what to look at in the document; with `strict` it raises Refused."""
    for text in made.remarks:
        print_remark(str(text))
    for line in layout_lines(made.findings):
        print_remark(line)
    errors = [finding for finding in made.findings if finding.severity == "error"]
    if strict and (made.remarks or errors):
        number = len(made.remarks) + len(errors)
        raise Refused(
            TN("--strict: {n} thing to look at, nothing was written",
               "--strict: {n} things to look at, nothing was written", number, n=number),
            T("give `forms:` in the record for words, change the record or the template for the layout"),
        )  # fmt: skip


def layout_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """A line for each flaw of the layout: its check, all the paragraphs it is in, the words of the first."""
    # Neighbours only: findings come check by check, and their order stays.
    for _key, alike in groupby(findings, key=lambda f: (f.check, str(f.message))):
        same = list(alike)
        first = same[0]
        where = f" ({first.text})" if first.text else ""
        places = [str(f.paragraph) for f in same if f.paragraph is not None]
        if places:
            said = ngettext(
                "layout, check {check} {name}, paragraph {at}: {message}",
                "layout, check {check} {name}, paragraphs {at}: {message}", len(places),
                check=first.check, name=first.name, at=", ".join(places), message=first.message,
            )  # fmt: skip
        else:
            said = _("layout, check {check} {name}: {message}",
                     check=first.check, name=first.name, message=first.message)  # fmt: skip
        yield said + where


def deliver_document(
    made: RenderedDocument,
    path: Path,
    how: PrintSettings,
    *,
    tell: bool = True,
    suffix: str = ".docx",
) -> None:
    """Print the draft, or write the file in the format of its suffix, and say so where `tell`.

    suffix: the format of what goes to stdout.
    """
    print_remarks(made, strict=how.strict)
    if how.draft:
        show_as_it_is(as_draft(made.data))
        return
    form = Path(f"document{suffix}") if path == STDOUT else path
    write_output(path, _in_format_of(made.data, form), force=how.force, tell=tell)


def _in_format_of(data: bytes, path: Path) -> bytes:
    if path.suffix.lower() == ".docx":
        return data
    if path.suffix.lower() == ".pdf":
        from innoreg.render.output_file import as_pdf

        return as_pdf(data)
    raise Refused(
        T("a document is written as .docx or .pdf, not as “{suffix}”", suffix=path.suffix),
        T("name the file with -o FILE.docx or -o FILE.pdf"),
    )
