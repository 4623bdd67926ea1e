"""Life cycles: the steps of one subject folded into where it stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple, cast

from innoreg.ledger.step import Problem, ProblemCode, Step, StepKind, problem_at

Status = Literal[
    "proposed",
    "applied",
    "draft",
    "signed",
    "recommended",
    "consented",
    "refused",
    "approved",
    "active",
    "assigned",
    "reported",
    "in_force",
    "completed",
    "terminated",
    "replaced",
    "repealed",
    "absent",
    "unknown",
]
"""absent: no document makes it yet; unknown: it was there before the register, which knows no more."""
SubjectKind = Literal["program", "project", "site", "pair", "roadmap", "order"]

FIRST: Mapping[SubjectKind, Status] = {
    "program": "proposed",
    "project": "proposed",
    "site": "applied",
    "pair": "proposed",
    "roadmap": "draft",
    "order": "signed",
}
STARTED: Mapping[SubjectKind, Status] = {
    "program": "approved",
    "project": "approved",
    "site": "active",
    "pair": "assigned",
    "roadmap": "in_force",
    "order": "in_force",
}
RUNNING = frozenset({"approved", "active", "assigned", "reported", "in_force"})
ENDED = frozenset({"completed", "terminated", "replaced"})
STARTING = frozenset({"opening", "approved", "granted", "assigned", "in_force"})


@dataclass(frozen=True, slots=True)
class Life:
    """Where a subject stands: its status, since when and by which step, and its term."""

    kind: SubjectKind
    status: Status
    since: date | None = None
    by: Step | None = None
    start: date | None = None
    end: date | None = None

    @property
    def has_started(self) -> bool:
        """Whether it was begun and no order has ended it, whatever its term says."""
        return self.status in RUNNING

    @property
    def has_ended(self) -> bool:
        """Whether an order ended it."""
        return self.status in ENDED


Change = tuple[Life, ProblemCode | None]


class Outcome(NamedTuple):
    """A subject after its steps: those that took effect (and repeals), and what could not be."""

    life: Life
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]


def fold_steps(kind: SubjectKind, steps: Iterable[Step]) -> Outcome:
    """The subject's life after these steps (oldest first), with those that took effect.

    Steps that could not be are problems; an extension before any start, for example, is a
    problem and takes effect nevertheless.
    """
    first = life = Life(kind, FIRST[kind])
    told: list[Step] = []
    standing: list[Step] = []
    repeals: list[Step] = []
    problems: list[Problem] = []
    for step in steps:
        if step.kind == "repealed":
            repeals.append(step)
            told.append(step)
            # A repeal undoes earlier steps: fold the surviving ones again from the start. The
            # undone stay in `told`, for the chain shows what was in force before.
            standing = [s for s in standing if not s.is_voided_by(step)]
            life = _fold_again(first, life, standing, step)
        elif not any(step.is_voided_by(r) for r in repeals):
            life, code = _apply_step(life, step)
            # These two change nothing. Every other problem is a doubt about a step that counts.
            if code != "step-after-end" and code != "already-started":
                told.append(step)
                standing.append(step)
            if code:
                problems.append(problem_at(code, step, status=life.status))
    return Outcome(life, tuple(told), tuple(problems))


def _fold_again(first: Life, before: Life, standing: list[Step], repeal: Step) -> Life:
    life = first
    for step in standing:
        life, _code = _apply_step(life, step)
    # Back at the start although it had begun: that is more than «proposed», it was repealed.
    if life.status == first.status != before.status:
        return _with_status(life, repeal)
    return life


def _apply_step(life: Life, step: Step) -> Change:
    change = _CHANGES.get(step.kind)
    return change(life, step) if change else (life, None)


def _begin(life: Life, step: Step) -> Change:
    if life.has_ended:
        return life, "step-after-end"
    # A plan comes into force with the order it is appended to, and the clause that approves it
    # by name comes after that: no second start.
    if life.has_started and not (life.by and life.by.kind == "in_force"):
        return life, "already-started"
    code: ProblemCode | None = "assigned-without-consent" if life.status == "refused" else None
    start = step.start or step.day
    return Life(life.kind, STARTED[life.kind], step.day, step, start, step.end), code


def _mark(life: Life, step: Step) -> Change:
    if (
        life.has_started
        or life.has_ended
        or (step.kind == "recommended" and step.other not in OPENERS)
    ):
        return life, None
    return _with_status(life, step), None


def _report(life: Life, step: Step) -> Change:
    return (_with_status(life, step) if life.has_started else life), None


def _extend(life: Life, step: Step) -> Change:
    if life.has_ended:
        return life, "step-after-end"
    code: ProblemCode | None = None if life.has_started else "step-before-start"
    # Only the first doubt is told; the new day counts in any case, since the order says so.
    if step.end and life.end and step.end <= life.end:
        code = code or "extend-backwards"
    return replace(life, end=step.end or life.end), code


def _amend(life: Life, step: Step) -> Change:
    return replace(life, end=step.end or life.end), None


def _finish(life: Life, step: Step) -> Change:
    if life.has_ended:
        return life, "step-after-end"
    code: ProblemCode | None = None if life.has_started else "step-before-start"
    # A pair that an order ends has a last day of its own.
    return replace(_with_status(life, step), end=step.end or life.end), code


def _with_status(life: Life, step: Step) -> Life:
    """The status that bears the name of the step."""
    return replace(life, status=cast(Status, step.kind), since=step.day, by=step)


OPENERS = frozenset({"approve", "grant", "assign_pairs"})
_CHANGES: Mapping[StepKind, Callable[[Life, Step], Change]] = {
    **dict.fromkeys(("opening", "in_force", "approved", "granted", "assigned"), _begin),
    **dict.fromkeys(("recommended", "consented", "refused"), _mark),
    **dict.fromkeys(("completed", "terminated", "replaced"), _finish),
    "reported": _report,
    "extended": _extend,
    "amended": _amend,
}
