"""Indicators of mentoring in words and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from innoreg.i18n import N_, _
from innoreg.ledger import State
from innoreg.queries.programme_indicators import (
    Direction,
    Dynamics,
    Indicators,
    ListHistory,
    Share,
    meetings_in_tenths,
    share_in_tenths,
)
from innoreg.report.citations import reference_title
from innoreg.report.tables import Line

_DIRECTIONS: dict[Direction, str] = {
    "improved": N_("better"), "steady": N_("steady"), "worse": N_("worse"),
}  # fmt: skip


def indicator_lines(state: State, figures: Indicators, pairs: int) -> Iterator[Line]:
    """Coverage, plans, reports, meetings; the list over the years; how results changed."""
    if not pairs and figures.history is None:
        return
    yield Line("")
    yield Line(" · ".join(_figures(figures)), style="bold")
    if figures.history:
        yield Line("; ".join(_list_texts(state, figures.history)))
    if figures.dynamics:
        said = _("while the pairs lasted, results improved: {share}",
                 share=share_text(figures.improved))  # fmt: skip
        yield Line(said)
        for school, change in figures.dynamics.items():
            yield Line(f"{reference_title(state.registry, school)}: {dynamics_text(change)}", 2)


def _figures(figures: Indicators) -> list[str]:
    reported = _("reports in time: {share}", share=share_text(figures.reported))
    if figures.late or figures.overdue:
        reported += ", " + _(
            "late {late}, overdue {overdue}", late=figures.late, overdue=figures.overdue
        )
    rate = meetings_in_tenths(figures.meetings, figures.pair_days)
    return [
        _("coverage: {share}", share=share_text(figures.coverage)),
        _("with a plan: {share}", share=share_text(figures.with_plan)),
        reported,
        _("meetings a month: {n}", n="–" if rate is None else tenths_text(rate)),
    ]


def _list_texts(state: State, history: ListHistory) -> Iterator[str]:
    def names(refs: Iterable[str]) -> str:
        return ", ".join(reference_title(state.registry, ref) for ref in refs)

    if history.entered:
        n, who = len(history.entered), names(history.entered)
        yield _("entered the list: {n} ({names})", n=n, names=who)
    left = share_text(Share(len(history.left), history.before))
    if history.left:
        yield _("left it: {share} ({names})", share=left, names=names(history.left))
    by_years: dict[int, list[str]] = {}
    for school, years in history.years.items():
        by_years.setdefault(years, []).append(school)
    for years in sorted(by_years):
        if years > 1:
            yield _("year {n} in a row: {names}", n=years, names=names(by_years[years]))


def dynamics_text(change: Dynamics) -> str:
    """«30,0 → 22,0 %, −8,0 п. п., лучше»."""
    tenths = change.change_tenths
    sign = "−" if tenths < 0 else "+" if tenths else ""
    return _(
        "{before} → {now} % ({year}), {change} points, {direction}",
        before=tenths_text(share_in_tenths(change.before) or 0),
        now=tenths_text(share_in_tenths(change.now) or 0),
        year=change.year,
        change=sign + tenths_text(abs(tenths)),
        direction=_(_DIRECTIONS[change.direction]),
    )


def share_text(share: Share) -> str:
    """«11 из 14 (78,6 %)», «–» without a denominator."""
    tenths = share_in_tenths(share)
    if tenths is None:
        return "–"
    return _("{n} of {of} ({percent} %)", n=share.part, of=share.whole, percent=tenths_text(tenths))


def tenths_text(tenths: int) -> str:
    """Tenths as a number with one decimal, in Russian with a comma."""
    return _("{n}.{tenth}", n=tenths // 10, tenth=tenths % 10)


def indicator_fields(found: Indicators) -> dict[str, Any]:
    """The figures as JSON has them."""
    history = found.history
    return {
        "coverage": found.coverage._asdict(),
        "with_plan": found.with_plan._asdict(),
        "reported": {**found.reported._asdict(), "late": found.late, "overdue": found.overdue},
        "meetings": {"part": found.meetings, "pair_days": found.pair_days},
        "list": history
        and {
            "entered": list(history.entered),
            "left": list(history.left),
            "before": history.before,
            "years": dict(history.years),
        },
        "improved": found.improved._asdict(),
        "dynamics": [
            {
                "school": school,
                "year": change.year,
                "before": change.before._asdict(),
                "now": change.now._asdict(),
                "direction": change.direction,
            }
            for school, change in found.dynamics.items()
        ],
    }
