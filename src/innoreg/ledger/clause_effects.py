"""What each kind of clause does: one function per kind, gathered in `EFFECTS`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from innoreg.ledger.clause_context import Act, Subject
from innoreg.ledger.occurrences import last_day
from innoreg.ledger.step import Problem, Step, StepKind
from innoreg.model.clause import Extend, Grant, SetTerms
from innoreg.model.pair import Pair
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site

Facts = Iterator[Step | Problem]
LASTING = ("program", "project", "site", "pair", "roadmap", "item", "clause")


def approve(act: Act) -> Facts:
    """Утвердить: the programme, project or plan is in force."""
    for found in act.subjects("program", "project", "roadmap", "order"):
        yield found if isinstance(found, Problem) else _begun(act, found, "approved")


def grant(act: Act) -> Facts:
    """Присвоить статус: the site is active, from the day the clause names if it is later."""
    clause = cast(Grant, act.placed.clause)
    day = max(act.day, clause.from_ or act.day)
    for found in act.subjects("site"):
        if isinstance(found, Problem):
            yield found
        else:
            term = {"start": clause.from_, "end": clause.to}
            yield _begun(act, found, "granted", day=day, **{k: v for k, v in term.items() if v})


def assign_pairs(act: Act) -> Facts:
    """Закрепить пары: the pairs are active; a pair that one replaces ends."""
    for found in act.subjects("pair"):
        if isinstance(found, Problem):
            yield found
            continue
        pair = cast(Pair, found.target.record)
        day = max(act.day, pair.from_ or act.day)
        yield _begun(act, found, "assigned", day=day)
        if old := act.registry.find(pair.replaces or "", ("pair",)):
            yield act.step(old.ref, "replaced", day=day, other=pair.id)


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
            )
    if clause.terms and not sites:
        yield act.problem("terms-for-nobody")


def complete(act: Act) -> Facts:
    """Считать завершенными."""
    yield from _each(act, "completed")


def terminate(act: Act) -> Facts:
    """Прекратить действие."""
    yield from _each(act, "terminated")


def extend(act: Act) -> Facts:
    """Продлить: to the day given, or the last day of the clause's own term."""
    clause = cast(Extend, act.placed.clause)
    end = clause.to or last_day(clause.deadline, act.period, act.calendar)
    if end is None:
        yield act.problem("extend-without-date")
    yield from _each(act, "extended", end=end)


def accept_results(act: Act) -> Facts:
    """Одобрить итоги: the report is accepted."""
    yield from _reviewed(act, "accepted")


def return_for_revision(act: Act) -> Facts:
    """Представить скорректированную программу: back to its authors; the term is the clause's."""
    yield from _reviewed(act, "returned")


def _reviewed(act: Act, kind: StepKind) -> Facts:
    report = getattr(act.placed.clause, "report", None)
    for found in act.subjects("site", "program", "project", "pair"):
        yield found if isinstance(found, Problem) else act.step(found.ref, kind, report=report)


def _each(act: Act, kind: StepKind, **facts: Any) -> Facts:
    for found in act.subjects(*LASTING):
        yield found if isinstance(found, Problem) else act.step(found.ref, kind, **facts)


def _begun(act: Act, found: Subject, kind: StepKind, **facts: Any) -> Step:
    """The step that starts a subject, with the term its own record gives."""
    start, end = term_of(found)
    return act.step(found.ref, kind, **{"start": start, "end": end, **facts})


def term_of(found: Subject) -> tuple[Any, Any]:
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
    "set_terms": set_terms,
    "complete": complete,
    "terminate": terminate,
    "extend": extend,
    "accept_results": accept_results,
    "return_for_revision": return_for_revision,
}
DECIDING = frozenset(EFFECTS) - {"set_terms"}
