"""A Word document as the layout checks read it: sections, paragraphs with formats, tables, headers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from innoreg.render.docx.docx_parts import DOCUMENT, Element, R, W, number, parse_xml, value
from innoreg.render.docx.effective_format import Look, Numbering, Styles, paragraph_look, run_look

_T, _TAB, _BR, _HYPHEN = f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"
_P, _TBL, _SECT, _R, _PPR = f"{W}p", f"{W}tbl", f"{W}sectPr", f"{W}r", f"{W}pPr"
_SDT = f"{W}sdtContent"


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph: its words, its automatic number, its look, the page (section) it is on."""

    element: Element
    text: str
    look: Look
    page: int
    index: int
    style: str | None = None
    number: str = ""
    cell: int | None = None
    """Width of the cell it stands in, where the form is set in a table."""
    cell_at: int = 0
    """Which cell of its row that is, from 0."""

    @property
    def bare(self) -> str:
        """The text without white space around."""
        return self.text.strip()

    def runs(self) -> Iterator[tuple[Element, Look]]:
        """Its runs that hold text, with their looks."""
        for run in self.element.iter(_R):
            if run.find(_T) is not None:
                own = run_look(run.find(f"{W}rPr"))
                yield run, self.look.overridden_by(own)


@dataclass(slots=True, eq=False)
class Grid:
    """A table and the page it is on."""

    element: Element
    page: int

    @property
    def rows(self) -> list[Element]:
        """Its rows."""
        return self.element.findall(f"{W}tr")

    @property
    def widths(self) -> list[int]:
        """The widths of its columns."""
        return [number(c, "w") or 0 for c in self.element.findall(f"{W}tblGrid/{W}gridCol")]


@dataclass(slots=True)
class Page:
    """A section of the document: its properties, and its paragraphs and tables in order."""

    properties: Element | None
    inside: list[Line | Grid] = field(default_factory=list)

    def size(self) -> tuple[int, int]:
        """Width and height in twips."""
        size = self._child("pgSz")
        return number(size, "w") or 0, number(size, "h") or 0

    def margin(self, side: str) -> int:
        """A margin in twips."""
        return number(self._child("pgMar"), side) or 0

    @property
    def text_width(self) -> int:
        """Width of the text in twips."""
        return self.size()[0] - self.margin("left") - self.margin("right")

    @property
    def landscape(self) -> bool:
        """Whether the page is turned."""
        width, height = self.size()
        return width > height

    def _child(self, name: str) -> Element | None:
        return None if self.properties is None else self.properties.find(f"{W}{name}")


class DocxView:
    """A Word document read once: its sections with paragraphs and tables, its styles and headers."""

    def __init__(self, parts: Mapping[str, bytes], root: Element | None = None) -> None:
        self.parts = parts
        found = root if root is not None else parse_xml(parts, DOCUMENT)
        assert found is not None
        self.root = found
        self.styles = Styles(parse_xml(parts, "word/styles.xml"))
        self.numbering = Numbering(parse_xml(parts, "word/numbering.xml"))
        self.pages = self._read_pages()

    def cell_lines(self, grid: Grid) -> list[Line]:
        """The paragraphs of a table that holds requisites, each with the width of its cell."""
        found = []
        for row in grid.element.iter(f"{W}tr"):
            for at, cell in enumerate(row.findall(f"{W}tc")):
                width = number(cell.find(f"{W}tcPr/{W}tcW"), "w")
                for paragraph in cell.findall(_P):
                    line = self._read_line(paragraph, grid.page, -1)
                    line.cell, line.cell_at = width, at
                    found.append(line)
        return found

    def paragraph_number(self, element: Element | None) -> int | None:
        """Which paragraph of the document it is, from 1, those in tables counted; None of None."""
        return None if element is None else self._numbers.get(element)

    @cached_property
    def _numbers(self) -> dict[Element, int]:
        return {p: n for n, p in enumerate(self.root.iter(_P), 1)}

    def _read_pages(self) -> list[Page]:
        pages = [Page(None)]
        body = self.root.find(f"{W}body")
        count = 0
        for element in _body_blocks(body if body is not None else self.root):
            # The properties of a section stand at its end: in its last paragraph, or in the body.
            if element.tag == _SECT:
                pages[-1].properties = element
            elif element.tag == _TBL:
                pages[-1].inside.append(Grid(element, len(pages) - 1))
            else:
                line = self._read_line(element, len(pages) - 1, count)
                count += 1
                pages[-1].inside.append(line)
                section = element.find(f"{_PPR}/{_SECT}")
                if section is not None:
                    pages[-1].properties = section
                    pages.append(Page(None))
        return pages

    def _read_line(self, element: Element, page: int, index: int) -> Line:
        properties = element.find(_PPR)
        style = value(properties.find(f"{W}pStyle")) if properties is not None else None
        own = paragraph_look(properties)
        look = self.styles.look(style)
        num, level = own.num or look.num, own.level if own.num else look.level
        shown = ""
        if num and num != "0":
            defined = self.numbering.level(num, level or 0)
            look = look.overridden_by(defined.look) if defined else look
            shown = self.numbering.next_number(num, level or 0)
        return Line(element, text_of(element), look.overridden_by(own), page, index, style, shown)

    @cached_property
    def lines(self) -> list[Line]:
        """The paragraphs outside of tables."""
        return [b for page in self.pages for b in page.inside if isinstance(b, Line)]

    @cached_property
    def tables(self) -> list[Grid]:
        """The tables."""
        return [b for page in self.pages for b in page.inside if isinstance(b, Grid)]

    @cached_property
    def texts(self) -> list[tuple[Element, str]]:
        """Every paragraph with its words, those in tables included, in reading order."""
        known = {line.element: line.text for line in self.lines}
        return [(p, known.get(p) or text_of(p)) for p in self.root.iter(_P)]

    def header(self, page: int, kind: str) -> Element | None:
        """The header of that kind of a page, which may be an earlier page's."""
        for at in range(page, -1, -1):
            properties = self.pages[at].properties
            for reference in () if properties is None else properties.iter(f"{W}headerReference"):
                if value(reference, "type") == kind:
                    return self._related_part(reference.get(f"{R}id"))
        return None

    @cached_property
    def _relations(self) -> dict[str, str]:
        root = parse_xml(self.parts, "word/_rels/document.xml.rels")
        return {} if root is None else {e.get("Id", ""): e.get("Target", "") for e in root}

    def _related_part(self, relation: str | None) -> Element | None:
        target = self._relations.get(relation or "", "")
        return parse_xml(self.parts, f"word/{target.removeprefix('/word/')}")


def _body_blocks(body: Element) -> Iterator[Element]:
    for element in body:
        if element.tag in (_P, _TBL, _SECT):
            yield element
        elif (inside := element.find(_SDT)) is not None:
            yield from _body_blocks(inside)


def text_of(paragraph: Element) -> str:
    """The words of a paragraph, deleted ones left out; tabs and breaks as characters.

    Tabs are looked for in runs only: elsewhere `w:tab` is a tab stop.
    """
    said: list[str] = []
    for element in paragraph.iter(_T, _TAB, _BR, _HYPHEN):
        tag = element.tag
        if tag == _T:
            said.append(element.text or "")
        elif tag == _BR:
            said.append("\n")
        elif tag == _HYPHEN:
            said.append("-")
        elif (parent := element.getparent()) is not None and parent.tag == _R:
            said.append("\t")
    return "".join(said)
