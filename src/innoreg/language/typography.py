"""Russian quotation marks, dashes and no-break spaces of a text.

The rules are checks 27-29 of an order's layout, after GOST R 7.0.97: guillemets outside and „“
inside; a dash with spaces between words and without them in a range of numbers; no line break
inside a number, a date, initials or a reference. A second run changes nothing.
"""

import re
from collections.abc import Callable

NBSP = "\u00a0"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
# First parts of compounds, torn apart by spaces in many documents: научно - методический.
_FIRST_PARTS = (
    "научно|учебно|организационно|информационно|психолого|социально|материально|финансово|программно|"
    "культурно|нормативно|методико|медико|физкультурно|художественно|литературно|общественно|"
    "естественно|профессионально|практико|личностно|системно|контрольно|административно|"
    "хозяйственно|производственно|воспитательно|коррекционно|лечебно|туристско|военно|духовно|"
    "гражданско|историко|инженерно|технико|северо|юго|западно|восточно"
)
_ADJECTIVE = "(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]м|[ое]м|[ыи]х|[ыи]ми|[ую]ю|[ое]й)"
_NOUN_PAIRS = (
    ("план[а-я]{0,3}", "график"), ("семинар[а-я]{0,3}", "практикум"), ("педагог[а-я]{0,3}", "психолог"),
    ("педагог[а-я]{0,3}", "организатор"), ("педагог[а-я]{0,3}", "библиотекар"),
    ("учител[а-я]{1,3}", "логопед"), ("учител[а-я]{1,3}", "дефектолог"),
    ("учител[а-я]{1,3}", "предметник"), ("школ[а-я]{1,3}", "интернат"),
    ("лице[а-я]{1,3}", "интернат"), ("мастер", "класс"), ("интернет", "ресурс"),
)  # fmt: skip
_PAIRS = "|".join(f"{first}{{s}}[-–—]{{s}}(?={second})" for first, second in _NOUN_PAIRS)
_INITIALS = rf"[А-ЯЁ]\.[ {NBSP}]?[А-ЯЁ]\."
_S = f"[ {NBSP}]"
_UNITS = r"(?:руб|коп|тыс|млн|млрд|чел|час|мин|экз|шт|км|га)\b"


def _join_compound(match: re.Match[str]) -> str:
    """The first part of a compound with a hyphen instead of a dash between spaces."""
    return re.sub(rf"{_S}[-–—]{_S}$", "-", match[0])


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
        (
            rf"(?i)\b(?:{_FIRST_PARTS}){_S}[-–—]{_S}(?=[а-яё]+{_ADJECTIVE}\b)",
            _join_compound,
        ),
        (rf"(?i)\b(?:{_PAIRS.replace('{s}', _S)})", _join_compound),
        (rf"(?<=\S)({_S})((?:[-—]{_S}+)+)", _repeat_dashes),
        # «№ п/п», the head of a column, is no number.
        (rf"№{_S}*(?=[\dА-ЯЁA-Z])", f"№{NBSP}"),
        (rf"(?<=\d){_S}*(гг?\.)", rf"{NBSP}\1"),
        (rf"(?<=\d{{4}}){_S}(год(?:а|у|ом|е)?)\b", rf"{NBSP}\1"),
        (rf"(?<=\d){_S}(?=%)", NBSP),
        # A sum of money or a count in groups of three: 1 500 руб.
        (
            rf"(?<![\d.,№{NBSP}])(\d{{1,3}}){_S}(?=\d{{3}}(?:{_S}\d{{3}})*(?:,\d+)?{_S}{_UNITS})",
            rf"\1{NBSP}",
        ),
        (rf"(?<=\d{NBSP}\d{{3}}){_S}(?=\d{{3}}\b)", NBSP),
        (rf"(?<=\d){_S}(?={_UNITS})", NBSP),
        (rf"(?<!\w)т\.{_S}(?=[едпч]\.)", f"т.{NBSP}"),
        (rf"(?<!\w)(ул|пр|пер|пл|наб|пос|дер|г|им)\.{_S}(?=[А-ЯЁ])", rf"\1.{NBSP}"),
        (rf"(?<![\d.,])(\d{{1,2}}){_S}({_MONTHS})\b", rf"\1{NBSP}\2"),
        (rf"(?<!\w)([А-ЯЁ]\.){_S}([А-ЯЁ]\.)", rf"\1{NBSP}\2"),
        (rf"(?<!\w)({_INITIALS}){_S}?(?=[А-ЯЁ][а-яё])", rf"\1{NBSP}"),
        (rf"([А-ЯЁ][а-яё]+){_S}(?={_INITIALS})", rf"\1{NBSP}"),
        (
            rf"(?<!\w)(пп?|ст|ч|гл|абз|табл|рис|прил|д|корп|кв|стр|каб|оф|лит)\.{_S}*(?=\d)",
            rf"\1.{NBSP}",
        ),
    )
)


_CLOSING = {"«": "»", "„": "“"}
# Each rule needs one of these to match. Most cells of a table have none and skip the rules.
_MAY_CHANGE = re.compile(rf'["“”№\d]|  |{_S}[-–—]{_S}|[А-ЯЁ]\.|{_S}[а-я]{{1,4}}\.|т\.')


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
