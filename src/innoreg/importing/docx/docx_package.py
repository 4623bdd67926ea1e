"""Opens a Word file and gives its parts: document, styles, numbering, notes, headers."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from innoreg.importing.limits import open_zip, parse_xml, read_part
from innoreg.importing.messages import ImportRefused, Note, note
from innoreg.importing.side_parts import unread_part_notes

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Elements around paragraphs, rows and cells that hold them as if they were not there: content
# controls, tracked insertions.
WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
# The «strict» variant of the format has the same elements in another namespace.
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SIDE_KINDS = frozenset({"footnotes", "endnotes", "header", "footer", "comments"})


@dataclass(frozen=True, slots=True)
class Package:
    """The roots of the parts; `side` are notes, headers and comments by the kind of relation."""

    document: "etree._Element"
    styles: "etree._Element | None"
    numbering: "etree._Element | None"
    side: "tuple[tuple[str, etree._Element], ...]"
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    external: bool


def attribute(element: "etree._Element | None", name: str = "val") -> str:
    """An attribute of the `w:` namespace, "" where the element or the attribute is missing."""
    return "" if element is None else element.get(W + name) or ""


def is_on(element: "etree._Element | None") -> bool:
    """Whether a property such as `w:b` is present and not switched off."""
    return element is not None and attribute(element) not in ("0", "false", "off", "none")


def _read_relations(archive: zipfile.ZipFile, part: str) -> Iterator[_Relation]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return
    for node in parse_xml(read_part(archive, path), path).iter(_RELATIONS):
        external = node.get("TargetMode") == "External"
        target = node.get("Target") or ""
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield _Relation((node.get("Type") or "").rpartition("/")[2], target, external)


def _parse_root(archive: zipfile.ZipFile, name: str) -> "etree._Element":
    return parse_xml(read_part(archive, name).replace(*_STRICT), name)


def _external_notes(relations: list[_Relation]) -> Iterator[Note]:
    for relation in relations:
        # A link in the text is only words; pictures and templates would have to be fetched.
        if relation.external and relation.kind != "hyperlink":
            yield note("external-ignored", target=relation.target)


def _macro_notes(names: list[str]) -> Iterator[Note]:
    if any(name.endswith("vbaProject.bin") for name in names):
        yield note("macros-ignored")


def open_package(path: Path) -> Package:
    """The parts of a Word file; nothing outside the file is opened. Raises `ImportRefused`."""
    with open_zip(path) as archive:
        names = archive.namelist()
        # Word itself finds the document by its relation; the usual name is only a fallback.
        main = next(
            (
                found.target
                for found in _read_relations(archive, "")
                if found.kind == "officeDocument"
            ),
            "word/document.xml",
        )
        if main not in names:
            raise ImportRefused("damaged", detail=main)
        relations = list(_read_relations(archive, main))
        inside = [found for found in relations if not found.external and found.target in names]
        parts = {found.kind: found.target for found in inside}
        sides = [found for found in inside if found.kind in _SIDE_KINDS]
        own = [parts[kind] for kind in ("styles", "numbering") if kind in parts]
        read = frozenset([main, *own, *(found.target for found in sides)])
        return Package(
            document=_parse_root(archive, main),
            styles=_parse_root(archive, parts["styles"]) if "styles" in parts else None,
            numbering=_parse_root(archive, parts["numbering"]) if "numbering" in parts else None,
            side=tuple((found.kind, _parse_root(archive, found.target)) for found in sides),
            notes=(
                *_macro_notes(names),
                *_external_notes(relations),
                *unread_part_notes(archive, read),
            ),
        )
