"""Parses the words of terms with the registry's settings and the period of their document."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from innoreg.deadlines import (
    Calendar,
    Deadline,
    Period,
    SchoolHolidays,
    WorkingDays,
    august_of_rows,
    names_august,
    parse_once,
)
from innoreg.model.base import ClosedTerm
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.settings import Settings


# Asked for each term; one process seldom reads more than two registries (`diff`).
@lru_cache(maxsize=8)
def registry_calendar(settings: Settings) -> Calendar:
    """How the registry counts weeks, school years and school quarters."""
    month, day = (int(part) for part in settings.school_year_end.split("-"))
    return Calendar(
        weeks=settings.weeks,
        school_year_end=(month, day),
        school_quarters=_periods(settings.school_quarters),
        august=settings.school_year_august or "",
        school_trimesters=_periods(settings.school_trimesters),
        school_semesters=_periods(settings.school_semesters),
        school_holidays=tuple(
            SchoolHolidays(each.season, Period(each.from_, each.to))
            for each in settings.school_holidays
        ),
        working_days=WorkingDays(
            settings.six_day_week,
            tuple((term.from_, term.to) for term in settings.days_off),
            settings.days_worked,
        ),
    )


def calendar_for(
    words: Iterable[str], document: Roadmap | Order | Pair, settings: Settings
) -> Calendar:
    """The registry's way of counting for these terms of a document.

    The rows of a plan say whether its August opens the school year or closes it.
    """
    usual = registry_calendar(settings)
    if usual.august or not isinstance(document, Roadmap) or not any(map(names_august, words)):
        return usual
    lists: dict[int, list[str]] = {}
    for placed in placed_items(document):
        lists.setdefault(id(placed.section), []).extend(placed.item.deadline)
    return usual._replace(august=august_of_rows(lists.values()))


def _periods(terms: Iterable[ClosedTerm]) -> tuple[Period, ...]:
    return tuple(Period(term.from_, term.to) for term in terms)


def document_period(document: Roadmap | Order) -> Period:
    """The period of a document, in which its terms without a year lie."""
    if isinstance(document, Roadmap):
        first, last = document.period.from_, document.period.to
    else:
        first, last = document.context
    # A reversed period is a finding of the rules; the terms are still read.
    return Period(min(first, last), max(first, last))


def pair_period(pair: Pair, start: date | None, ends: Iterable[date | None] = ()) -> Period | None:
    """The days in which terms of a pair's plan without a year lie; None where it has no first day.

    start: of the pair, by the order where there is one. ends: last days that orders gave it; one
    that ends it early makes no other day of the words of its plan.
    """
    first = start or pair.from_
    if first is None:
        return None
    last = max((day for day in (pair.to, *ends) if day), default=first.replace(month=12, day=31))
    return Period(first, max(first, last))


def parse_term(words: str, period: Period, settings: Settings) -> Deadline:
    """The deadline that `words` mean inside `period`; the same words are parsed only once."""
    # Plans repeat few wordings: the language keeps what it parsed.
    return parse_once(words, period, registry_calendar(settings))
