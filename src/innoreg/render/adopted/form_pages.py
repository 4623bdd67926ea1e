"""The pages of a form: how wide their text is, and the same pages for appendices."""

import copy

from lxml import etree

from innoreg.render.docx.docx_parts import Element, W, number, value


def text_width(page: Element) -> int:
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    whole = number(size, "w") or 11906
    return whole - (number(margins, "left") or 1134) - (number(margins, "right") or 850)


def appendix_page(main: Element, *, turned: bool) -> Element:
    """The page of the form for an appendix; turned, the binding edge is on top."""
    page = copy.deepcopy(main)
    for name in ("headerReference", "footerReference", "titlePg", "type"):
        for element in page.findall(f"{W}{name}"):
            page.remove(element)
    kind = etree.Element(f"{W}type")
    kind.set(f"{W}val", "nextPage")
    page.insert(0, kind)
    for element in page.findall(f"{W}pgNumType"):
        page.remove(element)
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    if not turned or size is None or margins is None:
        return page
    width, height = value(size, "w") or "11906", value(size, "h") or "16838"
    if int(width) < int(height):
        size.set(f"{W}w", height)
        size.set(f"{W}h", width)
        size.set(f"{W}orient", "landscape")
        given = {
            side: value(margins, side) or "1134" for side in ("left", "right", "top", "bottom")
        }
        for side, was in (
            ("top", "left"),
            ("right", "top"),
            ("bottom", "right"),
            ("left", "bottom"),
        ):
            margins.set(f"{W}{side}", given[was])
    return page


def end_section(end: Element, page: Element) -> None:
    """Close a section before `end`: its properties stand in its last paragraph."""
    before = end.getprevious()
    if before is None or before.tag != f"{W}p" or before.find(f"{W}pPr/{W}sectPr") is not None:
        before = etree.Element(f"{W}p")
        end.addprevious(before)
    properties = before.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        before.insert(0, properties)
    change = properties.find(f"{W}pPrChange")
    properties.append(page) if change is None else change.addprevious(page)
