"""The yearly reports that the rules of a kind of site ask for, as terms set by the clause that granted it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from innoreg.deadlines import Period
from innoreg.deadlines.month_names import MONTHS
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.application_life import day_in_year
from innoreg.ledger.life_cycle import Life, Outcome
from innoreg.ledger.step import Step
from innoreg.model.application import Application
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules, YearlyReport

_DAY = timedelta(days=1)
_AHEAD = 20
"""Years for which reports are asked where neither orders nor rules end a status."""


def grant_of(steps: tuple[Step, ...]) -> Step | None:
    """The step that granted the status last."""
    return next((step for step in reversed(steps) if step.kind == "granted"), None)


def rules_of(registry: Registry, site: Site, grant: Step | None) -> SiteRules | None:
    """The rules a site lives by: its application's; else the newest of its type and issuer.

    None where no order of the register granted the status: what began before it has no rules here.
    """
    if grant is None or grant.day is None:
        return None
    application = registry.get(Application, site.application)
    if application and (own := registry.get(SiteRules, application.rules)):
        return own
    order = registry.get(Order, grant.order)
    issuer = canonical_ref(registry, order.issuer) if order else None
    fitting = [
        each
        for each in registry.all(SiteRules)
        if each.site_type == site.type
        and canonical_ref(registry, each.issuer) == issuer
        and (each.from_ or date.min) <= grant.day
    ]
    return max(fitting, key=lambda each: (each.from_ or date.min, each.id), default=None)


def with_yearly_terms(registry: Registry, site: Site, outcome: Outcome) -> tuple[Step, ...]:
    """The steps of a site, after the grant one for each yearly report.

    Where an order sets terms of reports itself, its own terms stay what they are, and none is added.
    """
    steps, life = outcome.steps, outcome.life
    grant = grant_of(steps)
    rules = rules_of(registry, site, grant) if life.has_started or life.has_ended else None
    if grant is None or rules is None or rules.report is None:
        return steps
    if any(step.kind == "terms_set" for step in steps):
        return steps
    first, last = status_days(rules, grant, life)
    terms = (
        replace(
            grant,
            kind="terms_set",
            start=max(begin, first),
            end=None,
            report=str(due.year),
            words=(f"до {due.day} {MONTHS[due.month - 1][1]} {due.year} года",),
            period=Period(date(due.year, 1, 1), date(due.year, 12, 31)),
            other=rules.id,
        )
        for begin, due in yearly_dues(rules.report, first, last)
    )
    at = steps.index(grant) + 1
    return (*steps[:at], *terms, *steps[at:])


def status_days(rules: SiteRules, grant: Step, life: Life) -> tuple[date, date]:
    """First and last day of a status: by the orders, else the longest term that the rules allow.

    Never by the day asked about: kept answers hold until something happens.
    """
    assert grant.day is not None
    first = max(grant.start or grant.day, grant.day)
    if life.has_ended and life.since:
        return first, life.since
    if life.end:
        return first, life.end
    years = rules.term.max_years or _AHEAD
    return first, day_in_year(f"{first:%m-%d}", first.year + years) - _DAY


def yearly_dues(rules: YearlyReport, first: date, last: date) -> Iterator[tuple[date, date]]:
    """First day and due day of each reporting year with enough days of a status from `first` to `last`."""
    for year in range(first.year, last.year + 2):
        end = day_in_year(rules.year_ends, year)
        begin = day_in_year(rules.year_ends, year - 1) + _DAY
        days = (min(end, last) - max(begin, first)).days + 1
        if days >= rules.min_days:
            # A report for a year that ends in December falls due in the next one.
            yield begin, day_in_year(rules.due, year if rules.due > rules.year_ends else year + 1)
