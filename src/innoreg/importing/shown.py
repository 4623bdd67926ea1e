"""A value of a spreadsheet cell as its reader sees it: dates, percents, decimals."""

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

_MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
_DECIMALS = re.compile(r"0\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def typed(value: object) -> Literal["text", "number", "date"]:
    """What the spreadsheet held."""
    if isinstance(value, date):
        return "date"
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if plain else "text"


def shown(value: object, number_format: str) -> str:
    """The value as text: 05.09.2023, сентябрь 2023, 14:30, 65%, 2.10."""
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case int() | float():
            return _number(value, number_format)
        case datetime() | date():
            return _date(value, number_format)
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            return str(value)
    return str(value)


def _date(value: date, number_format: str) -> str:
    code = _QUOTED.sub("", number_format).lower().partition(";")[0]
    if "m" in code and "y" in code and "d" not in code:
        return f"{_MONTHS[value.month - 1]} {value.year}"
    clock = isinstance(value, datetime) and (value.hour or value.minute) and "h" in code
    return f"{value:%d.%m.%Y %H:%M}" if clock else f"{value:%d.%m.%Y}"


def _number(value: float, number_format: str) -> str:
    code = _QUOTED.sub("", number_format).partition(";")[0]
    decimals = _DECIMALS.search(code)
    places = len(decimals[1]) if decimals else 0
    if "%" in code:
        return f"{value * 100:.{places}f}%"
    if decimals:
        return f"{value:.{places}f}"
    if code in ("0", "#,##0", "# ##0"):
        return f"{value:.0f}"
    return f"{value:.10g}"
