"""Limits that are checked before a file is opened: size, packing, document types."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from innoreg.importing.messages import ImportRefused

if TYPE_CHECKING:
    from lxml import etree

MEGABYTE = 1024 * 1024
# Bound memory and time against hostile files; chosen round, not measured.
MAX_FILE = 100 * MEGABYTE
MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * MEGABYTE
# Word's most repetitive tables are packed about 100 times, a zip bomb of zeros 1,000 times.
MAX_RATIO = 250
# Small parts of repeated markup pack well and do no harm.
RATIO_MATTERS_FROM = MEGABYTE
# A plan has some thousands; chosen round, not measured.
MAX_CELLS = 500_000
# Bytes of text in the cells of a workbook; a plan of 5,000 rows has about four million.
MAX_TEXT = 20 * MEGABYTE
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def check_size(path: Path) -> None:
    """Raise `ImportRefused` for an empty file and one of more than `MAX_FILE` bytes."""
    size = path.stat().st_size
    if size == 0:
        raise ImportRefused("empty-file")
    if size > MAX_FILE:
        raise ImportRefused("too-large", size=size // MEGABYTE, limit=MAX_FILE // MEGABYTE)


def check_zip(archive: zipfile.ZipFile) -> None:
    """Raise `ImportRefused` for too many parts, parts that unpack beyond the limits, a password."""
    # `zipfile` never returns more than the declared size of a part, so checking that is enough.
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ImportRefused("too-many-entries", count=len(entries), limit=MAX_ENTRIES)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise ImportRefused(
            "unpacks-too-large", size=unpacked // MEGABYTE, limit=MAX_UNPACKED // MEGABYTE
        )
    for entry in entries:
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > RATIO_MATTERS_FROM and ratio > MAX_RATIO:
            raise ImportRefused("suspicious-packing", part=entry.filename, ratio=ratio)
        if entry.flag_bits & 1:
            raise ImportRefused("encrypted")


def open_zip(path: Path) -> zipfile.ZipFile:
    """The archive, within the limits. Raises `ImportRefused`."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ImportRefused("damaged", detail=error) from error
    check_zip(archive)
    # Some programs part folders as Windows does, which the format does not allow.
    for entry in archive.infolist():
        entry.filename = entry.filename.replace("\\", "/")
        archive.NameToInfo[entry.filename] = entry
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part. Raises `ImportRefused` for a broken one."""
    try:
        return archive.read(name)
    except Exception as error:  # zlib.error, lzma.LZMAError and zipfile's share no ancestor
        raise ImportRefused("damaged", detail=error) from error


def check_doctype(data: bytes, part: str) -> None:
    """Raise `ImportRefused` for XML with a document type, which is where entities are declared."""
    # Searched as bytes before any parser sees them, in each encoding an XML parser accepts.
    if any("<!DOCTYPE".encode(encoding) in data for encoding in _ENCODINGS):
        raise ImportRefused("xml-doctype", part=part)


def parse_xml(data: bytes, part: str) -> "etree._Element":
    """The root of an XML part, parsed without entities, document types or network access.

    Raises `ImportRefused`.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    check_doctype(data, part)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ImportRefused("damaged", detail=f"{part}: {error}") from error
