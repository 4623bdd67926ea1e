"""Parses the words of terms with the registry's settings and the period of their document."""

from functools import lru_cache

from innoreg.deadlines import Calendar, Deadline, Period, parse_once
from innoreg.model.order import Order
from innoreg.model.roadmap import Roadmap
from innoreg.model.settings import Settings


# Asked for each term; one process seldom reads more than two registries (`diff`).
@lru_cache(maxsize=8)
def registry_calendar(settings: Settings) -> Calendar:
    """How the registry counts weeks, school years and school quarters."""
    month, day = (int(part) for part in settings.school_year_end.split("-"))
    return Calendar(
        weeks=settings.weeks,
        school_year_end=(month, day),
        school_quarters=tuple(Period(q.from_, q.to) for q in settings.school_quarters),
    )


def document_period(document: Roadmap | Order) -> Period:
    """The period of a document, in which its terms without a year lie."""
    if isinstance(document, Roadmap):
        first, last = document.period.from_, document.period.to
    else:
        first, last = document.context
    # A reversed period is a finding of the rules; the terms are still read.
    return Period(min(first, last), max(first, last))


def parse_term(words: str, period: Period, settings: Settings) -> Deadline:
    """The deadline that `words` mean inside `period`; the same words are parsed only once."""
    # Plans repeat few wordings: the language keeps what it parsed.
    return parse_once(words, period, registry_calendar(settings))
