"""Words in parts of an Office file that no reader places: charts, drawings, inserted documents."""

import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from innoreg.importing.limits import parse_xml, read_part
from innoreg.importing.messages import Note, note
from innoreg.importing.text_cleaning import fold_spaces

if TYPE_CHECKING:
    from lxml import etree

# Parts that hold no words of the document: how it looks, how it is packed, who edited it.
_SERVICE = re.compile(
    r"(?:^|/)(?:_rels/|docProps/|customXml/|media/|theme/|fonts?/|printerSettings/|ctrlProps/|"
    r"slicers?/|persons/|externalLinks/|queryTables/|activeX/|revisions/|xmlMaps|connections|"
    r"metadata|\[Content_Types\]|mimetype$|styles|stylesWithEffects|settings|webSettings|fontTable|"
    r"numbering|people|calcChain|workbook\.|volatileDependencies|vbaData|vbaProject|thumbnail|"
    r"commentsExtended|commentsIds|commentsExtensible|keyMapCustomizations|customizations|"
    r"colors\d*\.xml|style\d*\.xml|quickStyle\d*\.xml|layout\d*\.xml|attachedToolbars|"
    r"tables/|pivotCache/|pivotTables/|rdrichvalue|richData/|featurePropertyBag/|chartex/)"
)
# Texts a reader should see, whatever they are: a chart keeps its words in `v`, drawings in `t`.
_TEXT_NAMES = frozenset({"t", "v"})
_TAG = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def unread_part_notes(archive: zipfile.ZipFile, read: frozenset[str]) -> Iterator[Note]:
    """A note for each part of the package that may hold words and is not among those `read`.

    The note gives the words of the part, or only names it where they cannot be read.
    """
    seen: set[str] = set()
    for name in archive.namelist():
        if name in read or name.endswith(("/", ".rels", ".bin", ".vml")) or _SERVICE.search(name):
            continue
        text = _part_text(archive, name)
        if text is None:
            yield note("part-unread", part=name)
        elif any(map(str.isalnum, text)) and text not in seen:
            # A diagram stands in the file twice: as data and as drawn.
            seen.add(text)
            yield note("part-left-out", part=name, text=text)


def _part_text(archive: zipfile.ZipFile, name: str) -> str | None:
    """The words of a part in one line, None where they cannot be read."""
    data = read_part(archive, name)
    suffix = name.rpartition(".")[2].lower()
    if suffix == "xml":
        return fold_spaces(" ".join(_texts(parse_xml(data, name))))
    if suffix in ("htm", "html", "xhtml", "txt"):
        return _plain_text(data, marked=suffix != "txt")
    return None


def _texts(root: "etree._Element") -> Iterator[str]:
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _TEXT_NAMES and node.text:
            yield node.text


def _plain_text(data: bytes, *, marked: bool) -> str:
    """The words of an inserted page or text file, its marks left out."""
    from html import unescape

    named = _CHARSET.search(data[:1024])
    encoding = named[1].decode("ascii", "replace") if named else "utf-8"
    if marked:
        data = _TAG.sub(b" ", data)
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("cp1251", "replace")
    return fold_spaces(unescape(text) if marked else text)
