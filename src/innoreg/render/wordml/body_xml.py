"""Blocks -> the body of word/document.xml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Protocol

from innoreg.render.blocks import Block, Paragraph, Section, Table
from innoreg.render.layout_check.layout_profiles import A4, CENTRED_WIDTH, HEADER, Profile
from innoreg.render.wordml.styles_xml import BULLETS, style_of
from innoreg.render.wordml.xml_text import BREAK, TAB, escape, paragraph, run

_EMBLEM = "Герб или эмблема"
_HIGH, _LOW = 12_000, 7_900
"""Most height of a picture on a page, and on one that is turned, in twips."""
_POST_LINE = 45
"""Characters of a post on one line: longer ones leave no room for the name."""
_SHORT_WORD = re.compile(r"(?<![^\s«(])([А-ЯЁа-яё]{1,2}) ")
_END = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
)


class Pictures(Protocol):
    """Draws pictures and keeps what they are made of."""

    def emblem(self, path: str, words: str) -> str:
        """A run with the emblem of that path, and what it shows in words."""

    def made(self, name: str, words: str, width: int, height: int) -> str:
        """A run with the picture made for the document, no larger than that, in twips."""


def body(
    blocks: Sequence[Block], profile: Profile, pictures: Pictures, levels: Mapping[str, int]
) -> str:
    """The paragraphs, tables and sections; levels: of headings, by role."""
    pages = list(_pages(blocks))
    out: list[str] = []
    for number, (section, inside) in enumerate(pages):
        last = number == len(pages) - 1
        out += _page(section, inside, profile, pictures, levels, first=number == 0, last=last)
    return "".join(out)


def _pages(blocks: Sequence[Block]) -> Iterator[tuple[Section, list[Paragraph | Table]]]:
    section, inside = Section(), list[Paragraph | Table]()
    for block in blocks:
        if not isinstance(block, Section):
            inside.append(block)
            continue
        # A break before anything is only the way to begin with a landscape page.
        if inside:
            yield section, inside
        section, inside = block, []
    yield section, inside


def _page(
    section: Section,
    inside: Sequence[Paragraph | Table],
    profile: Profile,
    pictures: Pictures,
    levels: Mapping[str, int],
    *,
    first: bool,
    last: bool,
) -> Iterator[str]:
    """One section. Its properties go into its last paragraph, so that no empty page follows."""
    properties = section_properties(section, profile, first=first)
    width = text_width(section, profile)
    for index, block in enumerate(inside):
        end = not last and index == len(inside) - 1
        if isinstance(block, Table):
            yield table(block, width)
            after = inside[index + 1] if index + 1 < len(inside) else None
            if after is None or isinstance(after, Table):
                yield _END.format(section=properties if end else "")
        else:
            above = index + 1 < len(inside) and isinstance(inside[index + 1], Table)
            yield _paragraph(
                block,
                width,
                profile,
                pictures,
                levels,
                properties if end else "",
                before_table=above,
            )
    if not inside and not last:
        yield _END.format(section=properties)
    if last:
        yield properties


def text_width(section: Section, profile: Profile) -> int:
    """Width of the text of a page, in twips."""
    if not section.landscape:
        return profile.text_width
    left, right, _top, _bottom = profile.landscape_margins
    return A4[1] - left - right


def section_properties(section: Section, profile: Profile, *, first: bool) -> str:
    """The sectPr: page numbers run through the document and are absent from its first page."""
    width, height = reversed(A4) if section.landscape else A4
    orient = ' w:orient="landscape"' if section.landscape else ""
    margins = profile.landscape_margins if section.landscape else profile.margins
    left, right, top, bottom = margins
    header = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if first else ""
    return (
        f'<w:sectPr>{header}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{HEADER}" w:footer="{HEADER}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _paragraph(
    block: Paragraph,
    width: int,
    profile: Profile,
    pictures: Pictures,
    levels: Mapping[str, int],
    section: str,
    *,
    before_table: bool,
) -> str:
    if block.role == "emblem":
        return paragraph("Emblem", pictures.emblem(block.text, block.right or _EMBLEM), section)
    if block.role == "picture":
        # With its heading it fits on a page.
        height = _LOW if width > profile.text_width else _HIGH
        drawn = pictures.made(block.text, block.right or "", width, height)
        return paragraph("Picture", drawn, section)
    style = style_of(block.role, levels)
    # What ends with a colon does not stay alone at the foot of a page.
    leads = block.role in ("clause", "text") and block.text.endswith(":")
    properties = "<w:keepNext/>" if leads else ""
    if block.role == "item":
        # The style says so as well, but not every program asks it.
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS}"/></w:numPr>'
    if block.level:
        level = f'<w:ilvl w:val="{block.level - 1}"/><w:numId w:val="{block.list}"/>'
        properties += f"<w:numPr>{level}</w:numPr>"
    if block.right is not None and width != profile.text_width:
        properties += (
            f'<w:tabs><w:tab w:val="clear" w:pos="{profile.text_width}"/>'
            f'<w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        )
    if block.role == "heading" and "centred" in block.options:
        side = max(0, width - CENTRED_WIDTH) // 2 + 1
        properties += f'<w:ind w:left="{side}" w:right="{side}"/><w:jc w:val="center"/>'
    if before_table and block.role == "text":
        properties += '<w:spacing w:after="120"/>'
    if block.role in ("mark", "stamp", "addressee"):
        # A style cannot know how wide the page is.
        properties += f'<w:ind w:left="{width - profile.corner_width + 1}"/>'
    return paragraph(style, _runs(block), properties + section)


def _runs(block: Paragraph) -> str:
    if block.right is None:
        # In a centred line of its own a preposition left behind catches the eye.
        headline = block.role in ("heading", "title")
        return run(_SHORT_WORD.sub("\\1\u00a0", block.text) if headline else block.text)
    lines = _lines(block.text) if block.role == "signature" else [block.text]
    return BREAK.join(map(run, lines)) + TAB + run(block.right)


def _lines(post: str) -> list[str]:
    """A long post in lines of equal length; the name stands level with the last one."""
    count = -(-len(post) // _POST_LINE)
    most = -(-len(post) // count) + 4
    lines = [""]
    for word in re.split(r" ", post):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def table(block: Table, width: int) -> str:
    """A table over the whole width: its head repeats on each page, its rows are not split."""
    whole = sum(block.widths)
    edges = [round(width * part / whole) for part in accumulate(block.widths)]
    grid = [right - left for left, right in zip([0, *edges], edges, strict=False)]
    size = round(block.size * 2)
    heads = (_row(row.cells, grid, "CellHead", size, head=True) for row in block.heads)
    rows = (
        _whole_row(row.cells[0], grid, size) if row.whole else _row(row.cells, grid, "Cell", size)
        for row in block.rows
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in grid)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(heads)}{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: Sequence[str], grid: Sequence[int], style: str, size: int, *, head: bool = False
) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_cell(style, text, size)}</w:tc>'
        for text, width in zip(cells, grid, strict=True)
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inside}</w:tr>"


def _whole_row(text: str, grid: Sequence[int], size: int) -> str:
    cell = (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(grid)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(grid)}"/></w:tcPr>{_cell("CellWhole", text, size)}</w:tc>'
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _cell(style: str, text: str, size: int) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
