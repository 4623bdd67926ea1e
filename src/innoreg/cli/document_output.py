"""What commands that make documents share: options, templates, remarks, writing the file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from innoreg.cli.command_context import print_remark, show
from innoreg.cli.common_options import OptionGroup
from innoreg.errors import Refused
from innoreg.i18n import N_, T, _
from innoreg.model.registry import Registry
from innoreg.render.output_file import draft_text as as_draft
from innoreg.render.output_file import write_document
from innoreg.render.renderer import RenderedDocument, Renderer
from innoreg.store.tree import DiskTree

OutOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar=N_("FILE"), help=N_("where to: .docx or .pdf")),
]
TemplateOption = Annotated[
    str | None,
    typer.Option("--template", metavar=N_("NAME"), help=N_("another template, .md.j2 or .docx")),
]
DraftOption = Annotated[bool, typer.Option("--draft", help=N_("show the text here; write nothing"))]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("write over a file that is there"))]
StrictOption = Annotated[
    bool, typer.Option("--strict", help=N_("refuse where a form of a word should be looked at"))
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


def registry_press(call: Any, registry: Registry) -> Renderer:
    """The templates of the registry and of innoreg; with --rev only those of innoreg."""
    files = call.tree
    if not isinstance(files, DiskTree):
        return Renderer()
    return Renderer(files.root / registry.settings.templates, files.root)


def print_form_remarks(made: RenderedDocument, *, strict: bool) -> None:
    """Print on stderr what to look at in the document; with `strict` doubtful forms raise Refused."""
    # Findings of the layout are never refused: they advise.
    if made.remarks and strict:
        remarks = "; ".join(map(str, made.remarks))
        raise Refused(
            T("--strict: {remarks}", remarks=remarks),
            T("give `forms:` in the record, which says how the word declines"),
        )
    for text in made.remarks:
        print_remark(str(text))
    for finding in made.findings:
        where = f" ({finding.text})" if finding.text else ""
        print_remark(
            _("layout, check {n}: {message}", n=finding.check, message=finding.message) + where
        )


def deliver_document(made: RenderedDocument, path: Path, how: PrintSettings) -> None:
    """Print the draft, or write the file in the format of its suffix, and say so."""
    print_form_remarks(made, strict=how.strict)
    if how.draft:
        show(as_draft(made.data))
        return
    write_document(path, _in_format_of(made.data, path), force=how.force)
    show(_("written: {path}", path=path))


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
