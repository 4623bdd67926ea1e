"""A month as a person types it: Russian, English, a number, or with its year."""

import re

_RUSSIAN = (
    "янв",
    "фев",
    "мар",
    "апр",
    "ма",
    "июн",
    "июл",
    "авг",
    "сен",
    "окт",
    "ноя",
    "дек",
)
_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def parse_month(text: str) -> tuple[int | None, int] | None:
    """(year or None, month 1-12), or None when these words name no month."""
    words = text.strip().lower()
    dated = _YEAR_MONTH.fullmatch(words)
    if dated:
        return _valid(int(dated[1]), int(dated[2]))
    if words.isascii() and words.isdecimal() and len(words) <= 2:
        return _valid(None, int(words))
    return _named(words)


def _valid(year: int | None, month: int) -> tuple[int | None, int] | None:
    return (year, month) if 1 <= month <= 12 else None


def _named(words: str) -> tuple[int | None, int] | None:
    if len(words) < 3:
        return None
    for month, name in enumerate(_ENGLISH, 1):
        if name.startswith(words.rstrip(".")):
            return None, month
    return None
