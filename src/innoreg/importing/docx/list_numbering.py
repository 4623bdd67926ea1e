"""Computes the automatic numbers of Word paragraphs from numbering.xml, as Word shows them."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from innoreg.importing.docx.docx_package import W, attribute, is_on
from innoreg.importing.docx.paragraph_styles import Styles

if TYPE_CHECKING:
    from lxml import etree

# WordprocessingML has no more.
_LEVELS = 9
# As Word counts in Russian letters: it leaves out ё, й, ъ and ь.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; in `text`, %1 to %9 stand for the numbers of the levels."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: its abstract list, its levels after overrides, and the starts it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


def _repeat_letter(letters: str, number: int) -> str:
    times, index = divmod(number - 1, len(letters))
    # After я Word shows аа, бб …; the bound keeps a hostile start value short.
    return letters[index] * min(times + 1, 20)


def _roman_numeral(number: int) -> str:
    shown = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        shown += sign * times
    return shown


def format_number(number: int, form: str) -> str:
    """The number in one of Word's formats (ECMA-376, ST_NumberFormat); decimal in unknown ones."""
    # Beyond that a Roman number would be a long row of M.
    if number < 1 or number > 10_000:
        return str(number)
    match form:
        case "lowerLetter":
            return _repeat_letter(_LATIN, number)
        case "upperLetter":
            return _repeat_letter(_LATIN.upper(), number)
        case "russianLower":
            return _repeat_letter(_RUSSIAN, number)
        case "russianUpper":
            return _repeat_letter(_RUSSIAN.upper(), number)
        case "lowerRoman":
            return _roman_numeral(number).lower()
        case "upperRoman":
            return _roman_numeral(number)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
    return str(number)


def _as_int(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def _read_level(node: "etree._Element") -> Level:
    restart = attribute(node.find(W + "lvlRestart"))
    return Level(
        start=_as_int(attribute(node.find(W + "start")), 0),
        format=attribute(node.find(W + "numFmt")) or "decimal",
        text=attribute(node.find(W + "lvlText")),
        restart=_as_int(restart, 0) if restart else None,
        legal=is_on(node.find(W + "isLgl")),
        style=attribute(node.find(W + "pStyle")),
    )


def _read_levels(node: "etree._Element") -> dict[int, Level]:
    return {
        _as_int(attribute(level, "ilvl"), 0): _read_level(level)
        for level in node.findall(W + "lvl")
    }


def _read_lists(root: "etree._Element", styled: dict[str, str]) -> dict[str, _List]:
    abstracts = {attribute(node, "abstractNumId"): node for node in root.findall(W + "abstractNum")}
    numbers = {attribute(node, "numId"): node for node in root.findall(W + "num")}
    found: dict[str, _List] = {}
    for num_id, node in numbers.items():
        abstract = attribute(node.find(W + "abstractNumId"))
        source = abstracts.get(abstract)
        link = attribute(source.find(W + "numStyleLink")) if source is not None else ""
        # A list may only name a list style, whose own w:num leads to the levels.
        if link and (linked := numbers.get(styled.get(link, ""))) is not None:
            abstract = attribute(linked.find(W + "abstractNumId"))
            source = abstracts.get(abstract)
        levels = _read_levels(source) if source is not None else {}
        starts: dict[int, int] = {}
        for override in node.findall(W + "lvlOverride"):
            ilvl = _as_int(attribute(override, "ilvl"), 0)
            if (changed := override.find(W + "lvl")) is not None:
                levels[ilvl] = _read_level(changed)
            start = attribute(override.find(W + "startOverride"))
            if start:
                starts[ilvl] = _as_int(start, 1)
                levels[ilvl] = replace(levels.get(ilvl, Level()), start=starts[ilvl])
        found[num_id] = _List(abstract, levels, starts)
    return found


def _read_list_styles(root: "etree._Element | None") -> dict[str, str]:
    if root is None:
        return {}
    return {
        attribute(node, "styleId"): attribute(node.find(f"{W}pPr/{W}numPr/{W}numId"))
        for node in root.iter(W + "style")
        if attribute(node, "type") == "numbering"
    }


class Numbering:
    """Counts paragraphs in order; call `next_number` exactly once for each paragraph."""

    def __init__(
        self,
        numbering: "etree._Element | None",
        styles_root: "etree._Element | None",
        styles: Styles,
    ) -> None:
        self._styles = styles
        linked = _read_list_styles(styles_root)
        self._lists = {} if numbering is None else _read_lists(numbering, linked)
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_number(self, properties: "etree._Element | None", style: str) -> tuple[str, int]:
        """Advance the counters; the number before the paragraph («1.2.», "" for none) and its level."""
        found = self._find_list(properties, style)
        if found is None:
            return "", 0
        num_id, ilvl = found
        numbers = self._lists[num_id]
        level = numbers.levels.get(ilvl)
        if level is None:
            return "", ilvl
        self._advance_counter(num_id, ilvl)
        if level.format == "bullet":
            return "", ilvl
        return self._number_text(numbers, ilvl, level), ilvl

    def _find_list(self, properties: "etree._Element | None", style: str) -> tuple[str, int] | None:
        direct = properties.find(W + "numPr") if properties is not None else None
        inherited = self._styles.get(style)
        num_id = attribute(direct.find(W + "numId")) if direct is not None else ""
        ilvl = attribute(direct.find(W + "ilvl")) if direct is not None else ""
        if not num_id and inherited:
            num_id, ilvl = inherited.num_id, ilvl or inherited.ilvl
            if num_id in self._lists and not ilvl:
                ilvl = self._find_level(num_id, style)
        if num_id not in self._lists:
            return None
        return num_id, min(_as_int(ilvl, 0), _LEVELS - 1)

    def _find_level(self, num_id: str, style: str) -> str:
        levels = self._lists[num_id].levels
        return next((str(ilvl) for ilvl, level in levels.items() if level.style == style), "")

    def _advance_counter(self, num_id: str, ilvl: int) -> None:
        numbers = self._lists[num_id]
        # Kept by abstract list: several w:num of one count on together, as in Word, unless
        # they override the start.
        counters = self._counters.setdefault(numbers.abstract, [None] * _LEVELS)
        now = counters[ilvl]
        if (num_id, ilvl) not in self._begun and ilvl in numbers.starts:
            counters[ilvl] = numbers.starts[ilvl]
        elif now is None:
            counters[ilvl] = numbers.levels[ilvl].start
        else:
            counters[ilvl] = now + 1
        self._begun.add((num_id, ilvl))
        for deeper in range(ilvl + 1, _LEVELS):
            restart = numbers.levels.get(deeper, Level()).restart
            # lvlRestart 0: never; n: only after a level above n. Without it after any level.
            if restart is None or (restart and ilvl < restart):
                counters[deeper] = None

    def _number_text(self, numbers: _List, ilvl: int, level: Level) -> str:
        counters = self._counters[numbers.abstract]

        def format_level(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            if index > ilvl:
                return ""
            other = numbers.levels.get(index, Level())
            now = counters[index]
            form = "decimal" if level.legal else other.format
            return format_number(other.start if now is None else now, form)

        return re.sub(r"%([1-9])", format_level, level.text).strip()
