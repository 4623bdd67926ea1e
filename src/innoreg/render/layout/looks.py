"""How a paragraph looks in the end: defaults, its chain of styles, its list, its own properties."""

from dataclasses import dataclass, fields, replace
from functools import cached_property

from innoreg.render.layout.package import Element, W, number, switched_on, value


@dataclass(frozen=True, slots=True)
class Look:
    """What the checks ask of a paragraph; None where nothing says it. Lengths in twips."""

    align: str | None = None
    left: int | None = None
    right: int | None = None
    first: int | None = None
    line: int | None = None
    rule: str | None = None
    before: int | None = None
    after: int | None = None
    keep_next: bool | None = None
    page_break: bool | None = None
    num: str | None = None
    level: int | None = None
    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: int | None = None
    ascii: str | None = None
    ansi: str | None = None
    complex: str | None = None
    tab: tuple[str, int] | None = None

    def over(self, other: "Look") -> "Look":
        """This look with what `other`, which stands nearer to the paragraph, says."""
        said = {f.name: v for f in fields(other) if (v := getattr(other, f.name)) is not None}
        return replace(self, **said) if said else self


def paragraph_look(properties: Element | None) -> Look:
    """What a w:pPr says, its w:rPr left aside."""
    if properties is None or not len(properties):
        return Look()
    said: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag == _JC:
            said["align"] = value(child)
        elif tag == _IND:
            said["left"] = _first_of(child, "left", "start")
            said["right"] = _first_of(child, "right", "end")
            hanging = number(child, "hanging")
            said["first"] = -hanging if hanging else number(child, "firstLine")
        elif tag == _SPACING:
            said["line"], said["rule"] = number(child, "line"), value(child, "lineRule")
            said["before"], said["after"] = number(child, "before"), number(child, "after")
        elif tag == _KEEP:
            said["keep_next"] = switched_on(child)
        elif tag == _BREAK:
            said["page_break"] = switched_on(child)
        elif tag == _NUM:
            said["num"] = value(child.find(f"{W}numId"))
            said["level"] = number(child.find(f"{W}ilvl")) or 0
        elif tag == _TABS:
            stops = [(value(t) or "", number(t, "pos") or 0) for t in child if value(t) != "clear"]
            said["tab"] = max(stops, key=lambda stop: stop[1], default=None)
    return Look(**said)  # type: ignore[arg-type]


def run_look(properties: Element | None) -> Look:
    """What a w:rPr says."""
    if properties is None or not len(properties):
        return Look()
    said: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag == _SZ:
            said["size"] = number(child)
        elif tag == _FONTS:
            said["ascii"] = value(child, "ascii") or value(child, "asciiTheme")
            said["ansi"] = value(child, "hAnsi") or value(child, "hAnsiTheme")
            said["complex"] = value(child, "cs") or value(child, "cstheme")
        elif tag == _BOLD:
            said["bold"] = switched_on(child)
        elif tag == _VANISH:
            said["hidden"] = switched_on(child)
    return Look(**said)  # type: ignore[arg-type]


def _first_of(element: Element, *names: str) -> int | None:
    return next((n for name in names if (n := number(element, name)) is not None), None)


_JC, _IND, _SPACING, _KEEP = f"{W}jc", f"{W}ind", f"{W}spacing", f"{W}keepNext"
_BREAK, _NUM, _TABS = f"{W}pageBreakBefore", f"{W}numPr", f"{W}tabs"
_SZ, _FONTS, _BOLD, _VANISH = f"{W}sz", f"{W}rFonts", f"{W}b", f"{W}vanish"
_DEEP = 20


class Styles:
    """The styles of a document, each flattened once."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._flat: dict[str, Look] = {}

    @cached_property
    def _elements(self) -> dict[str, Element]:
        if self._root is None:
            return {}
        return {value(s, "styleId") or "": s for s in self._root.iter(f"{W}style")}

    @cached_property
    def defaults(self) -> Look:
        """What w:docDefaults says."""
        if self._root is None:
            return Look()
        base = self._root.find(f"{W}docDefaults")
        if base is None:
            return Look()
        ppr = base.find(f"{W}pPrDefault/{W}pPr")
        rpr = base.find(f"{W}rPrDefault/{W}rPr")
        return paragraph_look(ppr).over(run_look(rpr))

    @cached_property
    def normal(self) -> str:
        """The id of the default paragraph style."""
        for name, style in self._elements.items():
            if value(style, "type") == "paragraph" and switched_on_attribute(style):
                return name
        return "Normal"

    def look(self, style: str | None) -> Look:
        """The whole look of a style."""
        name = style if style in self._elements else self.normal
        found = self._flat.get(name or "")
        if found is None:
            found = self._flat[name or ""] = self._flatten(name or "", _DEEP)
        return found

    def _flatten(self, name: str, depth: int) -> Look:
        style = self._elements.get(name)
        if style is None or not depth:
            return self.defaults
        parent = value(style.find(f"{W}basedOn"))
        base = self._flatten(parent, depth - 1) if parent else self.defaults
        own = paragraph_look(style.find(f"{W}pPr")).over(run_look(style.find(f"{W}rPr")))
        return base.over(own)


def switched_on_attribute(style: Element) -> bool:
    """Whether the style is the default of its type."""
    return value(style, "default") in ("1", "true", "on")
