"""The life of a pair in words and as JSON: state, plan, meetings, what should be looked into."""

from collections.abc import Iterator
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.ledger import State
from innoreg.ledger.step import EARLY_ENDS
from innoreg.queries.pair_life import Mark, PairLife, PairState
from innoreg.report import display_texts

_STATES: dict[PairState, str] = {
    "agreed": N_("agreed"),
    "assigned": N_("assigned, no plan yet"),
    "active": N_("works by a plan"),
}
_MARKS: dict[Mark, str] = {
    "no_consent": N_("no consent on file"),
    "no_plan": N_("no approved plan"),
}


def state_text(life: PairLife) -> str:
    """What the status does not say: agreed, no plan yet, why it ended early; else ""."""
    if life.reason:
        return _(EARLY_ENDS.get(life.reason, life.reason))
    return _(_STATES[life.state]) if life.state in _STATES else ""


def plan_text(life: PairLife) -> str:
    """Whether the plan is approved, how many of its rows are done and overdue."""
    if life.approved is None:
        return _("no approved plan")
    said = _("plan approved {day}", day=display_texts.day(life.approved))
    if life.plan:
        done = sum(row.state in ("done", "late") for row in life.plan)
        said += ", " + _("rows done {n} of {of}", n=done, of=len(life.plan))
    overdue = [row.row.number.rstrip(".") for row in life.plan if row.state == "overdue"]
    if overdue:
        said += ", " + _("overdue rows: {numbers}", numbers=", ".join(overdue))
    return said


def meetings_text(life: PairLife) -> str:
    """How many meetings, and the last one."""
    meetings = life.meetings
    if not meetings:
        return _("no meetings")
    count = ngettext("{n} meeting", "{n} meetings", len(meetings))
    return _("{count}, the last {day}", count=count, day=display_texts.day(meetings[-1]))


def mark_texts(state: State, life: PairLife) -> Iterator[str]:
    """What should be looked into, in words."""
    for mark in life.marks:
        if mark == "silent" and life.silent_since:
            days = (state.day - life.silent_since).days
            yield ngettext("no meeting for {n} day", "no meeting for {n} days", days)
        elif mark == "report_overdue":
            for report in life.reports:
                if report.progress.state == "overdue":
                    late = display_texts.days_late(report.progress.days or 0)
                    yield _("report {ref}: {late}", ref=report.ref, late=late)
        else:
            yield _(_MARKS[mark])


def life_fields(life: PairLife) -> dict[str, Any]:
    """The life of a pair as JSON has it."""
    return {
        "state": life.state,
        "marks": list(life.marks),
        "reason": life.reason,
        "plan": {
            "approved": life.approved,
            "rows": [
                {"number": row.row.number, "due": row.due, "state": row.state, "days": row.days}
                for row in life.plan
            ],
        },
        "meetings": list(life.meetings),
        "owed": [
            {"ref": r.ref, "state": r.progress.state, "days": r.progress.days} for r in life.reports
        ],
    }
