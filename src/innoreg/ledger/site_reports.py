"""Reports of a site: its steps sorted to the interim and the final one, and what does not fit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Literal, NamedTuple, get_args

from innoreg.ledger.step import Problem, Step, problem_at, surviving_steps
from innoreg.model.event import TermReport

Stage = Literal["due", "submitted", "accepted", "returned", "cancelled"]
REPORTS: tuple[TermReport, ...] = ("interim", "final")
"""Those that an order asks for by name; the yearly ones are known by their years."""
_STAGES: Mapping[str, Stage] = {
    "terms_set": "due",
    "submitted": "submitted",
    "accepted": "accepted",
    "assessed": "submitted",
    "returned": "returned",
    "cancelled": "cancelled",
    "reopened": "due",
}
_ENDS = frozenset({"completed", "terminated"})


def report_order(report: str) -> tuple[int, str]:
    """What reports of a site are sorted by: interim, final, then by year."""
    named = get_args(TermReport)
    return (named.index(report), "") if report in named else (len(named), report)


class Reports(NamedTuple):
    """The steps of each report and how far it has come; only reports that an order asks for."""

    steps: Mapping[str, tuple[Step, ...]]
    stages: Mapping[str, Stage]
    problems: tuple[Problem, ...] = ()

    def with_step(self, step: Step) -> "Reports":
        """The reports once the site has taken `step`."""
        # Before the other question: the step that ends a site says nothing of reports.
        if step.kind in _ENDS:
            return self._with_cancelled(step)
        if not _is_about_report(step):
            return self
        report = step.report or self._implied_report(step)
        if report and (report in self.steps or step.kind == "terms_set"):
            steps = {**self.steps, report: (*self.steps.get(report, ()), step)}
            stage = _STAGES.get(step.kind) or self.stages[report]
            if step.kind == "assessed" and step.other == "remarks":
                stage = "returned"
            return Reports(steps, {**self.stages, report: stage}, self.problems)
        # A programme may be returned for correction where no report was ever asked for.
        if step.kind == "returned":
            return self
        return self._replace(problems=(*self.problems, problem_at("no-such-report", step)))

    def _implied_report(self, step: Step) -> str | None:
        """Which report a step means that does not say: the first one it can be about."""
        fitting = ("submitted",) if step.kind in ("accepted", "returned") else ()
        # Acceptance without a word which report goes to the one handed in; else, like everything
        # else, to the first one still open, interim before final.
        for stages in (fitting, ("due", "returned", "submitted")):
            for report in self._in_order:
                if self.stages.get(report) in stages:
                    return report
        return next(iter(self._in_order), None)

    @property
    def _in_order(self) -> tuple[str, ...]:
        """Those that are asked for: interim before final, then by year."""
        return tuple(sorted(self.steps, key=report_order))

    def _with_cancelled(self, step: Step) -> "Reports":
        """A site that ended owes nothing more."""
        off = replace(step, kind="cancelled")
        steps = {report: (*steps, off) for report, steps in self.steps.items()}
        return self._replace(steps=steps)


def _is_about_report(step: Step) -> bool:
    """Whether it is a report's step and not, say, a new last day of the site itself."""
    # An order that extends the site gives a day, an event that moves a report gives words.
    moved = step.kind == "extended" and step.words
    return bool(step.kind in _STAGES or moved or (step.kind == "amended" and step.report))


def sort_reports(steps: Iterable[Step]) -> Reports:
    """Sort the steps of a site, oldest first; what a repeal ended is left out of the answer."""
    every = tuple(steps)
    told = Reports({}, {})
    for index, step in enumerate(every):
        if step.kind == "repealed":
            left = reduce(Reports.with_step, surviving_steps(every[: index + 1]), Reports({}, {}))
            # A repeal undoes steps, not what was wrong with them.
            told = left._replace(problems=told.problems)
        else:
            told = told.with_step(step)
    return told
