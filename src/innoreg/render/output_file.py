"""A finished .docx written to disk, shown as text, converted to PDF."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from innoreg.errors import CannotGoOn, Refused, os_error_text
from innoreg.i18n import T
from innoreg.render.docx.docx_parts import W, read_parts
from innoreg.render.docx.docx_view import DocxView, Grid, text_of
from innoreg.whole_file import replace_file


def write_document(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write the file whole or not at all; Refused where it exists and `force` is not given.

    CannotGoOn where the disk refuses.
    """
    # A link that leads nowhere yet is there as well: what it names would be made by writing.
    if os.path.lexists(path) and not force:
        raise Refused(
            T("{path} is there already; nothing was written", path=path),
            T("choose another name with -o, or say --force"),
        )
    if path.is_symlink() and path.resolve().parent != path.parent.resolve():
        # It may have come with the registry, and --force means the file that one sees.
        raise Refused(
            T("{path} is a link to another place; nothing was written", path=path),
            T("choose another name with -o"),
        )
    try:
        replace_file(path, data)
    except OSError as error:
        raise CannotGoOn(
            T("{path} cannot be written: {reason}", path=path, reason=os_error_text(error))
        ) from None


_BAR = " | "


def draft_text(data: bytes) -> str:
    """The words of a .docx, paragraph by paragraph, tables row by row."""
    return "\n".join(_draft_lines(DocxView(read_parts(data)))) + "\n"


def _draft_lines(sheet: DocxView) -> Iterator[str]:
    for number, page in enumerate(sheet.pages):
        if number:
            yield ""
        for block in page.inside:
            if isinstance(block, Grid):
                yield from _row_lines(block)
            elif block.bare:
                yield f"{block.number} {block.text}".strip().replace("\t", "    ")


def _row_lines(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        cells = row.findall(f"{W}tc")
        yield _BAR.join(" ".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in cells)


_PROGRAMS = ("soffice", "libreoffice")
# Bounds a LibreOffice that hangs or waits for a dialog nobody sees.
_SECONDS = 60
# With tags and the universal accessibility that LibreOffice has from 7.4 on: readers find headings.
_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


def as_pdf(data: bytes) -> bytes:
    """The .docx as PDF; CannotGoOn where LibreOffice is absent or fails."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise CannotGoOn(
            T("a PDF is made by LibreOffice, and it is not installed"),
            T("install LibreOffice, or render to .docx and save as PDF in Word"),
        )
    with tempfile.TemporaryDirectory() as folder:
        return _convert_to_pdf(program, Path(folder), data)


def _convert_to_pdf(program: str, folder: Path, data: bytes) -> bytes:
    """The PDF that LibreOffice makes of the .docx in `folder`."""
    source = folder / "document.docx"
    source.write_bytes(data)
    # A profile of its own: LibreOffice locks the user's one while it is open.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", _PDF, "--outdir", str(folder)]
    try:
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=_SECONDS)
        return source.with_suffix(".pdf").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise CannotGoOn(
            T("LibreOffice made no PDF: {reason}", reason=type(error).__name__),
            T("open the .docx in LibreOffice to see what it says"),
        ) from None
