"""The period of a document, in which the words of a term are read, as a person types it."""

import re
from datetime import date

from innoreg.cli.common_options import parse_day
from innoreg.deadlines import Calendar, Period
from innoreg.errors import WrongUsage
from innoreg.i18n import T


def parse_context(words: str, rules: Calendar) -> Period:
    """The period typed as `2022-01-01..2022-12-31`, `2022` or a school year, `2021-2022`.

    A school year ends on the day that `rules` name. Raises WrongUsage for other words.
    """
    if re.fullmatch(r"\d{4}", words) and int(words):
        return calendar_year(int(words))
    school = re.fullmatch(r"(\d{4})[-/](\d{4})", words)
    if school and int(school[2]) == int(school[1]) + 1 and int(school[1]):
        return Period(date(int(school[1]), 9, 1), date(int(school[2]), *rules.school_year_end))
    start, dots, end = words.partition("..")
    if not dots:
        raise WrongUsage(
            T("not a period: “{words}”", words=words),
            T("write 2022-01-01..2022-12-31, 2022 or 2021-2022"),
        )
    return checked_period(parse_day(start), parse_day(end))


def checked_period(start: date, end: date) -> Period:
    """The period of two days, the last included; WrongUsage where it ends before it begins."""
    if end < start:
        raise WrongUsage(
            T("the period ends ({end}) before it begins ({start})", end=end, start=start),
            T("change the two days"),
        )
    return Period(start, end)


def calendar_year(year: int) -> Period:
    """The first of January to the last of December."""
    return Period(date(year, 1, 1), date(year, 12, 31))
