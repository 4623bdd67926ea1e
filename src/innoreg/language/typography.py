"""The last pass over a text: quotation marks, dashes, no-break spaces.

Rules 27-29 of the layout of an order (GOST R 7.0.97 and agencies' rules on it): guillemets outside
and „“ inside, a dash with spaces between words and none in a range of numbers, no line break inside
a number, a date, initials or a reference. Running it twice changes nothing more.
"""

import re

NBSP = "\u00a0"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_INITIALS = rf"[А-ЯЁ]\.[ {NBSP}]?[А-ЯЁ]\."
_S = f"[ {NBSP}]"

_REPLACEMENTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r" {2,}", " "),
        # Only a range: «школа № 5 – 12 человек» keeps its dash.
        (
            rf"(?<![№\d]{_S})(?<![\d.,])(\d{{4}}|\d{{1,2}}){_S}[-–—]{_S}(?=(\d+)(?![\d.,]))",
            r"\1–",
        ),
        (rf"(?<=\S)({_S})[-—]{_S}", r"\1– "),
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


# What every rule needs to find something: most cells of a table have none of it.
_MAY_CHANGE = re.compile(rf'["“”№\d]|  |{_S}[-—]{_S}|[А-ЯЁ]\.')


def typography(text: str) -> str:
    """The text with Russian quotation marks, dashes and no-break spaces."""
    if _MAY_CHANGE.search(text) is None:
        return text
    if any(mark in text for mark in '"“”'):
        text = _quotes(text)
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _quotes(text: str) -> str:
    """Straight and English quotation marks as «», or as „“ inside of «»."""
    out: list[str] = []
    depth = 0
    for at, mark in enumerate(text):
        if mark in "«»":
            depth = max(0, depth + (1 if mark == "«" else -1))
        elif mark in '"“”' and not _closes_low(text, at):
            opening = _opens(text, at)
            depth += 1 if opening else 0
            mark = ("«" if opening else "»") if depth <= 1 else ("„" if opening else "“")
            depth = max(0, depth - (0 if opening else 1))
        out.append(mark)
    return "".join(out)


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in '(«„"“['


def _closes_low(text: str, at: int) -> bool:
    """Whether “ ends a quotation that „ began: it is already right."""
    before = text[:at]
    return text[at] == "“" and before.count("„") > before.count("“")
