"""Automatic numbers of Word paragraphs, computed from numbering.xml as Word shows them."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from innoreg.importing.docx.docx_package import W, switched_on, value
from innoreg.importing.docx.paragraph_styles import Styles

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `text` holds %1…%9 for the numbers of the levels."""

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


def _repeated(letters: str, number: int) -> str:
    times, index = divmod(number - 1, len(letters))
    return letters[index] * min(times + 1, 20)


def _roman(number: int) -> str:
    shown = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        shown += sign * times
    return shown


def shown_as(number: int, form: str) -> str:
    """A number in one of Word's number formats; an unknown one is shown as decimal."""
    if number < 1 or number > 10_000:
        return str(number)
    match form:
        case "lowerLetter":
            return _repeated(_LATIN, number)
        case "upperLetter":
            return _repeated(_LATIN.upper(), number)
        case "russianLower":
            return _repeated(_RUSSIAN, number)
        case "russianUpper":
            return _repeated(_RUSSIAN.upper(), number)
        case "lowerRoman":
            return _roman(number).lower()
        case "upperRoman":
            return _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
    return str(number)


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def _level(node: "etree._Element") -> Level:
    restart = value(node.find(W + "lvlRestart"))
    return Level(
        start=_integer(value(node.find(W + "start")), 0),
        format=value(node.find(W + "numFmt")) or "decimal",
        text=value(node.find(W + "lvlText")),
        restart=_integer(restart, 0) if restart else None,
        legal=switched_on(node.find(W + "isLgl")),
        style=value(node.find(W + "pStyle")),
    )


def _levels(node: "etree._Element") -> dict[int, Level]:
    return {_integer(value(level, "ilvl"), 0): _level(level) for level in node.findall(W + "lvl")}


def _read_lists(root: "etree._Element", styled: dict[str, str]) -> dict[str, _List]:
    abstracts = {value(node, "abstractNumId"): node for node in root.findall(W + "abstractNum")}
    numbers = {value(node, "numId"): node for node in root.findall(W + "num")}
    found: dict[str, _List] = {}
    for num_id, node in numbers.items():
        abstract = value(node.find(W + "abstractNumId"))
        source = abstracts.get(abstract)
        link = value(source.find(W + "numStyleLink")) if source is not None else ""
        if link and (linked := numbers.get(styled.get(link, ""))) is not None:
            abstract = value(linked.find(W + "abstractNumId"))
            source = abstracts.get(abstract)
        levels = _levels(source) if source is not None else {}
        starts: dict[int, int] = {}
        for override in node.findall(W + "lvlOverride"):
            ilvl = _integer(value(override, "ilvl"), 0)
            if (changed := override.find(W + "lvl")) is not None:
                levels[ilvl] = _level(changed)
            start = value(override.find(W + "startOverride"))
            if start:
                starts[ilvl] = _integer(start, 1)
                levels[ilvl] = replace(levels.get(ilvl, Level()), start=starts[ilvl])
        found[num_id] = _List(abstract, levels, starts)
    return found


def _list_styles(root: "etree._Element | None") -> dict[str, str]:
    if root is None:
        return {}
    return {
        value(node, "styleId"): value(node.find(f"{W}pPr/{W}numPr/{W}numId"))
        for node in root.iter(W + "style")
        if value(node, "type") == "numbering"
    }


class Numbering:
    """Counts paragraphs in document order; ask `number` exactly once for each paragraph."""

    def __init__(
        self,
        numbering: "etree._Element | None",
        styles_root: "etree._Element | None",
        styles: Styles,
    ) -> None:
        self._styles = styles
        self._lists = {} if numbering is None else _read_lists(numbering, _list_styles(styles_root))
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, paragraph_properties: "etree._Element | None", style: str) -> tuple[str, int]:
        """The number shown before the paragraph («1.2.») and its level from 0; "" for a bullet."""
        found = self._where(paragraph_properties, style)
        if found is None:
            return "", 0
        num_id, ilvl = found
        numbers = self._lists[num_id]
        level = numbers.levels.get(ilvl)
        if level is None:
            return "", ilvl
        self._advance(num_id, ilvl)
        if level.format == "bullet":
            return "", ilvl
        return self._shown(numbers, ilvl, level), ilvl

    def _where(self, properties: "etree._Element | None", style: str) -> tuple[str, int] | None:
        direct = properties.find(W + "numPr") if properties is not None else None
        inherited = self._styles.get(style)
        num_id = value(direct.find(W + "numId")) if direct is not None else ""
        ilvl = value(direct.find(W + "ilvl")) if direct is not None else ""
        if not num_id and inherited:
            num_id, ilvl = inherited.num_id, ilvl or inherited.ilvl
            if num_id in self._lists and not ilvl:
                ilvl = self._level_of_style(num_id, style)
        if num_id not in self._lists:
            return None
        return num_id, min(_integer(ilvl, 0), _LEVELS - 1)

    def _level_of_style(self, num_id: str, style: str) -> str:
        levels = self._lists[num_id].levels
        return next((str(ilvl) for ilvl, level in levels.items() if level.style == style), "")

    def _advance(self, num_id: str, ilvl: int) -> None:
        numbers = self._lists[num_id]
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
            if restart is None or (restart and ilvl < restart):
                counters[deeper] = None

    def _shown(self, numbers: _List, ilvl: int, level: Level) -> str:
        counters = self._counters[numbers.abstract]

        def one(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            if index > ilvl:
                return ""
            other = numbers.levels.get(index, Level())
            now = counters[index]
            form = "decimal" if level.legal else other.format
            return shown_as(other.start if now is None else now, form)

        return re.sub(r"%([1-9])", one, level.text).strip()
