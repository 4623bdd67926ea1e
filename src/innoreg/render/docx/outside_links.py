"""What of a .docx leads out of it: templates and pictures elsewhere, fields that fetch something.

Word would open them on the computer of whoever reads the order: it tells others that it was read,
or shows what is not in the document.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from innoreg.i18n import T
from innoreg.render.docx.docx_parts import R, W, parse_xml

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SETTINGS, _SETTINGS_RELATIONS = "word/settings.xml", "word/_rels/settings.xml.rels"
_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_FETCHING = re.compile(
    r"\b(?:INCLUDE(?:TEXT|PICTURE)|DDE(?:AUTO)?|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b",
    re.IGNORECASE,
)


def without_attached_template(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without the Word template the form was made from: the words need it no more."""
    relations, settings = parse_xml(parts, _SETTINGS_RELATIONS), parse_xml(parts, _SETTINGS)
    if relations is None or settings is None:
        return dict(parts)
    dropped = set()
    for relation in list(relations.iter(_RELATION)):
        if relation.get("Type", "").endswith("/attachedTemplate"):
            dropped.add(relation.get("Id"))
            relations.remove(relation)
    if not dropped:
        return dict(parts)
    for element in list(settings.iter(f"{W}attachedTemplate")):
        if element.get(f"{R}id") in dropped:
            settings.remove(element)
    return {
        **parts,
        _SETTINGS: etree.tostring(
            settings, xml_declaration=True, encoding="UTF-8", standalone=True
        ),
        _SETTINGS_RELATIONS: etree.tostring(relations, xml_declaration=True, encoding="UTF-8"),
    }


def outside_links(parts: Mapping[str, bytes]) -> Iterator[T]:
    """What leads out of the document, but for addresses a reader must click on."""
    for name in sorted(parts):
        if name.endswith(".rels"):
            yield from _outside_relations(parts, name)
        elif name.startswith("word/") and name.endswith(".xml"):
            yield from _fetching_fields(parts, name)


def _outside_relations(parts: Mapping[str, bytes], name: str) -> Iterator[T]:
    root = parse_xml(parts, name)
    for relation in root.iter(_RELATION) if root is not None else ():
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        clicked = kind == "hyperlink" and _ADDRESS.match(target)
        if kind != "attachedTemplate" and outside and not clicked:
            yield T("{kind} of the form lies outside of it: {target}", kind=kind, target=target)


def _fetching_fields(parts: Mapping[str, bytes], name: str) -> Iterator[T]:
    # Most parts have no field: looking for one among their bytes is fast.
    if b"instr" not in parts[name]:
        return
    root = parse_xml(parts, name)
    assert root is not None
    # Word may break the words of one field into several pieces.
    said = "".join(element.text or "" for element in root.iter(f"{W}instrText"))
    said += " " + " ".join(element.get(f"{W}instr", "") for element in root.iter(f"{W}fldSimple"))
    if found := _FETCHING.search(said):
        yield T("a field of the form fetches something from outside: {field}", field=found[0])
