"""A .docx as named parts of bytes, and attributes of their XML; bounded, for untrusted files."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from innoreg.errors import Refused, os_error_text
from innoreg.i18n import T
from innoreg.regular_file import read_regular_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
# Bounds what a zip bomb can cost in memory and time.
# Chosen round, not measured: an order with pictures has some tens.
_ENTRIES = 2000
_PACKED = 100_000_000
_UNPACKED = 200_000_000
# Those of tables counted: a plan of a thousand rows has some ten thousand.
_PARAGRAPHS = 100_000
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")

Element = etree._Element


def read_parts(source: Path | bytes, name: str = "docx") -> dict[str, bytes]:
    """Every part of the file by name; Refused where it is no Word document or too large.

    name: what to call bytes in messages.
    """
    name = source.name if isinstance(source, Path) else name
    try:
        data = read_regular_file(source, _PACKED) if isinstance(source, Path) else source
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _ENTRIES or sum(e.file_size for e in entries) > _UNPACKED:
                raise Refused(T("“{name}” is too large for a Word document", name=name))
            parts = {e.filename: archive.read(e) for e in entries if not e.is_dir()}
    except OSError as error:
        raise Refused(
            T("“{name}” cannot be read: {reason}", name=name, reason=os_error_text(error))
        ) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
    ):
        parts = {}
    if DOCUMENT not in parts:
        raise Refused(
            T("“{name}” is not a Word document (.docx)", name=name),
            T("open it in Word or LibreOffice and save it as .docx"),
        )
    # Packed, a million of them are some kilobytes; in memory each takes several.
    if len(_PARAGRAPH.findall(parts[DOCUMENT])) > _PARAGRAPHS:
        raise Refused(T("“{name}” is too large for a Word document", name=name))
    return parts


def parse_xml(parts: Mapping[str, bytes], name: str) -> Element | None:
    """The root of a part, entities and the network off; None without the part, Refused if broken."""
    if name not in parts:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(parts[name], parser)
    except etree.XMLSyntaxError as error:
        raise Refused(
            T("part {part} of the document is broken: {reason}", part=name, reason=str(error))
        ) from None


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute w:`name`."""
    return None if element is None else element.get(f"{W}{name}")


def number(element: Element | None, name: str = "val") -> int | None:
    """The attribute w:`name` as a whole number."""
    said = value(element, name)
    try:
        return None if said is None else round(float(said))
    except ValueError:
        return None


def is_on(element: Element | None) -> bool:
    """Whether an on/off property stands and is not off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
