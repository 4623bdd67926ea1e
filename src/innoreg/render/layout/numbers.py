"""Automatic numbers as Word shows them, computed from numbering.xml."""

import re
from collections import defaultdict
from dataclasses import dataclass

from innoreg.render.layout.looks import Look, paragraph_look
from innoreg.render.layout.package import Element, W, number, value


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its start, format, text, and the look it gives to its paragraphs."""

    start: int
    format: str
    text: str
    look: Look


class Numbering:
    """The lists of a document; counts as the paragraphs are read in order."""

    def __init__(self, root: Element | None) -> None:
        self._kinds: dict[str, dict[int, Level]] = {}
        self._kind_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        if root is None:
            return
        for kind in root.iter(f"{W}abstractNum"):
            levels = {number(e, "ilvl") or 0: _level(e) for e in kind.iter(f"{W}lvl")}
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

    def next(self, num: str, level: int) -> str:
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
        return re.sub(r"%(\d)", lambda m: self._shown(num, int(m[1]) - 1), defined.text)

    def _shown(self, num: str, level: int) -> str:
        defined = self.level(num, level)
        if defined is None:
            return ""
        counts = self._counts[self.kind(num)]
        count = counts.setdefault(level, defined.start)
        return _formatted(count, defined.format)


def _formatted(count: int, form: str) -> str:
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


def _level(element: Element) -> Level:
    start = number(element.find(f"{W}start"))
    return Level(
        1 if start is None else start,
        value(element.find(f"{W}numFmt")) or "decimal",
        value(element.find(f"{W}lvlText")) or "",
        paragraph_look(element.find(f"{W}pPr")),
    )
