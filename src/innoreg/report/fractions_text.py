"""Exact numbers for print: one decimal, half up, with the comma or dot of the reader's language."""

from fractions import Fraction

from innoreg.i18n import current_language

_UNITS = {"percent": " %", "points": "", "number": "", "people": ""}


def tenths(value: Fraction) -> int:
    """So many tenths, half up; of a negative number half away from zero."""
    scaled = (abs(value) * 20 + 1) // 2
    return -int(scaled) if value < 0 else int(scaled)


def number_text(value: Fraction, *, whole: bool = False) -> str:
    """«36,5»; `whole`: without «,0» where nothing is behind the comma."""
    found = tenths(value)
    sign, found = ("−" if found < 0 else ""), abs(found)
    if whole and found % 10 == 0:
        return f"{sign}{found // 10}"
    mark = "," if current_language() == "ru" else "."
    return f"{sign}{found // 10}{mark}{found % 10}"


def value_text(value: Fraction, unit: str) -> str:
    """The value of an indicator with its unit: «75,0 %», «12»."""
    return number_text(value, whole=unit == "people") + _UNITS.get(unit, "")
