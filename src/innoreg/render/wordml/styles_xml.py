"""styles.xml: one paragraph style for each role, so that a clerk can restyle the document in Word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from innoreg.render.layout_check.layout_profiles import CENTRED_WIDTH, INDENT, Profile
from innoreg.render.wordml.xml_text import HEAD, W, escape

BULLETS = 99
"""The list of dashes, in word/numbering.xml."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A style by the difference it makes; lengths in twips, line in 240ths of a line."""

    id: str
    name: str
    align: str = "left"
    indent: str = ""
    line: int = 240
    before: int = 0
    after: int = 0
    bold: bool = False
    italic: bool = False
    size: float | None = None
    keep_next: bool = False
    keep_lines: bool = False
    right_tab: bool = False
    outline: int | None = None
    bullet: bool = False


def _heading(level: int, align: str = "left", indent: str = "", **rest: Any) -> _Style:
    # By these names other programs know headings; Word shows them in the reader's language.
    name = f"heading {level}"
    return _Style(f"Heading{level}", name, align, indent, outline=level - 1, **rest)


HEADINGS = ("heading", "title", "direction", "subheading")
"""Roles of headings, the highest first."""


def heading_levels(roles: Collection[str]) -> dict[str, int]:
    """The level of each role of heading in a document with these roles, from 1 and without a gap.

    Readers of a page skip through headings by their levels, so a report whose first heading is a
    title begins with level 1. What does not occur comes last.
    """
    ordered = sorted(HEADINGS, key=lambda role: role not in roles)
    return {role: level for level, role in enumerate(ordered, 1)}


def style_of(role: str, levels: Mapping[str, int]) -> str:
    """The id of the style that paragraphs of a role have."""
    return f"Heading{levels[role]}" if role in levels else STYLE_OF[role]


def _styles(profile: Profile, levels: Mapping[str, int]) -> tuple[_Style, ...]:
    side = max(0, profile.text_width - CENTRED_WIDTH) // 2 + 1
    centred = f'<w:ind w:left="{side}" w:right="{side}"/>'
    heading = f'<w:ind w:right="{2 * side}"/>'
    first = f'<w:ind w:firstLine="{INDENT}"/>'
    return (
        _Style("Emblem", "Герб", "center", after=120, keep_next=True),
        _Style("Picture", "Рисунок", "center", before=120, after=120),
        _Style("Author", "Автор документа", "center", centred, size=12, keep_next=True),
        _Style("Kind", "Вид документа", "center", before=240, after=240, bold=True, keep_next=True),
        _Style("Registration", "Дата и номер", before=120, after=120, keep_next=True, right_tab=True),
        _Style("Place", "Место издания", "center", centred, before=120, keep_next=True),
        _heading(levels["heading"], indent=heading, before=240, after=240, bold=True,
               keep_next=True, keep_lines=True),
        _Style("BodyText", "Текст документа", "both", first, line=264),
        _Style("OrderWord", "Распорядительное слово", before=120, after=120, keep_next=True),
        _Style("Clause", "Пункт", "both", line=264),
        _heading(levels["direction"], "both", first, line=264, before=120, bold=True,
               keep_next=True),
        _heading(levels["subheading"], "center", before=240, after=120, bold=True,
               keep_next=True, keep_lines=True),
        _Style("Item", "List Bullet", "both", line=264, bullet=True),
        _Style("Signature", "Подпись", before=720, keep_lines=True, right_tab=True),
        _Style("ESignature", "Отметка об электронной подписи", "center", size=12),
        _Style("Mark", "Отметка о приложении"),
        _heading(levels["title"], "center", before=360, after=240, bold=True,
               keep_next=True, keep_lines=True),
        _Style("Lost", "Приложение не сохранилось", "center", before=360, italic=True),
        _Style("Cell", "Ячейка таблицы"),
        _Style("CellHead", "Заголовок графы", "center"),
        _Style("CellWhole", "Строка раздела", "center", bold=True, keep_next=True),
        _Style("Note", "Примечание", "both", before=120, size=12),
        _Style("Line", "Строка реквизита"),
        _Style("Distribution", "Расчёт рассылки", before=240, size=12, keep_lines=True),
        _Style("Addressee", "Адресат"),
    )  # fmt: skip


STYLE_OF = {
    "emblem": "Emblem", "author": "Author", "kind": "Kind", "registration": "Registration",
    "place": "Place", "text": "BodyText", "order-word": "OrderWord",
    "clause": "Clause", "signature": "Signature", "esignature": "ESignature", "mark": "Mark",
    "stamp": "Mark", "note": "Note", "lost": "Lost",
    "distribution": "Distribution", "addressee": "Addressee", "line": "Line",
    "item": "Item", "picture": "Picture",
}  # fmt: skip


def styles_xml(profile: Profile, levels: Mapping[str, int]) -> bytes:
    """The part word/styles.xml, with headings of these levels."""
    return _styles_part(profile, tuple(levels.items()))


@cache
def _styles_part(profile: Profile, levels: tuple[tuple[str, int], ...]) -> bytes:
    font, size = escape(profile.font), round(profile.size * 2)
    faces = f'w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"'
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts {faces}/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'</w:pPr><w:rPr><w:rFonts {faces}/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" '
        'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        + "".join(_style(style, profile) for style in _styles(profile, dict(levels)))
        + "</w:styles>"
    ).encode()


def _style(style: _Style, profile: Profile) -> str:
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{profile.text_width}"/></w:tabs>'
    spacing = f'w:before="{style.before}" w:after="{style.after}" w:line="{style.line}"'
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    bullet = f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>' if style.bullet else ""
    # Names in Russian are ours; the others are Word's own.
    own = "" if style.name.isascii() else ' w:customStyle="1"'
    half = round((style.size or 0) * 2)
    size = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        f"{'<w:keepNext/>' if style.keep_next else ''}"
        f"{'<w:keepLines/>' if style.keep_lines else ''}"
        f"{bullet}{tab if style.right_tab else ''}"
        f'<w:spacing {spacing} w:lineRule="auto"/>{style.indent}<w:jc w:val="{style.align}"/>'
        f"{outline}</w:pPr><w:rPr>{'<w:b/><w:bCs/>' if style.bold else ''}"
        f"{'<w:i/><w:iCs/>' if style.italic else ''}"
        f"{size}</w:rPr></w:style>"
    )
