"""Reads a Word file as a neutral document: paragraphs and tables in reading order."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from innoreg.importing.document import Block, Document, Paragraph, Table
from innoreg.importing.docx.docx_package import WRAPPERS, Package, W, attribute, open_package
from innoreg.importing.docx.docx_tables import read_grid
from innoreg.importing.docx.list_numbering import Numbering
from innoreg.importing.docx.paragraph_styles import Style, read_styles
from innoreg.importing.docx.paragraph_text import choose_alternative, gather_text
from innoreg.importing.messages import Note, Spot, note
from innoreg.importing.text_cleaning import fold_spaces

if TYPE_CHECKING:
    from lxml import etree

_SIDE_CODES = {
    "footnotes": "footnotes-left-out",
    "endnotes": "footnotes-left-out",
    "header": "header-left-out",
    "footer": "header-left-out",
    "comments": "comments-left-out",
}


def read_docx(path: Path) -> Document:
    """The document of a .docx or .docm file. Raises `ImportRefused`."""
    package = open_package(path)
    reader = _BodyReader(package)
    body = package.document.find(W + "body")
    blocks = tuple(reader.read_blocks(body)) if body is not None else ()
    notes = (*package.notes, *reader.notes, *_side_notes(package))
    return Document("docx", blocks, notes)


def _side_notes(package: Package) -> Iterator[Note]:
    # First, even and default headers mostly repeat each other: one note for equal texts.
    seen: set[tuple[str, str]] = set()
    for kind, root in package.side:
        inlines = [gather_text(node) for node in root.iter(W + "p")]
        texts = (fold_spaces("".join([*inline.words, *inline.drawn])) for inline in inlines)
        text = " ".join(filter(None, texts))
        code = _SIDE_CODES[kind]
        if any(sign.isalpha() for sign in text) and (code, text) not in seen:
            seen.add((code, text))
            yield note(code, text=text)


def block_elements(container: "etree._Element") -> "Iterator[etree._Element]":
    """The paragraphs and tables of a container, those inside content controls included."""
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in WRAPPERS:
            yield from block_elements(child)
        elif isinstance(child.tag, str) and child.tag.endswith("}AlternateContent"):
            yield from block_elements(choose_alternative(child))


class _BodyReader:
    """Reads the body once, in order, and counts paragraphs, tables and automatic numbers."""

    def __init__(self, package: Package) -> None:
        self.styles, self.default_style = read_styles(package.styles)
        self.numbering = Numbering(package.numbering, package.styles, self.styles)
        self.notes: list[Note] = []
        self.paragraphs = 0
        self.tables = 0

    def read_blocks(self, container: "etree._Element") -> Iterator[Block]:
        """The blocks of the body or of a text box."""
        # Where a tracked change deleted the mark of a paragraph, its text goes on in the next.
        carried = ""
        for element in block_elements(container):
            if element.tag == W + "tbl":
                yield from self.read_table(element)
                continue
            self.paragraphs += 1
            spot = Spot(paragraph=self.paragraphs)
            for block in self.read_paragraph(element, spot, carried):
                carried = ""
                if isinstance(block, Paragraph) and _is_mark_deleted(element):
                    carried = block.text
                else:
                    yield block
        if carried:
            yield Paragraph(carried, spot=Spot(paragraph=self.paragraphs))

    def read_table(self, element: "etree._Element") -> Iterator[Table]:
        """The table, then the tables nested in its cells."""
        self.tables += 1
        nested: list[Block] = []
        yield read_grid(element, self, Spot(table=self.tables), nested)
        for block in nested:
            if isinstance(block, Table):
                yield block

    def read_cell(
        self, container: "etree._Element", spot: Spot, nested: list[Block]
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of a cell; adds what is nested in it to `nested`."""
        found: list[Paragraph] = []
        carried = ""
        for element in block_elements(container):
            if element.tag == W + "tbl":
                nested.extend(self.read_table(element))
                continue
            for block in self.read_paragraph(element, spot, carried):
                carried = ""
                if not isinstance(block, Paragraph):
                    nested.append(block)
                elif _is_mark_deleted(element):
                    carried = block.text
                elif block.text or block.number:
                    found.append(block)
        return (*found, Paragraph(carried, spot=spot)) if carried else tuple(found)

    def note_covered(self, paragraphs: tuple[Paragraph, ...], spot: Spot) -> None:
        """Note the words of a cell that a merged cell covers."""
        text = " ".join(paragraph.full for paragraph in paragraphs)
        self.notes.append(note("hidden-text", spot, text=text))

    def read_paragraph(
        self, element: "etree._Element", spot: Spot, carried: str = ""
    ) -> Iterator[Block]:
        """The paragraph, with the text `carried` over from above, then its text boxes."""
        properties = element.find(W + "pPr")
        name = attribute(properties.find(W + "pStyle")) if properties is not None else ""
        style = self.styles.get(name or self.default_style, Style())
        inline = gather_text(element)
        text = fold_spaces(
            f"{carried} {''.join(inline.words)}" if carried else "".join(inline.words)
        )
        # Asked once for every paragraph, in order: each call advances the counters.
        number, level = "", 0
        if not _is_mark_deleted(element):
            number, level = self.numbering.next_number(properties, name or self.default_style)
        jc = attribute(properties.find(W + "jc")) if properties is not None else ""
        if hidden := fold_spaces(" ".join(inline.hidden)):
            self.notes.append(note("hidden-text", spot, text=hidden))
        if drawn := fold_spaces(" ".join(inline.drawn)):
            self.notes.append(note("drawing-left-out", spot, text=drawn))
        yield Paragraph(
            text=text,
            number=fold_spaces(number),
            level=level,
            centred=(jc or style.jc) == "center",
            bold=bool(text) and (inline.bold or style.bold),
            spot=spot,
        )
        for box in inline.boxes:
            for block in self.read_blocks(box):
                yield replace(block, spot=spot) if isinstance(block, Paragraph) else block


def _is_mark_deleted(paragraph: "etree._Element") -> bool:
    """Whether a tracked change deleted the paragraph mark, which joins the next paragraph."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (
        mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
    )
