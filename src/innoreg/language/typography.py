"""Russian quotation marks, dashes and no-break spaces of a text.

The rules are checks 27-29 of an order's layout, after GOST R 7.0.97: guillemets outside and „“
inside; a dash with spaces between words and without them in a range of numbers; no line break
inside a number, a date, initials or a reference. A second run changes nothing.
"""

import re
from collections.abc import Callable

NBSP = "\u00a0"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_INITIALS = rf"[А-ЯЁ]\.[ {NBSP}]?[А-ЯЁ]\."
_S = f"[ {NBSP}]"


def _repeat_dashes(match: re.Match[str]) -> str:
    """As many dashes as were matched, each with one space after it."""
    return match[1] + "– " * len(match[2].split())


_REPLACEMENTS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r" {2,}", " "),
        # Only a range: «школа № 5 – 12 человек» keeps its dash.
        (
            rf"(?<![№\d]{_S})(?<![\d.,])(\d{{4}}|\d{{1,2}}){_S}[-–—]{_S}(?=(\d+)(?![\d.,]))",
            r"\1–",
        ),
        (rf"(?<=\S)({_S})((?:[-—]{_S}+)+)", _repeat_dashes),
        # «№ п/п», the head of a column, is no number.
        (rf"№{_S}*(?=[\dА-ЯЁA-Z])", f"№{NBSP}"),
        (rf"(?<=\d){_S}*(гг?\.)", rf"{NBSP}\1"),
        (rf"(?<![\d.,])(\d{{1,2}}){_S}({_MONTHS})\b", rf"\1{NBSP}\2"),
        (rf"(?<!\w)([А-ЯЁ]\.){_S}([А-ЯЁ]\.)", rf"\1{NBSP}\2"),
        (rf"(?<!\w)({_INITIALS}){_S}?(?=[А-ЯЁ][а-яё])", rf"\1{NBSP}"),
        (rf"([А-ЯЁ][а-яё]+){_S}(?={_INITIALS})", rf"\1{NBSP}"),
        (rf"(?<!\w)(пп?|ст|ч|гл|абз|табл|рис|прил)\.{_S}*(?=\d)", rf"\1.{NBSP}"),
    )
)


_CLOSING = {"«": "»", "„": "“"}
# Each rule needs one of these to match. Most cells of a table have none and skip the rules.
_MAY_CHANGE = re.compile(rf'["“”№\d]|  |{_S}[-—]{_S}|[А-ЯЁ]\.')


def apply_typography(text: str) -> str:
    """The text set by the rules of this module."""
    if _MAY_CHANGE.search(text) is None:
        return text
    if any(mark in text for mark in '"“”'):
        text = _convert_quotes(text)
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _convert_quotes(text: str) -> str:
    """Straight and English quotation marks as «», or as „“ inside «»."""
    out: list[str] = []
    opened: list[str] = []
    for mark in text:
        # “ after „ is a Russian closing mark already, not an English opening one.
        if mark in '"“”' and not (mark == "“" and opened[-1:] == ["„"]):
            inside = "„" if opened else "«"
            mark = inside if _is_opening(out) else _CLOSING[opened[-1]] if opened else "»"
        if mark in _CLOSING:
            opened.append(mark)
        elif mark in "»“" and opened:
            opened.pop()
        out.append(mark)
    return "".join(out)


def _is_opening(before: list[str]) -> bool:
    """Whether a quotation mark after this text opens a quotation."""
    return not before or before[-1].isspace() or before[-1] in "(«„["
