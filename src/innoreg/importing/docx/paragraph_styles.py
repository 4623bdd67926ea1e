"""Paragraph styles: the numbering, weight and alignment that a paragraph inherits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoreg.importing.docx.docx_package import W, attribute, is_on

if TYPE_CHECKING:
    from lxml import etree

# Bounds styles that are based on each other in a circle.
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of a style that are used; "" means as in the style it is based on."""

    based_on: str = ""
    num_id: str = ""
    ilvl: str = ""
    bold: bool = False
    jc: str = ""


Styles = dict[str, Style]


def read_styles(root: "etree._Element | None") -> tuple[Styles, str]:
    """The paragraph styles by id, inheritance resolved, and the id of the default style."""
    if root is None:
        return {}, ""
    raw: Styles = {}
    default = ""
    for node in root.iter(W + "style"):
        if attribute(node, "type") == "paragraph":
            raw[attribute(node, "styleId")] = _read_style(node)
            if attribute(node, "default") in ("1", "true", "on"):
                default = attribute(node, "styleId")
    return {name: _resolve_style(raw, name) for name in raw}, default


def _read_style(node: "etree._Element") -> Style:
    return Style(
        based_on=attribute(node.find(W + "basedOn")),
        num_id=attribute(node.find(f"{W}pPr/{W}numPr/{W}numId")),
        ilvl=attribute(node.find(f"{W}pPr/{W}numPr/{W}ilvl")),
        bold=is_on(node.find(f"{W}rPr/{W}b")),
        jc=attribute(node.find(f"{W}pPr/{W}jc")),
    )


def _resolve_style(raw: Styles, name: str) -> Style:
    style = raw[name]
    num_id, ilvl, bold, jc = style.num_id, style.ilvl, style.bold, style.jc
    for _step in range(_MAX_CHAIN):
        if style.based_on not in raw:
            break
        style = raw[style.based_on]
        num_id, ilvl = num_id or style.num_id, ilvl or style.ilvl
        bold, jc = bold or style.bold, jc or style.jc
    return Style("", num_id, ilvl, bold, jc)
