"""Contexts as the tables of these tests write them, and deadlines as they show them."""

from datetime import date

# How the page of the language shows a deadline is how these tests write it.
from deadlines_page import result as result
from innoreg.deadlines import Period, Window

CALENDAR = Period(date(2022, 1, 1), date(2022, 12, 31))
SCHOOL = Period(date(2021, 9, 1), date(2022, 8, 31))


def period(words: str) -> Period:
    """«2022», «2021-2022» (a school year) or «2022-01-01..2022-06-30»."""
    if len(words) == 4:
        return Period(date(int(words), 1, 1), date(int(words), 12, 31))
    if len(words) == 9:
        return Period(date(int(words[:4]), 9, 1), date(int(words[5:]), 8, 31))
    start, end = words.split("..")
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def shown(windows: tuple[Window, ...]) -> str:
    """«2022-03-10..2022-03-15;..2022-04-01»."""
    return ";".join(f"{window.start or ''}..{window.end}" for window in windows)
