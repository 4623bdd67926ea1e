"""The effective format of a paragraph, styles and lists included, and its automatic number."""

import re
from collections import defaultdict
from dataclasses import dataclass, fields, replace
from functools import cached_property

from innoreg.render.docx.docx_parts import Element, W, is_on, number, value


@dataclass(frozen=True, slots=True)
class Look:
    """The format of a paragraph; None where nothing sets it. Lengths in twips, size in half points."""

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

    def overridden_by(self, other: "Look") -> "Look":
        """This look with whatever `other`, which stands nearer to the paragraph, sets."""
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
            said["left"] = _first_number(child, "left", "start")
            said["right"] = _first_number(child, "right", "end")
            hanging = number(child, "hanging")
            said["first"] = -hanging if hanging else number(child, "firstLine")
        elif tag == _SPACING:
            said["line"], said["rule"] = number(child, "line"), value(child, "lineRule")
            said["before"], said["after"] = number(child, "before"), number(child, "after")
        elif tag == _KEEP:
            said["keep_next"] = is_on(child)
        elif tag == _BREAK:
            said["page_break"] = is_on(child)
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
            said["bold"] = is_on(child)
        elif tag == _VANISH:
            said["hidden"] = is_on(child)
    return Look(**said)  # type: ignore[arg-type]


def _first_number(element: Element, *names: str) -> int | None:
    return next((n for name in names if (n := number(element, name)) is not None), None)


_JC, _IND, _SPACING, _KEEP = f"{W}jc", f"{W}ind", f"{W}spacing", f"{W}keepNext"
_BREAK, _NUM, _TABS = f"{W}pageBreakBefore", f"{W}numPr", f"{W}tabs"
_SZ, _FONTS, _BOLD, _VANISH = f"{W}sz", f"{W}rFonts", f"{W}b", f"{W}vanish"
# Styles of a broken file may be based on each other in a circle.
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
        return paragraph_look(ppr).overridden_by(run_look(rpr))

    @cached_property
    def normal(self) -> str:
        """The id of the default paragraph style."""
        for name, style in self._elements.items():
            if value(style, "type") == "paragraph" and _is_default(style):
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
        own = paragraph_look(style.find(f"{W}pPr")).overridden_by(run_look(style.find(f"{W}rPr")))
        return base.overridden_by(own)


def _is_default(style: Element) -> bool:
    """Whether the style is the default of its type."""
    return value(style, "default") in ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its start, format, text, and the look it gives to its paragraphs."""

    start: int
    format: str
    text: str
    look: Look


class Numbering:
    """The numbered lists of a document; `next_number` must be asked in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._kinds: dict[str, dict[int, Level]] = {}
        self._kind_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        if root is None:
            return
        for kind in root.iter(f"{W}abstractNum"):
            levels = {number(e, "ilvl") or 0: _read_level(e) for e in kind.iter(f"{W}lvl")}
            self._kinds[value(kind, "abstractNumId") or ""] = levels
        for num in root.iter(f"{W}num"):
            name = value(num, "numId") or ""
            self._kind_of[name] = value(num.find(f"{W}abstractNumId")) or ""
            for override in num.iter(f"{W}lvlOverride"):
                start = number(override.find(f"{W}startOverride"))
                if start is not None:
                    self._starts[name][number(override, "ilvl") or 0] = start

    def level(self, num: str, level: int) -> Level | None:
        """The definition of a level."""
        return self._kinds.get(self._kind_of.get(num, ""), {}).get(level)

    def kind(self, num: str) -> str:
        """Which multilevel list a w:num uses."""
        return self._kind_of.get(num, "")

    def next_number(self, num: str, level: int) -> str:
        """The number of the next paragraph of that list and level, as printed."""
        defined = self.level(num, level)
        if defined is None:
            return ""
        kind = self.kind(num)
        counts = self._counts[kind]
        if num not in self._seen:
            self._seen.add(num)
            for at, start in self._starts.get(num, {}).items():
                counts[at] = start - 1
        before = counts.get(level)
        counts[level] = defined.start if before is None else before + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda m: self._level_number(num, int(m[1]) - 1), defined.text)

    def _level_number(self, num: str, level: int) -> str:
        defined = self.level(num, level)
        if defined is None:
            return ""
        counts = self._counts[self.kind(num)]
        count = counts.setdefault(level, defined.start)
        return _format_count(count, defined.format)


def _format_count(count: int, form: str) -> str:
    if form in ("russianLower", "russianUpper"):
        letters = "абвгдежзиклмнопрстуфхцчшщэюя"
        letter = letters[(count - 1) % len(letters)]
        return letter.upper() if form == "russianUpper" else letter
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return "" if form in ("bullet", "none") else str(count)


def _roman(count: int) -> str:
    shown = ""
    for size, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                             ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"], strict=True):  # fmt: skip
        shown += letters * (count // size)
        count %= size
    return shown


def _read_level(element: Element) -> Level:
    start = number(element.find(f"{W}start"))
    return Level(
        1 if start is None else start,
        value(element.find(f"{W}numFmt")) or "decimal",
        value(element.find(f"{W}lvlText")) or "",
        paragraph_look(element.find(f"{W}pPr")),
    )
