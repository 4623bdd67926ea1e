"""Words marked and shown: days, quoted phrases, names of people, the place of some words."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from innoreg.diagnostics import Place
from innoreg.folding import comparison_key
from innoreg.i18n import T

FORM = re.compile(r"((?:[А-ЯЁ]{2,9} )+)«([^«»]+)")
"""An organisation's form in capitals before its name: «ГАОУ ДПО «ЛОИРО»»."""
HEAD, SHORTEST = 5, 8
"""Spellings are compared that have the first letters in common; a shorter phrase is none."""
_QUOTE = re.compile("[«»]")
# «Иванова А.Б.», «Иванова А. Б» and «А.Б. Иванова»: copyists leave out spaces and the last dot.
_INITIALS_LAST = re.compile(r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s*([А-ЯЁ])\.\s*([А-ЯЁ])\b\.?")
_INITIALS_FIRST = re.compile(r"\b([А-ЯЁ])\.\s*([А-ЯЁ])\.\s*([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\b")


def day(date: dt.date | None) -> T | str:
    """A day as the reader writes it: 01.02.2022 in Russian."""
    if date is None:
        return "…"
    return T("{y}-{m}-{d}", y=f"{date.year:04}", m=f"{date.month:02}", d=f"{date.day:02}")


def subplace(place: Place, text: str, start: int, end: int) -> Place:
    """The place of `text[start:end]` inside a value of one line, else the whole value.

    A quoted text stands one column further; one with escapes or on several lines keeps its own
    place, because its columns are not those of the text.
    """
    if place.end_column is None:
        return place
    # The file quotes its texts or not; whatever else lengthens them are escapes.
    quotes = place.end_column - place.column - len(text)
    if quotes not in (0, 2):
        return place
    first = place.column + quotes // 2
    return dataclasses.replace(place, column=first + start, end_column=first + end)


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the phrases in guillemets stand, without their quotes; outer ones and inner ones."""
    if text.count("«") == 1 == text.count("»"):  # as most texts have them
        start, end = text.index("«") + 1, text.index("»")
        if start <= end:
            yield start, end
        return
    opened: list[int] = []
    for match in _QUOTE.finditer(text):
        if match[0] == "«":
            opened.append(match.end())
        # A quote that closes what nothing opened is a finding of its own.
        elif opened:
            yield opened.pop(), match.start()


def find_figures(text: str) -> list[str]:
    """School № 3 is not school № 4, however close the letters are."""
    return re.findall(r"\d+", text)


def find_names(text: str) -> Iterator[tuple[str, str, int, int]]:
    """People named with initials: surname, the two initials, where they stand."""
    for match in _INITIALS_LAST.finditer(text):
        yield match[1], match[2] + match[3], match.start(), match.end()
    for match in _INITIALS_FIRST.finditer(text):
        yield match[3], match[1] + match[2], match.start(), match.end()


def same_surname(one: str, other: str) -> bool:
    """Whether two spellings differ in nothing but the ending of a case."""
    one, other = comparison_key(one), comparison_key(other)
    # Endings of surnames in cases have up to three letters (Иванов, Ивановым), and below three
    # common letters any two names would do.
    kept = max(3, min(len(one), len(other)) - 3)
    return one[:kept] == other[:kept] and abs(len(one) - len(other)) <= 3
