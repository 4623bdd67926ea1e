"""A step: what one clause, opening or event did to one subject; a problem: a step that could not be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any, Literal

from innoreg.deadlines import Period
from innoreg.i18n import N_, T
from innoreg.model.base import Record
from innoreg.model.registry import Path
from innoreg.model.school import FLAG_NAMES

CountedFrom = tuple[tuple[str, date], ...]
"""The days that terms are counted from, by their names in `Offset.anchor`; "" is set by hand."""

StepKind = Literal[
    "opening",
    "applied",
    "registered",
    "reviewed",
    "corrected",
    "rejected",
    "advised",
    "assessed",
    "in_force",
    "approved",
    "granted",
    "assigned",
    "appointed",
    "list_approved",
    "listed",
    "recommended",
    "consented",
    "refused",
    "plan_approved",
    "terms_set",
    "reported",
    "submitted",
    "accepted",
    "returned",
    "done",
    "cancelled",
    "reopened",
    "extended",
    "amended",
    "completed",
    "terminated",
    "replaced",
    "repealed",
]

_WHAT: Mapping[StepKind, str] = {
    "opening": N_("was so before the register: {words}"),
    "applied": N_("application received"),
    "registered": N_("application registered: {other}"),
    "reviewed": N_("an expert's opinion: {words}"),
    "corrected": N_("came back corrected"),
    "rejected": N_("rejected"),
    "advised": N_("the council advises: {other}"),
    "assessed": N_("report assessed: {other}"),
    "in_force": N_("came into force"),
    "approved": N_("approved"),
    "granted": N_("status granted"),
    "assigned": N_("pair assigned"),
    "appointed": N_("appointed: {other}"),
    "list_approved": N_("list of schools approved: “{other}”"),
    "listed": N_("put on the list “{other}”"),
    "recommended": N_("recommended; an order has yet to decide"),
    "consented": N_("all who were asked gave consent"),
    "refused": N_("consent refused"),
    "plan_approved": N_("plan of the pair approved"),
    "terms_set": N_("term set: {words}"),
    "reported": N_("report handed in"),
    "submitted": N_("results handed in"),
    "accepted": N_("results accepted"),
    "returned": N_("returned for revision"),
    "done": N_("done"),
    "cancelled": N_("taken off control"),
    "reopened": N_("on control again"),
    "extended": N_("term extended: {words}"),
    "amended": N_("amended: {words}"),
    "completed": N_("completed"),
    "terminated": N_("terminated before its time"),
    "replaced": N_("replaced by {other}"),
    "repealed": N_("{other} repealed: its effects end"),
}
_BARE: Mapping[StepKind, str] = {
    "appointed": N_("appointed"),
    "registered": N_("application registered"),
    "reviewed": N_("an expert's opinion"),
    "terms_set": N_("instructed without a term"),
    "extended": N_("extended without a new day"),
    "amended": N_("amended"),
}
"""The same where the clause gives no words, day or role."""
_TOLD_BY_OTHER = frozenset(
    {"appointed", "list_approved", "listed", "registered", "advised", "assessed"}
)
_NAMES: Mapping[str, str] = {
    **FLAG_NAMES,
    "prolong": N_("prolong the status"),
    "complete": N_("complete the site"),
    "end_early": N_("end the status early"),
    "approve": N_("approve"),
    "positive": N_("positively"),
    "remarks": N_("with remarks"),
    "negative": N_("negatively"),
}
EARLY_ENDS: Mapping[str, str] = {
    "own_request": N_("at its own request"),
    "no_report": N_("no report handed in"),
    "negative_report": N_("report assessed negatively"),
    "reorganised": N_("the organisation was reorganised"),
    "breach": N_("the rules were broken"),
    "mentor_refused": N_("the mentor refused"),
    "mentee_refused": N_("the mentee refused"),
    "left_list": N_("the school left the list"),
    "no_activity": N_("no activity"),
    "goal_reached": N_("the goal is reached"),
}
"""Why the status of a site, or a pair, ends before its time; another reason stands in words."""


# Not frozen, though nobody changes one: a register has thousands, and freezing takes four times
# as long as all the rest of making them.
@dataclass(slots=True, unsafe_hash=True)
class Step:
    """One link of the chain that made a subject what it is.

    day: None means before the register began, on a day unknown. subject: the shortest reference
    of what it happened to. report: which report of a site: interim, final, or a year. order, clause:
    the source; both None for an opening or an event, clause None for an order as a whole.
    record, path: where the words stand, for `registry.place(step.record, *step.path)`.
    words: the words of a term, a new text or a basis.
    counted_from: the days its term may be counted from, see `CountedFrom`. anchor: the row, clause
    or order that brings that day.
    other: what else takes part (the new pair, the role, the field amended, what is repealed).
    """

    day: date | None
    subject: str
    kind: StepKind
    record: Record = field(repr=False, compare=False)
    path: Path = ()
    order: str | None = None
    clause: str | None = None
    start: date | None = None
    end: date | None = None
    report: str | None = None
    occurrence: int | None = None
    addressee: str | None = None
    words: tuple[str, ...] = ()
    period: Period | None = None
    other: str | None = None
    voids: frozenset[str] = frozenset()
    counted_from: CountedFrom = ()
    anchor: str | None = None

    @property
    def what(self) -> T:
        """What it did, for the reader."""
        words = "; ".join(self.words) or (f"{self.end:%d.%m.%Y}" if self.end else "")
        # An appointment is told by its role, a list by its name, everything else by words or a day.
        told = self.other if self.kind in _TOLD_BY_OTHER else words
        text = _WHAT[self.kind] if told else _BARE.get(self.kind, _WHAT[self.kind])
        name = _NAMES.get(self.other or "")
        if self.kind == "terms_set" and self.other:
            text = N_("term set by the rules {other}: {words}")
        if self.kind == "terminated" and self.other:
            text, name = N_("terminated before its time: {other}"), EARLY_ENDS.get(self.other)
        return T(text, words=words, other=T(name) if name else self.other or "")

    @property
    def source(self) -> str | None:
        """The clause or order that did it, as a reference; None for an opening or an event."""
        return f"{self.order}/{self.clause}" if self.order and self.clause else self.order

    def is_voided_by(self, repeal: "Step") -> bool:
        """Whether `repeal` ends the effects of this step."""
        return self.order in repeal.voids or self.source in repeal.voids


ProblemCode = Literal[
    "step-before-start",  # completed, extended … though nothing in the register began it
    "step-after-end",  # an order goes on with what an earlier order ended
    "already-started",  # approved, granted or assigned a second time
    "assigned-without-consent",  # a pair whose last answer is a refusal
    "extend-without-date",  # neither `to` nor a term that can be dated
    "extend-backwards",  # the new last day is not later than the old one
    "wrong-subject",  # the clause names a record of a kind it cannot act on
    "terms-for-nobody",  # terms of reports without a single site
    "no-such-report",  # a report is handed in or accepted that no order asked for
    "already-accepted",  # in `Duty.problems`
    "no-such-occurrence",  # in `Duty.problems`: an event counts further than the term
    "repeals-itself",
    "repeals-later-order",
    "already-repealed",
    "amend-was-differs",  # `was` is not the wording in force
    "amend-unreadable-date",  # `to` is amended to words that are no day
    "amend-ambiguous",  # one deadline amended in a clause that sets several
]


@dataclass(frozen=True, slots=True)
class Problem:
    """A step that cannot be, where it stands: `registry.place(p.record, *p.path)`.

    params: sorted names and values for the message. day: from which day the state has it.
    """

    code: ProblemCode
    record: Record = field(repr=False, compare=False)
    path: Path = ()
    params: tuple[tuple[str, Any], ...] = ()
    day: date | None = None


def problem_at(code: ProblemCode, at: Step, **params: Any) -> Problem:
    """The problem that the step `at` is, with its subject and kind for the message."""
    # Sorted, so that two runs over the same register compare equal.
    shared = {"subject": at.subject, "step": at.kind, **params}
    return Problem(code, at.record, at.path, tuple(sorted(shared.items())), at.day)


def steps_until(day: date, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Those of the steps, oldest first, that had happened by the day."""
    last = steps[-1].day if steps else None
    # Most days asked about lie after all steps: then nothing is copied.
    if last is None or last <= day:
        return steps
    return tuple(takewhile(lambda step: step.day is None or step.day <= day, steps))


def surviving_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that no repeal among them voids, without the repeals."""
    every = tuple(steps)
    repeals = [step for step in every if step.kind == "repealed"]
    # Nearly every chain: the pairwise look below is for the few with a repeal.
    if not repeals:
        return every
    kept = (step for step in every if step.kind != "repealed")
    return tuple(step for step in kept if not any(step.is_voided_by(r) for r in repeals))
