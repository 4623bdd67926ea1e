"""Points of experts: each one's total, whom the rules leave out, the result, and when a third is needed."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from innoreg.ledger.affiliation import canonical_ref, workplaces
from innoreg.model.application import Application, Review
from innoreg.model.exact_numbers import exact
from innoreg.model.registry import Registry
from innoreg.model.site_rules import SiteRules

LeftOut = Literal["conflict", "same_organisation", "asked", "incomplete"]
"""A conflict declared; works for the applicant; has not answered; a criterion lacks its points."""


class ExpertTotal(NamedTuple):
    """One expert: the total, or why there is none that counts."""

    expert: str
    review: Review
    total: Fraction | None
    left_out: LeftOut | None = None
    late: int = 0
    """Days past the time that the rules give, of one who has not answered."""


class Result(NamedTuple):
    """What several totals come to. used: the places of those it is the mean of, in order.

    mean: None while opinions are missing or a third expert is needed.
    """

    mean: Fraction | None
    used: tuple[int, ...] = ()
    spread: Fraction | None = None
    third_needed: bool = False


class Scores(NamedTuple):
    """All experts of an application on a day, and the result.

    passes: whether the result reaches the pass mark; None where there is no result or no mark.
    """

    experts: tuple[ExpertTotal, ...]
    result: Result
    passes: bool | None

    @property
    def counted(self) -> tuple[ExpertTotal, ...]:
        """The experts whose total counts."""
        return tuple(each for each in self.experts if each.total is not None)


def as_fraction(number: str) -> Fraction:
    """The number that a text with a comma or a dot writes."""
    return Fraction(*exact(number))


def combine_totals(totals: Sequence[Fraction], least: int, spread: Fraction | None) -> Result:
    """The mean; of totals too far apart the mean of the two closest, of equally close the lower two.

    Two that are too far apart have no result before a third one is there.
    """
    apart = max(totals) - min(totals) if totals else None
    if len(totals) < least or apart is None:
        return Result(None, (), apart)
    every = tuple(range(len(totals)))
    if spread is None or apart <= spread:
        return Result(sum(totals, Fraction()) / len(totals), every, apart)
    if len(totals) < 3:
        return Result(None, (), apart, third_needed=True)
    one, other = min(combinations(every, 2), key=lambda two: _closeness(totals, two))
    return Result((totals[one] + totals[other]) / 2, (one, other), apart)


def _closeness(totals: Sequence[Fraction], two: tuple[int, ...]) -> tuple[Fraction, Fraction]:
    one, other = (totals[at] for at in two)
    return abs(one - other), one + other


def total_of(rules: SiteRules, scores: Mapping[str, int]) -> Fraction | None:
    """Points times weights; None where a criterion has no points."""
    if any(each.id not in scores for each in rules.criteria):
        return None
    points = (as_fraction(each.weight) * scores[each.id] for each in rules.criteria)
    return sum(points, Fraction())


def score(registry: Registry, rules: SiteRules, application: Application, day: date) -> Scores:
    """The opinions given by the day, and what they come to."""
    own = {canonical_ref(registry, ref) for ref in application.organisations}
    experts = tuple(
        _expert(registry, rules, review, own, day)
        for review in application.reviews
        if any(on and on <= day for on in (review.asked, review.on))
    )
    totals = [each.total for each in experts if each.total is not None]
    spread = as_fraction(rules.experts.spread) if rules.experts.spread else None
    result = combine_totals(totals, rules.experts.min, spread)
    passes = None
    if result.mean is not None and rules.pass_ is not None:
        passes = result.mean >= as_fraction(rules.pass_)
    return Scores(experts, result, passes)


def _expert(
    registry: Registry, rules: SiteRules, review: Review, applicants: set[str], day: date
) -> ExpertTotal:
    expert = canonical_ref(registry, review.expert)
    if review.conflict:
        return ExpertTotal(expert, review, None, "conflict")
    # Whoever worked there when asked or when writing, as far as the register knows.
    days = [on for on in (review.asked, review.on) if on and on <= day]
    if any(applicants.intersection(workplaces(registry, expert, on)) for on in days):
        return ExpertTotal(expert, review, None, "same_organisation")
    if review.on is None or review.on > day:
        return ExpertTotal(expert, review, None, "asked", _days_late(rules, review, day))
    total = total_of(rules, review.by_criterion)
    return ExpertTotal(expert, review, total, None if total is not None else "incomplete")


def _days_late(rules: SiteRules, review: Review, day: date) -> int:
    if rules.experts.days is None or review.asked is None:
        return 0
    return max(0, (day - review.asked).days - rules.experts.days)
