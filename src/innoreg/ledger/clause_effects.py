"""What each kind of clause does: one function per kind, gathered in `EFFECTS`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, cast

from innoreg.ledger.clause_context import Act, Subject
from innoreg.ledger.occurrences import last_day
from innoreg.ledger.step import Problem, Step, StepKind
from innoreg.model.clause import (
    AmendPairs,
    AssignPairs,
    Extend,
    Grant,
    ListSchools,
    SetTerms,
    Terminate,
)
from innoreg.model.pair import Pair
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site

Facts = Iterator[Step | Problem]
_DAY = timedelta(days=1)
LASTING = ("program", "project", "site", "pair", "roadmap", "item", "clause")


def approve(act: Act) -> Facts:
    """Утвердить: the programme, project or plan is in force."""
    for found in act.subjects("program", "project", "roadmap", "order"):
        yield found if isinstance(found, Problem) else _start_step(act, found, "approved")


def grant(act: Act) -> Facts:
    """Присвоить статус: the site is active, from the day the clause names if it is later."""
    clause = cast(Grant, act.placed.clause)
    # Never before the order itself: a status granted for a year already begun counts from the
    # day of signing.
    day = max(act.day, clause.from_ or act.day)
    for found in act.subjects("site"):
        if isinstance(found, Problem):
            yield found
        else:
            # Only what the clause gives: the rest stays as the site's own record says.
            term: dict[str, Any] = {"start": clause.from_, "end": clause.to}
            yield _start_step(
                act, found, "granted", day=day, **{k: v for k, v in term.items() if v}
            )


def assign_pairs(act: Act) -> Facts:
    """Закрепить пары: the pairs are active; a pair that one replaces ends."""
    for found in act.subjects("pair"):
        if isinstance(found, Problem):
            yield found
            continue
        clause = cast(AssignPairs, act.placed.clause)
        yield from _assign(act, found, clause.from_, clause.to)


def _assign(
    act: Act, found: Subject, from_: date | None = None, to: date | None = None
) -> Iterator[Step]:
    """The pair is active, from its own first day or the one the clause gives; another may end."""
    pair = cast(Pair, found.target.record)
    start, end = pair.from_ or from_, pair.to or to
    day = max(act.day, start or act.day)
    yield _start_step(act, found, "assigned", day=day, start=start, end=end)
    if old := act.registry.find(pair.replaces or "", ("pair",)):
        yield act.step(old.ref, "replaced", day=day, other=pair.id)


def amend_pairs(act: Act) -> Facts:
    """Внести в приложение изменения: pairs end after their last day, others are added."""
    clause = cast(AmendPairs, act.placed.clause)
    ended: dict[str, int] = {}
    added: dict[str, Subject] = {}
    for index, change in enumerate(clause.changes):
        if old := act.registry.find(change.end or "", ("pair",)):
            ended[old.ref] = index
        elif new := act.registry.find(change.add or "", ("pair",)):
            added[new.ref] = Subject(new, ("changes", index, "add"))
    successors = {
        old.ref: ref
        for ref, found in added.items()
        if (old := act.registry.find(cast(Pair, found.target.record).replaces or "", ("pair",)))
    }
    for ref, index in ended.items():
        change = clause.changes[index]
        # The model sees to it that an end has its day.
        assert change.to is not None
        kind: StepKind = "replaced" if ref in successors else "terminated"
        reason = change.words if change.reason == "other" else change.reason
        other, last = successors.get(ref) or reason, change.to
        # Never before the order itself, as with a status.
        day = max(act.day, last + _DAY)
        yield act.step(ref, kind, ("changes", index, "end"), day=day, end=last, other=other)
    for found in added.values():
        # Whom it replaces has ended above, on the day the clause gives.
        yield from (
            s for s in _assign(act, found) if s.kind != "replaced" or s.subject not in ended
        )


def list_schools(act: Act) -> Facts:
    """Утвердить перечень: the schools of the appendix stand on the list, and no others.

    A step of the clause itself too: a list on which nobody stands ends the one before.
    """
    clause = cast(ListSchools, act.placed.clause)
    # Never before the order itself, as with a status.
    start = max(act.day, clause.from_ or act.day)
    term = {"start": start, "end": clause.to, "other": clause.flag}
    yield act.step(act.ref, "list_approved", (), **term)
    if found := act.appendix:
        at, appendix = found
        for index, row in enumerate(appendix.rows):
            target = act.registry.find(row.school, ("school",))
            if target:
                step = act.step(target.ref, "listed", (), **term)
                yield replace(step, path=("appendices", at, "rows", index))


def set_terms(act: Act) -> Facts:
    """Установить сроки представления результатов: each site owes each report."""
    clause = cast(SetTerms, act.placed.clause)
    sites = 0
    for found in act.subjects("site"):
        if isinstance(found, Problem):
            yield found
            continue
        sites += 1
        for index, term in enumerate(clause.terms):
            yield act.step(
                found.ref,
                "terms_set",
                ("terms", index),
                report=term.report,
                words=term.deadline,
                period=act.period,
                counted_from=act.counted_from,
                anchor=act.anchor,
            )
    if clause.terms and not sites:
        yield act.problem("terms-for-nobody")


def extend(act: Act) -> Facts:
    """Продлить: to the day given, or the last day of the clause's own term."""
    clause = cast(Extend, act.placed.clause)
    end = clause.to or last_day(clause.deadline, act.period, act.calendar)
    # The steps are made all the same: the subject's chain shows that an order spoke of it.
    if end is None:
        yield act.problem("extend-without-date")
    yield from change_all("extended", act, end=end)


def terminate(act: Act) -> Facts:
    """Прекратить действие: the subjects end before their time, with the reason where one is given."""
    clause = cast(Terminate, act.placed.clause)
    reason = clause.words if clause.reason == "other" else clause.reason
    return change_all("terminated", act, other=reason)


def review(kind: StepKind, act: Act) -> Facts:
    """A report, or what was handed in for the subjects of the clause, is accepted or returned."""
    report = getattr(act.placed.clause, "report", None)
    return change_all(kind, act, ("site", "program", "project", "pair"), report=report)


def change_all(kind: StepKind, act: Act, kinds: tuple[str, ...] = LASTING, **facts: Any) -> Facts:
    """One step of `kind` for every subject of the clause that is of these kinds of record."""
    for found in act.subjects(*kinds):
        yield found if isinstance(found, Problem) else act.step(found.ref, kind, **facts)


def _start_step(act: Act, found: Subject, kind: StepKind, **facts: Any) -> Step:
    """The step that starts a subject, with the term its own record gives."""
    start, end = _term_of(found)
    return act.step(found.ref, kind, **{"start": start, "end": end, **facts})


def _term_of(found: Subject) -> tuple[Any, Any]:
    """First and last day by the record; a project has none of its own."""
    record = found.target.record
    if isinstance(record, Pair):
        return record.from_, record.to
    if found.target.project is None and isinstance(record, Program | Site | Roadmap):
        return (record.period.from_, record.period.to) if record.period else (None, None)
    return None, None


EFFECTS: Mapping[str, Callable[[Act], Facts]] = {
    "approve": approve,
    "grant": grant,
    "assign_pairs": assign_pairs,
    "amend_pairs": amend_pairs,
    "list": list_schools,
    "set_terms": set_terms,
    "complete": partial(change_all, "completed"),  # Считать завершенными
    "terminate": terminate,
    "extend": extend,
    "accept_results": partial(review, "accepted"),  # Одобрить итоги
    "return_for_revision": partial(review, "returned"),  # Представить скорректированную программу
}
# A council may set terms of reports by itself; all the others need an order to take effect.
DECIDING = frozenset(EFFECTS) - {"set_terms"}
