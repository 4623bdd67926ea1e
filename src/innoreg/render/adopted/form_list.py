"""Numbered clauses and lists of dashes, added to the lists that a form has."""

from lxml import etree

from innoreg.render.adopted.form_paragraph import largest, properties_of, set_property
from innoreg.render.docx.docx_parts import Element, W, parse_xml

_PART = "word/numbering.xml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_LEVELS = 4


class Lists:
    """The lists of one form, in the parts given; `finished` gives the parts with those that were used."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        found = parse_xml(parts, _PART)
        self._is_new = found is None
        self._root: Element = (
            etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]}) if found is None else found
        )
        self._known: dict[int, str] = {}

    def number(self, paragraph: Element, which: int, level: int) -> None:
        """Make the paragraph a clause of list `which` on the level, from 1."""
        self._put(paragraph, which, level - 1)

    def dash(self, paragraph: Element) -> None:
        """Make the paragraph a line of a list with dashes."""
        self._put(paragraph, 0, 0)

    def _put(self, paragraph: Element, which: int, level: int) -> None:
        if which not in self._known:
            self._known[which] = self._add_list(dashes=which == 0)
        properties = set_property(properties_of(paragraph), "numPr")
        for name, given in (("ilvl", str(level)), ("numId", self._known[which])):
            etree.SubElement(properties, f"{W}{name}").set(f"{W}val", given)

    def _add_list(self, *, dashes: bool) -> str:
        """A new list behind those there are; kinds of lists stand before the lists."""
        kinds, used = self._root.findall(f"{W}abstractNum"), self._root.findall(f"{W}num")
        kind, own = str(largest(kinds, "abstractNumId") + 1), str(largest(used, "numId") + 1)
        made = etree.Element(f"{W}abstractNum")
        made.set(f"{W}abstractNumId", kind)
        etree.SubElement(made, f"{W}multiLevelType").set(
            f"{W}val", "singleLevel" if dashes else "multilevel"
        )
        for level in range(1 if dashes else _LEVELS):
            made.append(_level(level, dashes=dashes))
        kinds[-1].addnext(made) if kinds else self._root.insert(0, made)
        num = etree.Element(f"{W}num")
        num.set(f"{W}numId", own)
        etree.SubElement(num, f"{W}abstractNumId").set(f"{W}val", kind)
        used[-1].addnext(num) if used else made.addnext(num)
        return own

    def finished(self) -> dict[str, bytes]:
        """The parts with the lists in them."""
        if self._known:
            self._parts[_PART] = etree.tostring(
                self._root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
            if self._is_new:
                self._announce()
        return self._parts

    def _announce(self) -> None:
        types = parse_xml(self._parts, _TYPES)
        relations = parse_xml(self._parts, _RELATIONS)
        assert types is not None
        assert relations is not None
        of_types, of_relations = etree.QName(types).namespace, etree.QName(relations).namespace
        etree.SubElement(
            types, f"{{{of_types}}}Override", PartName=f"/{_PART}", ContentType=_CONTENT
        )
        etree.SubElement(
            relations, f"{{{of_relations}}}Relationship", Id="rIdInnoregLists", Type=_KIND,
            Target="numbering.xml",
        )  # fmt: skip
        for name, root in ((_TYPES, types), (_RELATIONS, relations)):
            self._parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )


def _level(level: int, *, dashes: bool) -> Element:
    """A level without indents of its own: those of the text hold."""
    made = etree.Element(f"{W}lvl")
    made.set(f"{W}ilvl", str(level))
    text = "–" if dashes else "".join(f"%{n + 1}." for n in range(level + 1))
    for name, given in (
        ("start", "1"), ("numFmt", "bullet" if dashes else "decimal"), ("suff", "space"),
        ("lvlText", text), ("lvlJc", "left"),
    ):  # fmt: skip
        etree.SubElement(made, f"{W}{name}").set(f"{W}val", given)
    return made
