"""The period a document plans, where its own words say it: «на 2022 год», «2021-2022 учебный год»."""

import re
from collections.abc import Iterable
from datetime import date

from innoreg.deadlines import Period

_SCHOOL = re.compile(r"(20\d\d)\s*[-–—/]\s*(20\d\d)\s*(?:гг?\.?\s*)?(?:учебн|уч)")
_YEARS = re.compile(r"(20\d\d)\s*[-–—]\s*(20\d\d)\s*(?:г|год)")
_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?![\d-])\s*(?:г\b|г\.|год)")


def period_of(texts: Iterable[str]) -> Period | None:
    """The one period the first text that names any speaks of; None where none does, or several."""
    for text in texts:
        found = _school(text) or _span(text) or _single(text)
        if found:
            return found
    return None


def _school(text: str) -> Period | None:
    years = _SCHOOL.search(text)
    if not years or int(years[2]) != int(years[1]) + 1:
        return None
    return Period(date(int(years[1]), 9, 1), date(int(years[2]), 8, 31))


def _span(text: str) -> Period | None:
    years = _YEARS.search(text)
    if not years or int(years[2]) < int(years[1]):
        return None
    return Period(date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))


def _single(text: str) -> Period | None:
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) != 1:
        return None
    year = years.pop()
    return Period(date(year, 1, 1), date(year, 12, 31))
