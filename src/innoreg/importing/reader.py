"""Reads a file of any supported format, known by its content, and recognises what it holds."""

import zipfile
from pathlib import Path
from typing import Literal

from innoreg.importing.document import Document
from innoreg.importing.drafts import Imported
from innoreg.importing.limits import check_size, open_zip, read_part
from innoreg.importing.messages import ImportRefused
from innoreg.importing.recogniser import recognise_document

Content = Literal["docx", "xlsx", "pdf", "doc", "xls", "rtf", "odt", "ods", "csv"]

# The first bytes of an OLE container: Office 97–2003, or a new document with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, Content], ...] = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_OPEN_DOCUMENT: dict[str, Content] = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def detect_content(path: Path) -> Content:
    """The format of the file by its content. Raises `ImportRefused` for any other format."""
    with path.open("rb") as file:
        start = file.read(2048)
    if start.startswith(b"PK"):
        return _detect_in_zip(path)
    if start.startswith(_OLE):
        return _detect_in_ole(path.read_bytes())
    # Some programs put bytes before the header; readers of PDF look through the first 1024.
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    # A table of text has no sign of its own: only its name tells it from other texts.
    if start and path.suffix.lower() in (".csv", ".tsv"):
        return "csv"
    raise ImportRefused("unknown-format")


def _detect_in_zip(path: Path) -> Content:
    with open_zip(path) as archive:
        names = set(archive.namelist())
        if "mimetype" in names:
            kind = read_part(archive, "mimetype").decode("ascii", "replace").strip()
            if kind in _OPEN_DOCUMENT:
                _refuse_encrypted(archive)
                return _OPEN_DOCUMENT[kind]
        types = read_part(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"wordprocessingml" in types or b"ms-word" in types:
        return "docx"
    if b"spreadsheetml" in types or b"ms-excel" in types:
        return "xlsx"
    raise ImportRefused("unknown-format")


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = read_part(archive, "META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise ImportRefused("encrypted")


def _detect_in_ole(data: bytes) -> Content:
    """The format of an OLE container, by the names of the streams in it."""
    # Read as bytes: names of streams stand in it as UTF-16, and no parser of OLE is needed.
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ImportRefused("encrypted")
    for stream, content in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return content
    raise ImportRefused("unknown-format")


def import_document(path: Path) -> Imported:
    """The drafts and notes of the document at `path`. Raises `ImportRefused`."""
    return recognise_document(read_document(path))


def read_document(path: Path) -> Document:
    """The file as a neutral document, whatever its suffix says. Raises `ImportRefused`."""
    # Libraries are imported by the branch that needs them: each costs more than a small file.
    check_size(path)
    content = detect_content(path)
    if content == "docx":
        from innoreg.importing.docx.docx_reader import read_docx

        return read_docx(path)
    if content == "xlsx":
        from innoreg.importing.xlsx_reader import read_xlsx

        return read_xlsx(path)
    if content == "csv":
        from innoreg.importing.csv_reader import read_csv

        return read_csv(path)
    if content == "pdf":
        from innoreg.importing.pdf.pdf_reader import parse_pdf

        return parse_pdf(path)
    from innoreg.importing.libreoffice import read_old_format

    return read_old_format(path, content)
