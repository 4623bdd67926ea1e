"""Word files written part by part, with the habits of real ones: revisions, controls, merges."""

import zipfile
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from importing.layouts import Box

NAMESPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
PARTS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"""
MULTILEVEL = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="{"".join(f"%{n + 1}." for n in range(level + 1))}"/></w:lvl>'
    for level in range(9)
)
NUMBERING = (
    f"<w:numbering {NAMESPACE}>"
    f'<w:abstractNum w:abstractNumId="0">{MULTILEVEL}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
STYLES = (
    f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/>'
    '<w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1134" w:header="567" '
    'w:footer="567" w:gutter="0"/></w:sectPr>'
)


def save(
    path: Path, body: str, *, numbering: str = NUMBERING, styles: str = STYLES, **parts: str
) -> Path:
    """A Word file with this body; `parts` are further parts by path."""
    document = f"<w:document {NAMESPACE}><w:body>{body}{LANDSCAPE}</w:body></w:document>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", parts.pop("relations", PARTS))
        archive.writestr("word/numbering.xml", numbering)
        archive.writestr("word/styles.xml", styles)
        archive.writestr("word/document.xml", document)
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def run(text: str, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def plain(text: str, properties: str = "") -> str:
    return paragraph(run(text), properties)


class Tricks:
    """Words dressed as Word dresses them; what a reader must find stays the same."""

    def __init__(self, random: Random, share: float) -> None:
        self._random = random
        self._share = share

    def paragraphs(self, text: str) -> str:
        """The text as one paragraph or more."""
        if self._random.random() > self._share or len(text) < 4:
            return plain(text)
        spaces = [i for i, sign in enumerate(text) if sign == " " and text[i - 1] != "-"]
        trick = self._random.choice(
            ["runs", "ins", "del", "sdt", "link", "soft", "nbsp", "break", "two", "field", "tag"]
        )
        if trick == "two" and spaces:
            cut = self._random.choice(spaces)
            return plain(text[:cut]) + plain(text[cut + 1 :])
        if trick in ("break", "nbsp") and spaces:
            cut = self._random.choice(spaces)
            between = "<w:r><w:br/></w:r>" if trick == "break" else run("\u00a0")
            return paragraph(run(text[:cut]) + between + run(text[cut + 1 :]))
        return paragraph(self._dressed(trick, text))

    def row(self, cells: list[str]) -> str:
        """A row, perhaps inside a content control or with a cell inside one."""
        chosen = self._random.random()
        if chosen < self._share / 4:
            index = self._random.randrange(len(cells))
            cells[index] = f"<w:sdt><w:sdtContent>{cells[index]}</w:sdtContent></w:sdt>"
        row = f"<w:tr>{''.join(cells)}</w:tr>"
        if chosen > 1 - self._share / 8:
            return f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
        gone = f"<w:tr><w:trPr><w:del w:id='2' w:author='А'/></w:trPr>{''.join(cells)}</w:tr>"
        return row + gone if 0.5 < chosen < 0.5 + self._share / 16 else row

    def _dressed(self, trick: str, text: str) -> str:
        cut = self._random.randrange(1, len(text) - 1)
        left, right = run(text[:cut]), run(text[cut:])
        mark = 'w:id="1" w:author="А" w:date="2023-01-01T00:00:00Z"'
        match trick:
            case "ins":
                return f"{left}<w:ins {mark}>{right}</w:ins>"
            case "del":
                gone = "<w:r><w:delText>удалённые слова</w:delText></w:r>"
                return f"{left}<w:del {mark}>{gone}</w:del>{right}"
            case "sdt":
                return f"{left}<w:sdt><w:sdtContent>{right}</w:sdtContent></w:sdt>"
            case "link":
                return f'{left}<w:hyperlink w:anchor="a">{right}</w:hyperlink>'
            case "tag":
                return f'{left}<w:smartTag w:uri="u" w:element="e">{right}</w:smartTag>'
            case "soft":
                return f"{left}<w:r><w:softHyphen/></w:r>{right}"
            case "field":
                code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
                return f"{left}{code}{right}"
        return left + right


def table(rows: list[list[Box]], tricks: Tricks, widths: dict[int, int] | None = None) -> str:
    """A drawn table; boxes over several rows become vMerge."""
    width = max(sum(box.cols for box in row) for row in rows)
    widths = widths or {}
    open_boxes: dict[int, tuple[int, int]] = {}
    drawn = []
    for row in rows:
        cells = []
        column = 0
        boxes = iter(row)
        while column < width:
            if column in open_boxes:
                left, cols = open_boxes[column]
                cells.append(cell("<w:p/>", cols, "<w:vMerge/>"))
                if left > 1:
                    open_boxes[column] = (left - 1, cols)
                else:
                    del open_boxes[column]
                column += cols
                continue
            box = next(boxes, None)
            if box is None:
                break
            merge = '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
            if box.rows > 1:
                open_boxes[column] = (box.rows - 1, box.cols)
            cells.append(cell(_content(box, tricks), box.cols, merge))
            column += box.cols
        drawn.append(tricks.row(cells))
    grid = "".join(f'<w:gridCol w:w="{widths.get(i, 14500 // width)}"/>' for i in range(width))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(drawn)}</w:tbl>"
    )


def _content(box: Box, tricks: Tricks) -> str:
    if box.auto is not None:
        number = f'<w:numPr><w:ilvl w:val="{box.auto}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph("", number)
    return tricks.paragraphs(box.text)


def cell(content: str, cols: int = 1, merge: str = "") -> str:
    span = f'<w:gridSpan w:val="{cols}"/>' if cols > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>"
