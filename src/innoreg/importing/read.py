"""From a file to what it proposes: detect, read, recognise."""

from pathlib import Path

from innoreg.importing.detect import content_of
from innoreg.importing.document import Document
from innoreg.importing.drafts import Imported
from innoreg.importing.limits import check_size
from innoreg.importing.recognise import recognise


def read(path: Path) -> Imported:
    """Everything the document proposes. Raises `ImportRefused`."""
    return recognise(read_document(path))


def read_document(path: Path) -> Document:
    """The file as a neutral document, whatever its suffix says. Raises `ImportRefused`."""
    check_size(path)
    content = content_of(path)
    if content == "docx":
        from innoreg.importing.docx.reader import read_docx

        return read_docx(path)
    if content == "xlsx":
        from innoreg.importing.xlsx import read_xlsx

        return read_xlsx(path)
    if content == "pdf":
        from innoreg.importing.pdf.worker import read_pdf

        return read_pdf(path)
    from innoreg.importing.office import read_old

    return read_old(path, content)
