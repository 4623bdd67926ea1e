"""Paragraphs and tables in the format of a sample of the form."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from innoreg.render.blocks import Table
from innoreg.render.docx.docx_parts import Element, W, number

# The order the schema wants below w:pPr.
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# An appendix's mark stands in the right half: 8 cm.
_ASIDE = 4536


@dataclass(frozen=True, slots=True)
class Format:
    """Properties of a paragraph and of its runs, taken from a sample; None where it has none."""

    properties: Element | None
    run: Element | None

    @classmethod
    def of(cls, sample: Element) -> "Format":
        """The format of a paragraph, without its section, its number and its place in a list."""
        properties = copy.deepcopy(sample.find(f"{W}pPr"))
        if properties is not None:
            for name in ("sectPr", "numPr", "pPrChange", "framePr"):
                for element in properties.findall(f"{W}{name}"):
                    properties.remove(element)
        worded = next((r for r in sample.iter(f"{W}r") if r.find(f"{W}t") is not None), None)
        run = worded.find(f"{W}rPr") if worded is not None else sample.find(f"{W}pPr/{W}rPr")
        return cls(properties, _plain_run(run))

    @classmethod
    def of_style(cls, style: str) -> "Format":
        """The format of a style; "" is the form's Normal."""
        properties = etree.Element(f"{W}pPr")
        if style:
            set_property(properties, "pStyle", val=style)
        return cls(properties, None)

    def paragraph(self, text: str, *, bold: bool = False, keep: bool = False) -> Element:
        """A paragraph that says the text; `keep`: on the page of the next one."""
        made = etree.Element(f"{W}p")
        properties = (
            etree.Element(f"{W}pPr") if self.properties is None else copy.deepcopy(self.properties)
        )
        made.append(properties)
        if keep:
            set_property(properties, "keepNext")
        add_run(made, text, self.run, bold=bold)
        return made

    def plain(self, text: str, right_tab: int = 0) -> Element:
        """A requisite: no first line of its own, at the left."""
        made = self.paragraph(text)
        properties = properties_of(made)
        set_property(properties, "ind", left="0", firstLine="0")
        set_property(properties, "jc", val="left")
        if right_tab:
            tabs = set_property(properties, "tabs")
            tab = etree.SubElement(tabs, f"{W}tab")
            tab.set(f"{W}val", "right")
            tab.set(f"{W}pos", str(right_tab))
            set_property(properties, "spacing", before="480")
        return made

    def aside(self, text: str, width: int) -> Element:
        """A mark at the right, as wide as a requisite in the corner."""
        made = self.paragraph(text)
        properties = properties_of(made)
        set_property(properties, "spacing", before="0", after="0", line="240", lineRule="auto")
        set_property(properties, "ind", left=str(max(0, width - _ASIDE)), firstLine="0")
        set_property(properties, "jc", val="left")
        return made

    def centred(self, made: Element) -> Element:
        """The paragraph in the middle, with space around."""
        properties = properties_of(made)
        set_property(properties, "keepNext")
        set_property(properties, "spacing", before="240", after="240")
        set_property(properties, "ind", left="0", right="0", firstLine="0")
        set_property(properties, "jc", val="center")
        return made

    def cell(
        self, text: str, half_points: int, *, centre: bool = False, bold: bool = False
    ) -> Element:
        """A paragraph of a table: single spaced, no indents, letters of this size."""
        made = self.paragraph(text, bold=bold)
        properties = properties_of(made)
        set_property(properties, "spacing", before="0", after="0", line="240", lineRule="auto")
        set_property(properties, "ind", left="0", right="0", firstLine="0")
        set_property(properties, "jc", val="center" if centre else "left")
        for run in made.findall(f"{W}r"):
            held = run.find(f"{W}rPr")
            assert held is not None
            for name in ("sz", "szCs"):
                for old in held.findall(f"{W}{name}"):
                    held.remove(old)
                size = etree.SubElement(held, f"{W}{name}")
                size.set(f"{W}val", str(half_points))
        return made

    def small(self) -> Element:
        """An empty line between two tables, or behind the last."""
        made = etree.Element(f"{W}p")
        properties = etree.SubElement(made, f"{W}pPr")
        set_property(properties, "spacing", before="0", after="0", line="20", lineRule="exact")
        return made


def _plain_run(run: Element | None) -> Element | None:
    """The run's format without what belongs to a blank: underlines, colours, field shading."""
    if run is None:
        return None
    made = copy.deepcopy(run)
    for name in ("u", "color", "highlight", "shd", "vanish", "rPrChange", "ins", "del", "spacing"):
        for element in made.findall(f"{W}{name}"):
            made.remove(element)
    return made


def properties_of(paragraph: Element) -> Element:
    """The w:pPr of a paragraph made here, which always has one."""
    found = paragraph.find(f"{W}pPr")
    assert found is not None
    return found


def set_property(properties: Element, name: str, **attributes: str) -> Element:
    """Set a property with these attributes in its place; what else it had stays, left and start told once."""
    element = properties.find(f"{W}{name}")
    if element is None:
        element = etree.Element(f"{W}{name}")
        place = _ORDER.index(name)
        later = [e for e in properties if _rank(e) > place]
        later[0].addprevious(element) if later else properties.append(element)
    if name == "ind":
        for old in ("hanging", "start", "end", "firstLineChars", "leftChars", "rightChars"):
            if f"{W}{old}" in element.attrib:
                del element.attrib[f"{W}{old}"]
    for key, given in attributes.items():
        element.set(f"{W}{key}", given)
    return element


def _rank(element: Element) -> int:
    name = etree.QName(element).localname
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def add_run(paragraph: Element, text: str, run: Element | None, *, bold: bool = False) -> None:
    """A run with the text; a tab in it is a tab."""
    made = etree.SubElement(paragraph, f"{W}r")
    held = etree.Element(f"{W}rPr") if run is None else copy.deepcopy(run)
    made.append(held)
    if bold and held.find(f"{W}b") is None:
        after = [e for e in held if etree.QName(e).localname in ("rStyle", "rFonts")]
        mark = etree.Element(f"{W}b")
        after[-1].addnext(mark) if after else held.insert(0, mark)
    for index, piece in enumerate(text.split("\t")):
        if index:
            etree.SubElement(made, f"{W}tab")
        if piece:
            said = etree.SubElement(made, f"{W}t")
            said.text = piece
            said.set(_SPACE, "preserve")


def table_element(block: Table, width: int, text: Format, style: str) -> Element:
    """A table over the whole width in the form's style of tables, else with thin lines."""
    whole = sum(block.widths)
    edges = [round(width * part / whole) for part in accumulate(block.widths)]
    grid = [right - left for left, right in zip([0, *edges], edges, strict=False)]
    made = etree.Element(f"{W}tbl")
    properties = etree.SubElement(made, f"{W}tblPr")
    if style:
        etree.SubElement(properties, f"{W}tblStyle").set(f"{W}val", style)
    size = etree.SubElement(properties, f"{W}tblW")
    size.set(f"{W}w", "5000")
    size.set(f"{W}type", "pct")
    borders = etree.SubElement(properties, f"{W}tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = etree.SubElement(borders, f"{W}{side}")
        for key, given in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(f"{W}{key}", given)
    etree.SubElement(properties, f"{W}tblLayout").set(f"{W}type", "fixed")
    columns = etree.SubElement(made, f"{W}tblGrid")
    for each in grid:
        etree.SubElement(columns, f"{W}gridCol").set(f"{W}w", str(each))
    half = round(block.size * 2)
    for row in block.heads:
        made.append(_row(row.cells, grid, text, half, head=True))
    for row in block.rows:
        made.append(_row(row.cells, grid, text, half, whole=row.whole))
    return made


def _row(
    cells: Sequence[str],
    grid: Sequence[int],
    text: Format,
    half: int,
    *,
    head: bool = False,
    whole: bool = False,
) -> Element:
    made = etree.Element(f"{W}tr")
    properties = etree.SubElement(made, f"{W}trPr")
    etree.SubElement(properties, f"{W}cantSplit")
    if head:
        etree.SubElement(properties, f"{W}tblHeader")
    widths = [sum(grid)] if whole else grid
    for words, width in zip(cells, widths, strict=True):
        cell = etree.SubElement(made, f"{W}tc")
        held = etree.SubElement(cell, f"{W}tcPr")
        size = etree.SubElement(held, f"{W}tcW")
        size.set(f"{W}w", str(width))
        size.set(f"{W}type", "dxa")
        if whole:
            etree.SubElement(held, f"{W}gridSpan").set(f"{W}val", str(len(grid)))
        cell.append(text.cell(words, half, centre=head or whole, bold=whole))
    return made


def largest(elements: Sequence[Element], name: str) -> int:
    """The largest number that these elements bear under that name; 0 where there is none."""
    return max((number(element, name) or 0 for element in elements), default=0)
