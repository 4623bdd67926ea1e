"""Indicators whose values are computed from the register of mentoring, by district and checkpoint."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from innoreg.ledger import Ledger
from innoreg.ledger.affiliation import district_of
from innoreg.model.district import District
from innoreg.model.indicator import Formula, Indicator
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.queries.indicator_values import (
    REGION,
    Figure,
    IndicatorAnswer,
    answer_indicator,
    checkpoints,
)
from innoreg.queries.pair_life import pair_lives
from innoreg.queries.programme_indicators import Indicators, indicators, mentees_of

_MONTH = 30


def answer_on(
    registry: Registry, indicator: Indicator, day: date, years: Iterable[int] = ()
) -> IndicatorAnswer:
    """The indicator as known on the day, from its table or its formula."""
    if indicator.compute is None:
        return answer_indicator(registry, indicator, day, years=years)
    points = checkpoints(indicator, (), years)
    ledger = Ledger(registry)
    # What a day to come will bring is not known.
    computed = {
        point: _figures(ledger, indicator.compute, point) for point in points if point <= day
    }
    return answer_indicator(registry, indicator, day, computed, years)


def _figures(ledger: Ledger, formula: Formula, point: date) -> Mapping[str, Figure]:
    state, registry = ledger.state(point), ledger.registry
    lives = pair_lives(state)
    schools = {school.id: district_of(registry, school.id) for school in registry.all(School)}
    pairs = {
        ref: {district_of(registry, school) for school in mentees_of(state, ref)} for ref in lives
    }
    found: dict[str, Figure] = {}
    for place in (*(each.id for each in registry.all(District)), REGION):
        own_pairs = [ref for ref, places in pairs.items() if place == REGION or place in places]
        own_schools = [s for s, at in schools.items() if place in (REGION, at)]
        share = _share(indicators(state, lives, own_pairs, own_schools), formula)
        if share:
            # Computed of all districts at once: nobody has failed to report.
            of = len(registry.all(District)) if place == REGION else None
            found[place] = Figure(Fraction(share[0]), Fraction(share[1]), point, of)
    return found


def _share(figures: Indicators, formula: Formula) -> tuple[int, int] | None:
    """Numerator and denominator; None without a denominator."""
    found: tuple[int, int] = (0, 0)
    if formula == "meetings":
        found = (figures.meetings * _MONTH, figures.pair_days)
    elif formula == "left":
        history = figures.history
        found = (len(history.left), history.before) if history else (0, 0)
    elif formula == "improved_share":
        found = figures.improved
    elif formula == "coverage":
        found = figures.coverage
    elif formula == "with_plan":
        found = figures.with_plan
    else:
        found = figures.reported
    return found if found[1] else None
